package dev.hydroscope.query;

import dev.hydroscope.quic.Measure;
import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.trace.Header;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a session holds, in tables in memory that have the names, columns and types of the readable views (src/docs/sql.md). */
final class ReadableTables implements AutoCloseable {
    private static final String CONNECTION = "conn BIGINT, at TIMESTAMP(9) WITH TIME ZONE, peer VARCHAR, network VARCHAR,"
            + " sni VARCHAR, alpn VARCHAR, uuid VARCHAR, pid INT, generation INT, requests BIGINT, events BIGINT,"
            + " loss NUMERIC(20, 9),"
            + " spurious NUMERIC(20, 9), rtt_nanos BIGINT, rtt_min_nanos BIGINT, rtt_max_nanos BIGINT, handshake_nanos BIGINT,"
            + " cc_limited_nanos BIGINT, blocked_nanos BIGINT, packets_sent BIGINT, packets_received BIGINT, packets_lost BIGINT,"
            + " ptos BIGINT, cwnd BIGINT, bytes_sent BIGINT, close VARCHAR";
    private static final String REQUEST = "conn BIGINT, req BIGINT, at TIMESTAMP(9) WITH TIME ZONE, protocol VARCHAR,"
            + " method VARCHAR, scheme VARCHAR, authority VARCHAR, path VARCHAR, status INT, duration_nanos BIGINT, thread BIGINT,"
            + " verdict_blocked NUMERIC(10, 9)";
    private static final String HEADER = "conn BIGINT, req BIGINT, direction VARCHAR, position INT, name VARCHAR, value VARCHAR,"
            + " truncated BOOLEAN";

    private final Connection connection;
    private final String session;

    private ReadableTables(Connection connection, String session) {
        this.connection = connection;
        this.session = session;
    }

    static ReadableTables of(Reader reader, String session) throws SQLException {
        ReadableTables tables = new ReadableTables(DriverManager.getConnection("jdbc:h2:mem:;NON_KEYWORDS=VALUE"), session);
        String shares = Arrays.stream(Part.values()).map(part -> ", verdict_" + part.word() + " NUMERIC(10, 9)")
                .collect(Collectors.joining());
        tables.create("connection", CONNECTION);
        tables.create("request", REQUEST + shares);
        tables.create("header", HEADER);
        try (var statement = tables.connection.createStatement()) {
            statement.execute("CREATE INDEX header_of ON header(conn, req)");
            statement.execute("CREATE INDEX request_of ON request(conn)");
        }
        for (ConnectionRow row : reader.connections(0, 0, 1000, "").rows()) {
            tables.insert("connection", tables.connection(row, reader.quic(row)));
        }
        for (RequestRow row : new Search(reader).requests(Query.parse(""), Scope.newest(100_000, "")).rows()) {
            tables.insert("request", request(row));
            int position = 0;
            for (Header header : row.headers()) {
                tables.insert("header", List.of(row.conn(), row.req(), header.response() ? "response" : "request", position++,
                        text(header.name()), text(header.value()), false));
            }
        }
        return tables;
    }

    Connection connection() {
        return connection;
    }

    private void create(String table, String columns) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + table + "(session VARCHAR, " + columns + ")");
        }
    }

    private void insert(String table, List<?> values) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(values.size() + 1, "?"));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
            insert.setObject(1, session);
            for (int i = 0; i < values.size(); i++) {
                insert.setObject(i + 2, values.get(i));
            }
            insert.executeUpdate();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Object known(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Object known(long number, long unknown) {
        return number == unknown ? null : number;
    }

    private static Object at(long nanos) {
        return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000).atOffset(ZoneOffset.UTC);
    }

    private static Object share(long billionths) {
        return billionths < 0 ? null : BigDecimal.valueOf(billionths, 9);
    }

    private List<Object> connection(ConnectionRow row, Optional<QuicRow> quic) {
        List<Object> values = new ArrayList<>(Arrays.asList(row.conn(), at(row.atNanos()), known(row.peer()),
                known(Network.of(row.peer()).name()), known(row.sni()),
                known(row.alpn()), known(row.uuid()), row.pid(), row.generation(), row.requests(), row.events()));
        quic.ifPresentOrElse(of -> {
            values.add(share(of.summary().lossBillionths()));
            values.add(share(of.summary().spuriousBillionths()));
            for (Measure rtt : List.of(Measure.RTT_SMOOTHED, Measure.RTT_MIN, Measure.RTT_MAX)) {
                values.add(known(of.summary().rtt(rtt), Long.MIN_VALUE));
            }
            for (Measure measure : List.of(Measure.HANDSHAKE, Measure.CC_LIMITED, Measure.BLOCKED, Measure.PACKETS_SENT,
                    Measure.PACKETS_RECEIVED, Measure.PACKETS_LOST, Measure.PTOS, Measure.CWND_LAST, Measure.BYTES_SENT)) {
                values.add(known(of.summary().get(measure), Long.MIN_VALUE));
            }
            values.add(known(of.close()));
        }, () -> values.addAll(Collections.nCopies(15, null)));
        return values;
    }

    private static List<Object> request(RequestRow row) {
        List<Object> values = new ArrayList<>(Arrays.asList(row.conn(), row.req(), at(row.atNanos()), known(row.protocol()),
                row.value(false, ":method").orElse(null), row.value(false, ":scheme").orElse(null),
                row.value(false, ":authority").orElse(null), row.value(false, ":path").orElse(null),
                known(row.status(), 0), known(row.durationNanos(), -1), known(row.thread(), 0)));
        values.add(share(row.verdictShare(Part.CONNECTION_BLOCKED, Part.STREAM_BLOCKED)));
        Arrays.stream(Part.values()).forEach(part -> values.add(share(row.verdictShare(part))));
        return values;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

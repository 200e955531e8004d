package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.query.Scope.Order;
import dev.hydroscope.quic.Fired;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A search shown as SQL finds the same requests, when it is run on tables with the names of the readable views. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsSqlTest {
    private static final long AT = 1_700_000_000_000_000_000L;
    private static final int REQUESTS = 1200;
    private static final String[] VALUES = {"100%", "a_b", "it's", "back\\slash", "\\%", "<script>", "=1+1", "émoji 🐟",
        "two\nlines", "\u202egnp", "\u0000", "10k", "5000", "4990.5", "0x10", "", "AbC", "-7"};

    private SessionFile file;
    private ReadableTables tables;

    @BeforeAll
    void write(@TempDir Path folder) throws SQLException {
        SplittableRandom random = new SplittableRandom(8);
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            connections.add(Made.named(Made.connection(i + 1, i + 1, AT), "192.0.2." + i % 7 + ":80",
                    i % 5 == 0 ? "example.com" : "", i % 4 == 0 ? "h2" : "", i % 6 == 0 ? "u-" + i : ""));
        }
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(request(random, connections.get(random.nextInt(30)), i));
        }
        Fired lossy = new Fired(AT).at(0, "accept").sent(0, 0, 9, 1000).at(8, "handshake_done_send")
                .at(20, "packet_lost", "pn", 4).at(21, "packet_acked", "pn", 9)
                .at(21, "cc_ack_received", "largest_acked", 9, "cwnd", 12_000)
                .at(100, "application_close_receive", "error_code", 0x10c, "reason_phrase", "enough");
        file = SessionFile.create(folder.resolve("s.mv.db"));
        Writer writer = file.writer();
        writer.write(new Changes(connections, requests, List.of(new Changes.Run(connections.get(2), lossy.events())), 0));
        writer.seal();
        tables = ReadableTables.of(file.reader(), "s'1");
    }

    private static Request request(SplittableRandom random, Connection connection, int i) {
        Request request = Made.request(connection, i + 1, i, AT + i * 1_000_000L / 7);
        Made.version(request, new int[] {0x101, 0x200, 0x300, 0}[random.nextInt(4)]);
        Made.header(request, false, ":method", random.nextInt(4) == 0 ? "POST" : "GET");
        Made.header(request, false, ":path", (random.nextBoolean() ? "/a/" : "/b/") + random.nextInt(40));
        if (random.nextInt(4) > 0) {
            Made.header(request, false, ":authority", random.nextInt(3) == 0 ? "static.example.com" : "www.example.com");
        }
        Made.header(request, false, ":scheme", "https");
        Made.header(request, false, "X-Common", "same");
        Made.header(request, false, "x-n", random.nextInt(9) == 0 ? "v" + i % 100 : Integer.toString(i % 5000));
        Made.header(request, random.nextBoolean(), "X-Odd", VALUES[random.nextInt(VALUES.length)]);
        if (random.nextInt(30) == 0) {
            Made.header(request, random.nextBoolean(), "x-rare", "r" + random.nextInt(10));
            Made.header(request, false, "odd name", "it is");
        }
        if (random.nextInt(20) > 0) {
            int[] statuses = {200, 200, 200, 404, 304, 500 + random.nextInt(4)};
            Made.responded(request, statuses[random.nextInt(6)], request.atNanos() + random.nextInt(5_000_000));
            Made.header(request, true, "server", "h2o");
        }
        return random.nextInt(30) > 0 ? Made.finished(request) : request;
    }

    @AfterAll
    void close() throws SQLException {
        tables.close();
        file.close();
    }

    private AsSql asSql(String query) {
        return AsSql.of(Query.parse(query), "s'1", Scope.newest(1, ""), List.of());
    }

    private Set<String> searched(String query) {
        Set<String> found = new TreeSet<>();
        new Search(file.reader()).requests(Query.parse(query), Scope.newest(REQUESTS + 1, "")).rows()
                .forEach(row -> found.add(row.conn() + "/" + row.req()));
        return found;
    }

    private Set<String> selected(String sql) throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Statement statement = tables.connection().createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getLong("conn") + "/" + rows.getLong("req"));
            }
        }
        return found;
    }

    private void same(String query) throws SQLException {
        AsSql sql = asSql(query);
        try {
            assertEquals(searched(query), selected(sql.sql()), () -> query + "\n" + sql.sql());
        } catch (SQLException e) {
            throw new AssertionError(query + "\n" + sql.sql(), e);
        }
    }

    @Test
    void everyKindOfConditionFindsTheSame() throws SQLException {
        for (String query : RandomQueries.leaves()) {
            same(query);
        }
    }

    @Test
    void anyCombinationFindsTheSame() throws SQLException {
        RandomQueries queries = new RandomQueries(21);
        for (int i = 0; i < 400; i++) {
            same(queries.next());
        }
    }

    @Test
    void whateverALiteralHoldsIsOnlyText() throws SQLException {
        for (String value : VALUES) {
            String quoted = Quoting.quoted(value);
            for (String operator : List.of("=", "!=", "~", "^=", "<", ">=")) {
                same("header.x-odd " + operator + " " + quoted);
            }
            same(quoted);
            same("req.x-odd = " + quoted + " or connection(res.x-odd ~ " + quoted + ")");
            same("header." + Quoting.quoted(value.isEmpty() ? "'" : value) + " ~ a");
        }
        same("path = \"'; DROP TABLE request; --\"");
        same("path ~ \"%' OR '1' = '1\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "conn.loss > 5%", "not conn.loss", "conn.rtt > 1ms", "conn.minrtt > 1ms", "conn.maxrtt", "conn.handshake = 8ms",
        "conn.limited > 0", "conn.blocked", "conn.sent >= 10", "conn.received != 3", "conn.lost = 1", "conn.ptos = 0",
        "conn.cwnd = 12000", "conn.bytes > 1k", "conn.spurious", "conn.close ~ enough", "conn.close", "not conn.close",
        "verdict.server >= 99%", "verdict.server < 0.5", "verdict.unknown", "verdict.blocked", "not verdict.server = 100%",
        "connection(not sni)", "connection(alpn = h2 and generation = 0)", "connection(uuid ^= u-1 or requests > 45)",
        "connection(events >= 0 and not status = 200)", "not connection(status = 500 and path ~ b)", "connection(peer =~ [.]3:)",
        "not (status = 200 or not (duration > 1ms and req.x-rare))", "connection(conn.lost = 1 and status != 200)",
        "time >= 2023-11-14 and time <= 2023-11-14T22:13:20.05Z", "protocol", "not protocol", "protocol < 2", "0",
    })
    void everyFieldFindsTheSame(String query) throws SQLException {
        same(query);
    }

    @Test
    void everyFieldIsTranslated() {
        for (Field field : Field.values()) {
            String word = field.header() ? field.word() + "x" : field.word();
            String query = field.ofConnection() ? "connection(" + word + ")" : word;
            assertEquals(List.of(), asSql(query).notes(), word);
        }
    }

    @Test
    void timesColumnsAndOrdersAreWrittenToo() throws SQLException {
        Scope scope = new Scope(AT + 1_000_000, AT + 9_000_000, Order.DURATION, 1, "", 0, () -> false);
        AsSql sql = AsSql.of(Query.parse("status = 200"), "s'1", scope, List.of("req.x-n", "res.server", "verdict.server"));
        long last = Long.MAX_VALUE;
        int rows = 0;
        try (Statement statement = tables.connection().createStatement(); ResultSet found = statement.executeQuery(sql.sql())) {
            for (; found.next(); rows++) {
                assertEquals("h2o", found.getString("res.server"));
                assertFalse(found.getString("req.x-n").isEmpty());
                assertTrue(found.getLong("duration_nanos") <= last);
                last = found.getLong("duration_nanos");
            }
        }
        Scope every = new Scope(scope.fromNanos(), scope.toNanos(), Order.NEWEST, REQUESTS, "", 1L << 40, () -> false);
        assertEquals(new Search(file.reader()).requests(Query.parse("status = 200"), every).rows().size(), rows);
        assertTrue(rows > 5);
    }

    @Test
    void isLaidOutToBeRead() {
        assertEquals("""
                SELECT r.conn, r.req, r.at, r.protocol, r.method, r.status, r.authority, r.path, r.duration_nanos
                FROM request r
                WHERE r.session = 's''1'
                  AND r.status >= 500
                  AND LOWER(r.method) = 'get'
                  AND EXISTS (SELECT 1 FROM header h WHERE
                      h.session = r.session AND h.conn = r.conn AND h.req = r.req
                      AND h.direction = 'request' AND LOWER(h.name) = 'cookie'
                  )
                  AND ((r.status = 500 OR r.scheme IS NOT NULL) AND r.path LIKE '/\\_%' ESCAPE '\\') IS NOT TRUE
                ORDER BY r.at DESC, r.conn DESC, r.req DESC""", asSql(
                "status >= 500 and method = GET and req.cookie and not ((status = 500 or scheme) and path ^= /_)").sql());
    }

    @Test
    void saysWhereItIsNotQuiteTheSame() {
        assertTrue(asSql("path =~ \"a.$\"").notes().get(0).contains("RE2"));
        assertTrue(asSql("path =~ \"(?P<a>b)\"").notes().get(0).contains("Java does not take this one"));
        assertTrue(asSql("path ~ É").notes().get(0).contains("A to Z"));
        assertEquals(List.of(), asSql("status = 200").notes());
    }
}

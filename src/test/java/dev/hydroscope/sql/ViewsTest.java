package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.query.Network;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Filter;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.Scan;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Header;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every value of the views is the one that the store's reader tells, of recorded captures and of what is made to be odd. */
class ViewsTest {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static Stored stored;

    @BeforeAll
    static void write(@TempDir Path folder) throws Exception {
        stored = new Stored().odd(folder).recorded(folder, "raw-app.jsonl").recorded(folder, "raw-h3-3mb.jsonl")
                .recorded(folder, "http-mode.txt").recorded(folder, "v1-raw.jsonl")
                .recorded(folder, "raw-app.jsonl", 100);
    }

    @AfterAll
    static void close() {
        stored.close();
    }

    @Test
    void requestsAreThoseOfTheStore() throws SQLException {
        same("request", session -> requests(session.reader()).stream().map(ViewsTest::request).toList());
    }

    @Test
    void headersAreThoseOfTheStore() throws SQLException {
        same("header", session -> requests(session.reader()).stream().flatMap(row -> headers(row).stream()).toList());
    }

    @Test
    void connectionsAreThoseOfTheStore() throws SQLException {
        same("connection", session -> {
            List<ConnectionRow> rows = new ArrayList<>(session.reader().connections(0, 0, 10_000, "").rows());
            rows.sort(Comparator.comparing(ConnectionRow::ordinal));
            return rows.stream().map(row -> connection(row, session.reader().quic(row))).toList();
        });
    }

    @Test
    void sessionsAreThoseOfTheQuestion() throws SQLException {
        assertEquals(List.of("odd", "odd", "named odd", "sealed", "probes", "1970-01-01 00:00:00.000001+00",
                "1970-01-01 00:00:00.000002+00"), stored.rows("SELECT * FROM session").get(0).subList(0, 7));
    }

    @Test
    void theSessionsHoldWhatIsToBeTold() throws SQLException {
        for (String some : List.of("request WHERE status IS NULL", "request WHERE path = ''", "request WHERE path IS NULL",
                "request WHERE NOT finished", "request WHERE gaps IS NOT NULL", "request WHERE verdict_ack > 0",
                "header WHERE truncated", "header WHERE value = ''", "connection WHERE rtt_nanos > 0",
                "connection WHERE close IS NOT NULL", "request WHERE protocol IS NULL", "request WHERE protocol = 'HTTP/2'")) {
            assertTrue(Long.parseLong(stored.rows("SELECT COUNT(*) FROM " + some).get(0).get(0)) > 0, some);
        }
    }

    /** Column by column, each session's in its order. */
    private static void same(String view, Function<Opened, List<List<Object>>> told) throws SQLException {
        for (Opened session : stored.sessions()) {
            String id = session.head().id();
            List<List<String>> found = stored.rows("SELECT * FROM " + view + " WHERE session = '" + id + "'");
            List<List<Object>> expected = told.apply(session);
            assertEquals(expected.size(), found.size(), id);
            for (int i = 0; i < expected.size(); i++) {
                List<String> row = new ArrayList<>(List.of(id));
                expected.get(i).forEach(value -> row.add(value == null ? null : value.toString()));
                assertEquals(row, found.get(i), id + " " + view + " " + i);
            }
        }
    }

    static List<RequestRow> requests(Reader reader) {
        return reader.scan(new Filter.Anything(), new Scan.Range(false, -1, 0, 0), scan -> {
            List<RequestRow> rows = new ArrayList<>();
            while (!scan.done()) {
                rows.addAll(scan.next());
            }
            return rows;
        });
    }

    private static List<Object> request(RequestRow row) {
        List<Object> values = new ArrayList<>(Arrays.asList(row.conn(), row.req(), at(row.atNanos()), known(row.protocol())));
        for (String pseudo : List.of(":method", ":scheme", ":authority", ":path")) {
            values.add(row.headers().stream().filter(header -> !header.response() && text(header.name()).equals(pseudo))
                    .map(header -> text(header.value())).findFirst().orElse(null));
        }
        values.addAll(Arrays.asList(row.status() == 0 ? null : row.status(), at(row.respondedNanos()), at(row.endedNanos()),
                row.durationNanos() < 0 ? null : row.durationNanos(), known(row.durationUntil()), row.headers().size(),
                flag(row.finished()), known(String.join(" ", row.gapNames()))));
        for (Part part : List.of(Part.SERVER, Part.RECEIVING, Part.WAITING, Part.CWND, Part.CONNECTION_BLOCKED,
                Part.STREAM_BLOCKED)) {
            values.add(share(row.verdictShare(part)));
        }
        values.add(share(row.verdictShare(Part.CONNECTION_BLOCKED, Part.STREAM_BLOCKED)));
        for (Part part : List.of(Part.RETRANSMITTING, Part.ACK, Part.UNKNOWN)) {
            values.add(share(row.verdictShare(part)));
        }
        values.add(row.thread() == 0 ? null : row.thread());
        for (boolean response : new boolean[] {false, true}) {
            values.add(row.headers().stream().filter(header -> header.response() == response)
                    .mapToLong(header -> header.name().length + header.valueLength()).sum());
        }
        return values;
    }

    private static List<List<Object>> headers(RequestRow row) {
        List<List<Object>> rows = new ArrayList<>();
        for (Header header : row.headers()) {
            rows.add(List.of(row.conn(), row.req(), header.response() ? "response" : "request", rows.size(),
                    text(header.name()), text(header.value()), flag(header.has(Event.CUT)),
                    header.valueLength()));
        }
        return rows;
    }

    private static List<Object> connection(ConnectionRow row, Optional<QuicRow> quic) {
        List<Object> values = new ArrayList<>(Arrays.asList(row.conn(), at(row.atNanos()), at(row.endedNanos()),
                known(row.protocol()), known(row.peer()), known(row.sni()), known(row.alpn()), known(row.uuid()), row.pid(),
                row.generation(), row.requests(), row.events(), flag(row.beforeCapture()),
                row.identity().name().toLowerCase(java.util.Locale.ROOT)));
        values.addAll(quic.map(ViewsTest::quic).orElse(Collections.nCopies(15, null)));
        values.add(known(Network.of(row.peer()).name()));
        long lasted = quic.map(of -> of.summary().lastedNanos()).orElse(row.endedNanos() - row.atNanos());
        values.add(quic.isEmpty() && row.endedNanos() == 0 || lasted == Long.MIN_VALUE ? null : lasted);
        values.add(quic.filter(of -> of.summary().knows(Measure.BYTES_RECEIVED))
                .map(of -> of.summary().get(Measure.BYTES_RECEIVED)).orElse(null));
        values.addAll(Collections.nCopies(3, null));
        return values;
    }

    private static List<Object> quic(QuicRow of) {
        List<Object> values = new ArrayList<>();
        measures(of, values, Measure.PACKETS_SENT, Measure.PACKETS_RECEIVED, Measure.PACKETS_LOST);
        values.add(share(of.summary().lossBillionths()));
        values.add(share(of.summary().spuriousBillionths()));
        for (Measure rtt : List.of(Measure.RTT_SMOOTHED, Measure.RTT_MIN, Measure.RTT_MAX)) {
            values.add(of.summary().rtt(rtt) == Long.MIN_VALUE ? null : of.summary().rtt(rtt));
        }
        measures(of, values, Measure.HANDSHAKE, Measure.CC_LIMITED, Measure.BLOCKED, Measure.PTOS, Measure.CWND_LAST,
                Measure.BYTES_SENT);
        values.add(known(of.close()));
        return values;
    }

    private static void measures(QuicRow of, List<Object> values, Measure... measures) {
        for (Measure measure : measures) {
            values.add(of.summary().knows(measure) ? of.summary().get(measure) : null);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Object known(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Object flag(boolean flag) {
        return flag ? "TRUE" : "FALSE";
    }

    private static Object share(long billionths) {
        return billionths < 0 ? null : BigDecimal.valueOf(billionths, 9).toPlainString();
    }

    /** As H2 writes a time: without the zeros behind. */
    private static Object at(long nanos) {
        if (nanos == 0) {
            return null;
        }
        String fraction = String.format("%09d", nanos % 1_000_000_000).replaceFirst("0+$", "");
        return SECOND.format(Instant.ofEpochSecond(nanos / 1_000_000_000)) + (fraction.isEmpty() ? "" : "." + fraction) + "+00";
    }
}

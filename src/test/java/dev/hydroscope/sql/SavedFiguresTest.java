package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hydroscope.quic.Measure;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.Sweep;
import dev.hydroscope.trace.Header;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What saved queries answer is what one finds who counts the rows of the file in the plainest way. */
class SavedFiguresTest {
    /** Where events are that belong to no connection. */
    private static final Sweep.Part NOBODYS = Sweep.Part.of(0, 0, Long.MAX_VALUE);

    @TempDir
    private static Path folder;
    private static Kept stored;
    private static SqlService service;

    @BeforeAll
    static void write() throws Exception {
        stored = EveryKind.in(folder);
        service = new SqlService();
    }

    @AfterAll
    static void close() {
        service.close();
        stored.close();
    }

    private static Answer ask(String name, String session, String... parameters) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i], parameters[i + 1]);
        }
        return Answer.to(service, SavedQueriesTest.query(name), values, List.of(stored.place(session)));
    }

    private static String bare(RequestRow row) {
        return row.path().replaceFirst("[?].*", "");
    }

    private static <K> Map<K, List<RequestRow>> by(String session, Function<RequestRow, K> key, Predicate<RequestRow> wanted) {
        return stored.requests(session).stream().filter(wanted).collect(Collectors.groupingBy(key));
    }

    /** As H2 takes it: of the two neighbours of (n - 1) * share, counted from 0, the nearer one, the lower of two as near. */
    private static String percentileMillis(List<Long> nanos, String share) {
        List<Long> sorted = nanos.stream().sorted().toList();
        BigDecimal place = new BigDecimal(share).multiply(BigDecimal.valueOf(sorted.size() - 1));
        return millis(sorted.get(place.setScale(0, RoundingMode.HALF_DOWN).intValue()));
    }

    private static String millis(long nanos) {
        return BigDecimal.valueOf(nanos, 6).setScale(3, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    private static List<Long> durations(List<RequestRow> rows) {
        return rows.stream().map(RequestRow::durationNanos).filter(nanos -> nanos >= 0).toList();
    }

    private static String percent(long part, long whole, int places) {
        return BigDecimal.valueOf(100 * part).divide(BigDecimal.valueOf(whole), places, RoundingMode.HALF_UP)
                .stripTrailingZeros().toPlainString();
    }

    private static void same(List<String> expected, List<String> answered) {
        assertFalse(expected.isEmpty());
        assertEquals(expected.stream().sorted().toList(), answered.stream().sorted().toList());
    }

    private static Stream<Header> headers(String session, boolean response, String name) {
        return stored.requests(session).stream().flatMap(row -> row.headers().stream())
                .filter(header -> header.response() == response && text(header.name()).equals(name));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<ConnectionRow> connections(String session) {
        return stored.read(session, reader -> reader.connections(0, Long.MAX_VALUE, 10_000, "")).rows();
    }

    private static List<EventRow> events(String session) {
        Stream<EventRow> owned = connections(session).stream().flatMap(of -> stored.read(session,
                reader -> reader.events(of.conn(), 0, 0, "*", 1_000_000, "")).rows().stream());
        Stream<EventRow> others = stored.read(session, reader -> reader.sweep().events(NOBODYS, probe -> true)).stream()
                .flatMap(chunk -> chunk.content().stream());
        return Stream.concat(owned, others).toList();
    }

    @Test
    void percentilesByPath() {
        List<String> expected = new ArrayList<>();
        by("traffic", SavedFiguresTest::bare, row -> row.durationNanos() >= 0).forEach((path, rows) -> {
            List<Long> nanos = durations(rows);
            expected.add(String.join("|", path, "" + nanos.size(), percentileMillis(nanos, "0.5"), percentileMillis(nanos, "0.9"),
                    percentileMillis(nanos, "0.99"), percentileMillis(nanos, "1")));
        });
        same(expected, ask("slowest-paths", "traffic", "least", "1", "limit", "100000")
                .lines("path", "requests", "p50_ms", "p90_ms", "p99_ms", "max_ms"));
    }

    @Test
    void percentilesByStatus() {
        List<String> expected = new ArrayList<>();
        by("app", row -> row.protocol() + "|" + (row.status() == 0 ? "null" : row.status()), row -> true).forEach((key, rows) -> {
            List<Long> nanos = durations(rows);
            expected.add(key + "|" + rows.size() + "|" + (nanos.isEmpty() ? "null" : percentileMillis(nanos, "0.99")));
        });
        same(expected, ask("latency-by-status", "app").lines("protocol", "status", "requests", "p99_ms"));
    }

    @Test
    void theSlowestRequestsFirst() {
        List<String> expected = stored.requests("quic").stream().filter(row -> row.durationNanos() >= 0)
                .sorted(Comparator.comparing(RequestRow::durationNanos).reversed()).limit(20)
                .map(row -> row.conn() + "|" + row.req() + "|" + millis(row.durationNanos())).toList();
        same(expected, ask("slow-requests", "quic", "limit", "20").lines("conn", "req", "duration_ms"));
    }

    @Test
    void latencyByAHeadersValue() {
        Map<String, List<Long>> durations = new TreeMap<>();
        stored.requests("traffic").forEach(row -> durations.computeIfAbsent(row.value(true, "x-upstream").orElseThrow(),
                upstream -> new ArrayList<>()).add(row.durationNanos()));
        same(durations.entrySet().stream().map(entry -> entry.getKey() + "|" + entry.getValue().size() + "|"
                + percentileMillis(entry.getValue(), "0.99")).toList(),
                ask("latency-by-header", "traffic", "name", "x-upstream", "limit", "1000").lines("value", "requests", "p99_ms"));
    }

    @Test
    void whatIsInFlight() {
        TreeMap<Long, Long> changes = new TreeMap<>();
        for (RequestRow row : stored.requests("traffic")) {
            if (row.durationNanos() >= 0) {
                changes.merge(row.atNanos() / 1_000_000_000L, 1L, Long::sum);
                changes.merge((row.atNanos() + row.durationNanos()) / 1_000_000_000L, -1L, Long::sum);
            }
        }
        List<String> expected = new ArrayList<>();
        long now = 0;
        for (long change : changes.values()) {
            now += change;
            expected.add(Long.toString(now));
        }
        assertEquals(expected, ask("requests-in-flight", "traffic").lines("in_flight"));
    }

    @Test
    void errorsByPath() {
        List<String> expected = new ArrayList<>();
        by("app", SavedFiguresTest::bare, row -> true).forEach((path, rows) -> {
            long client = rows.stream().filter(row -> row.status() / 100 == 4).count();
            long server = rows.stream().filter(row -> row.status() >= 500).count();
            if (client + server > 0) {
                expected.add(path + "|" + rows.size() + "|" + client + "|" + server);
            }
        });
        same(expected, ask("errors-by-path", "app").lines("path", "requests", "client_errors", "server_errors"));
    }

    @Test
    void statusesByMinuteFromTheSums() {
        Map<String, Long> expected = new TreeMap<>();
        stored.requests("traffic").forEach(row -> expected.merge(minute(row) + "|" + row.status(), 1L, Long::sum));
        same(expected.entrySet().stream().map(entry -> entry.getKey() + "|" + entry.getValue()).toList(),
                ask("status-by-minute", "traffic").lines("at", "status", "requests"));
    }

    private static String minute(RequestRow row) {
        return Instant.ofEpochSecond(row.atNanos() / 60_000_000_000L * 60).toString().replace("Z", ".000000000Z");
    }

    @Test
    void protocolsAndTheirShare() {
        Map<String, Long> counts = stored.requests("traffic").stream()
                .collect(Collectors.groupingBy(RequestRow::protocol, Collectors.counting()));
        same(counts.entrySet().stream().map(entry -> entry.getKey() + "|" + entry.getValue() + "|"
                + percent(entry.getValue(), EveryKind.REQUESTS, 2)).toList(),
                ask("protocol-mix", "traffic").lines("protocol", "requests", "percent"));
    }

    @Test
    void userAgents() {
        Map<String, Long> counts = headers("traffic", false, "user-agent")
                .collect(Collectors.groupingBy(header -> text(header.value()), Collectors.counting()));
        same(counts.entrySet().stream().map(entry -> entry.getKey() + "|" + entry.getValue()).toList(),
                ask("top-user-agents", "traffic", "limit", "1000").lines("user_agent", "requests"));
    }

    @Test
    void bytesOfHeadersByName() {
        Map<String, Long> bytes = new TreeMap<>();
        stored.requests("app").forEach(row -> row.headers().forEach(header -> bytes.merge(
                (header.response() ? "response" : "request") + "|" + text(header.name()), header.valueLength(), Long::sum)));
        same(bytes.entrySet().stream().map(entry -> entry.getKey() + "|" + entry.getValue()).toList(),
                ask("header-names", "app").lines("direction", "name", "value_bytes"));
    }

    @Test
    void theLargestHeaders() {
        List<String> expected = stored.requests("app").stream().map(row -> row.conn() + "|" + row.req() + "|" + bytes(row, false)
                + "|" + bytes(row, true)).toList();
        same(expected, ask("header-size-outliers", "app", "limit", "1000").lines("conn", "req", "request_bytes", "response_bytes"));
    }

    private static long bytes(RequestRow row, boolean response) {
        return row.headers().stream().filter(header -> header.response() == response)
                .mapToLong(header -> header.name().length + header.valueLength()).sum();
    }

    @Test
    void connectionsAndWhatTheyCarry() {
        List<String> expected = new ArrayList<>();
        connections("app").stream().filter(of -> of.requests() > 0 && !of.beforeCapture())
                .collect(Collectors.groupingBy(ConnectionRow::protocol)).forEach((protocol, rows) -> expected.add(protocol + "|"
                        + rows.size() + "|" + rows.stream().mapToLong(ConnectionRow::requests).sum() + "|"
                        + rows.stream().mapToLong(ConnectionRow::requests).max().orElseThrow()));
        same(expected, ask("connection-reuse", "app").lines("protocol", "connections", "requests", "most_requests"));
    }

    @Test
    void lossByNetwork() {
        Map<String, long[]> sums = new TreeMap<>();
        for (ConnectionRow of : connections("quic")) {
            QuicRow quic = stored.read("quic", reader -> reader.quic(of)).orElseThrow();
            long[] sum = sums.computeIfAbsent(of.peer().replaceFirst("[.][0-9]+:[0-9]+$", ".0/24"), network -> new long[3]);
            sum[0]++;
            sum[1] += quic.summary().get(Measure.PACKETS_SENT);
            sum[2] += quic.summary().get(Measure.PACKETS_LOST);
        }
        same(sums.entrySet().stream().map(entry -> entry.getKey() + "|" + entry.getValue()[0] + "|" + entry.getValue()[1] + "|"
                + entry.getValue()[2] + "|" + percent(entry.getValue()[2], entry.getValue()[1], 3)).toList(),
                ask("loss-and-rtt-by-network", "quic").lines("network", "connections", "sent", "lost", "loss_percent"));
    }

    @Test
    void handshakesByServerName() {
        Map<String, List<Long>> nanos = new TreeMap<>();
        for (ConnectionRow of : connections("app").stream().filter(each -> each.protocol().equals("HTTP/3")).toList()) {
            long handshake = stored.read("app", reader -> reader.quic(of)).orElseThrow().summary().get(Measure.HANDSHAKE);
            nanos.computeIfAbsent(of.sni().isEmpty() ? "null" : of.sni(), sni -> new ArrayList<>()).add(handshake);
        }
        same(nanos.entrySet().stream().map(entry -> entry.getKey() + "|" + entry.getValue().size() + "|"
                + percentileMillis(entry.getValue(), "0.5") + "|" + percentileMillis(entry.getValue(), "0.99")).toList(),
                ask("handshake-times", "app").lines("sni", "handshakes", "p50_ms", "p99_ms"));
    }

    @Test
    void packetsBySize() {
        Map<String, Long> counts = new TreeMap<>();
        connections("quic").forEach(of -> stored.read("quic", reader -> {
            reader.eachPacket(of, 0, Long.MAX_VALUE, (position, packet) -> {
                counts.merge((packet.sent() ? "sent" : "received") + "|" + packet.size / 100 * 100, 1L, Long::sum);
                return true;
            });
            return 0;
        }));
        same(counts.entrySet().stream().map(entry -> entry.getKey() + "|" + entry.getValue()).toList(),
                ask("packet-sizes", "quic").lines("direction", "from_bytes", "packets"));
    }

    @Test
    void probesByTheirEvents() {
        for (String session : List.of("app", "h3", "quic")) {
            List<EventRow> events = events(session);
            assertEquals(stored.read(session, Reader::counts).events(), events.size());
            Map<String, Long> counts = events.stream()
                    .collect(Collectors.groupingBy(row -> row.event().probe().key(), Collectors.counting()));
            same(counts.entrySet().stream().map(entry -> entry.getKey() + "|" + entry.getValue()).toList(),
                    ask("probes-fired-most", session).lines("probe", "events"));
        }
    }

    @Test
    void cutsOfTheWindowByConnection() {
        Map<Long, Long> counts = new TreeMap<>();
        connections("quic").forEach(of -> stored.read("quic", reader -> reader.events(of.conn(), 0, Long.MAX_VALUE,
                "quicly:cc_congestion", 1_000_000, "")).rows().forEach(event -> counts.merge(of.conn(), 1L, Long::sum)));
        same(counts.entrySet().stream().map(entry -> entry.getKey() + "|" + entry.getValue()).toList(),
                ask("congestion-events", "quic").lines("conn", "cuts"));
    }

    @Test
    void everyTrickOfSmugglingIsNamedAndNothingElse() {
        same(List.of("1|content-length beside transfer-encoding", "2|content-length repeated", "3|host repeated",
                "4|transfer-encoding obscured", "5|space or colon in a name", "6|line break in a value"),
                ask("request-smuggling", "odd").lines("conn", "reasons"));
        assertEquals(List.of(), ask("request-smuggling", "traffic").rows());
    }

    @Test
    void loopsScansAndTunnels() {
        assertEquals(List.of("8|/loop|5|1|/loop"), ask("redirect-loops", "odd")
                .lines("conn", "path", "redirects", "locations", "location"));
        assertEquals(List.of("9|6|6"), ask("seeking-clients", "odd").lines("conn", "refused", "paths"));
        assertEquals(List.of("200|/.git/config", "404|/x/../../etc/passwd"),
                ask("suspicious-paths", "odd").lines("status", "path"));
        assertEquals(List.of("TRACE|10"), ask("unusual-methods", "odd").lines("method", "conn"));
        assertEquals(List.of("MISS|6"), ask("cache-hits", "odd").lines("outcome", "responses"));
        assertEquals(List.of("dns_error|refused|5|2"), ask("connect-failures", "odd")
                .lines("error_type", "details", "rcode", "times"));
        assertEquals(List.of("request|x-long|1"), ask("truncated-values", "odd").lines("direction", "name", "times"));
        assertEquals(List.of("11|/nobody-answers"), ask("unanswered-requests", "odd").lines("conn", "path"));
    }

    @Test
    void whatTheCaptureLost() {
        assertEquals(List.of("kernel|" + EveryKind.LOST), ask("capture-losses", "lossy").lines("hop", "events"));
    }

    @Test
    void twoSessionsSideBySide() {
        Answer answer = Answer.to(service, SavedQueriesTest.query("compare-sessions"),
                Map.of("before", stored.id("app"), "after", stored.id("text"), "limit", "1000"), stored.all());
        Map<String, List<RequestRow>> before = by("app", SavedFiguresTest::bare, row -> true);
        Map<String, List<RequestRow>> after = by("text", SavedFiguresTest::bare, row -> true);
        same(Stream.concat(before.keySet().stream(), after.keySet().stream()).distinct().map(path -> path + "|"
                + before.getOrDefault(path, List.of()).size() + "|" + after.getOrDefault(path, List.of()).size()).toList(),
                answer.lines("path", "requests_before", "requests_after"));
    }
}

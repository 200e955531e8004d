package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.query.AsSql;
import dev.hydroscope.query.Query;
import dev.hydroscope.query.Scope;
import dev.hydroscope.query.Scope.Order;
import dev.hydroscope.query.Search;
import dev.hydroscope.store.RequestRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that is shown as SQL finds the same requests of a real H2O when it is run, in the order it was asked for. */
class ShownAsSqlTest {
    private static final List<String> SESSIONS = List.of("app", "h3", "text", "old");

    @TempDir
    private static Path folder;
    private static Kept stored;
    private static SqlService service;

    @BeforeAll
    static void write() throws Exception {
        stored = new Kept(folder, Map.of()).captured("app", "raw-app.jsonl").captured("h3", "raw-h3-3mb.jsonl")
                .captured("text", "http-mode.txt").captured("old", "v1-raw.jsonl");
        service = new SqlService();
    }

    @AfterAll
    static void close() {
        service.close();
        stored.close();
    }

    private static List<String> searched(String session, String query, Scope scope) {
        return stored.read(session, reader -> new Search(reader).requests(Query.parse(query), scope).rows()).stream()
                .map(ShownAsSqlTest::name).toList();
    }

    private static String name(RequestRow row) {
        return row.conn() + "|" + row.req();
    }

    private static List<String> selected(String session, String query, Scope scope, List<String> columns) {
        AsSql sql = AsSql.of(Query.parse(query), stored.id(session), scope, columns);
        assertEquals(List.of(), sql.notes().stream().filter(note -> note.contains("left out")).toList());
        return Answer.to(service, new Question(sql.sql(), Map.of(), stored.all(), SqlLimits.MOST)).lines("conn", "req");
    }

    private static Scope scope(Order order) {
        return new Scope(0, 0, order, 100_000, "", 1L << 40, () -> false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "protocol", "protocol = HTTP/3", "protocol >= 2", "protocol != h2", "protocol ~ \"/1\"",
        "method = get",
        "method != GET", "not method", "scheme = https", "authority ~ localhost", "authority ^= 127", "path = /hello.txt",
        "path ^= \"/\"", "path ~ INDEX", "path =~ \"[.](txt|html)$\"", "path < /i", "path.1 = /hello.txt", "path.2", "path.3 ~ bin",
        "status = 200", "status >= 400", "status != 200", "status", "not status", "class = 4xx", "class", "duration",
        "duration >= 1ms", "duration < 3ms", "conn = 23", "conn > 16", "req = 1", "req != 1", "time > 2026-11-20T20:06:43.950Z",
        "time <= 2026-11-20T20:06:44Z", "thread", "thread = 12280", "not thread = 12280", "verdict.server >= 0.5",
        "verdict.cwnd > 1%",
        "verdict.waiting", "verdict.retransmitting", "verdict.ack", "verdict.blocked", "verdict.unknown", "verdict.receiving < 10%",
        "verdict.connection_blocked", "verdict.stream_blocked", "req.user-agent ~ curl", "req.user-agent", "not req.user-agent",
        "res.content-length > 100", "res.content-length < 1k", "res.etag", "header.content-type ^= text", "header.date ~ nov",
        "res.server = nothing", "conn.loss > 0", "conn.spurious", "conn.rtt", "conn.minrtt < 1s", "conn.maxrtt >= 0",
        "conn.handshake > 1ms", "conn.limited > 0", "conn.blocked", "conn.sent > 5", "conn.received > 5", "conn.lost = 0",
        "conn.ptos = 0", "conn.cwnd > 10k", "conn.bytes > 1m", "conn.close ~ H3", "not conn.close",
        "connection(peer ~ 127)", "connection(network = 127.0.0.0/24)", "connection(not network)", "connection(sni = localhost)",
        "connection(alpn ~ h3)", "connection(uuid)", "connection(pid >= 0)", "connection(generation = 0)",
        "connection(requests > 1)",
        "connection(events > 100)", "connection(status = 404)", "connection(req.user-agent ~ curl and status = 200)",
        "not connection(status = 404)", "curl", "404", "html", "127.0.0.1", "HTTP/2", "nothing-like-this",
        "status = 200 and not (path ~ hello or req.user-agent ~ curl)", "(method = POST or status >= 400) and duration"})
    void findsTheSame(String query) {
        for (String session : SESSIONS) {
            assertEquals(searched(session, query, scope(Order.NEWEST)).stream().sorted().toList(),
                    selected(session, query, scope(Order.NEWEST), List.of()).stream().sorted().toList(), session);
        }
    }

    @Test
    void theSearchesFindSomethingAndNotAll() {
        for (String query : List.of("status >= 400", "path =~ \"[.](txt|html)$\"", "req.user-agent ~ curl", "conn.sent > 5",
                "connection(requests > 1)", "thread = 12280")) {
            int found = SESSIONS.stream().mapToInt(session -> searched(session, query, scope(Order.NEWEST)).size()).sum();
            int all = SESSIONS.stream().mapToInt(session -> searched(session, "", scope(Order.NEWEST)).size()).sum();
            assertTrue(found > 0 && found < all, query + ": " + found + " of " + all);
        }
    }

    @Test
    void inTheSameOrder() {
        for (Order order : Order.values()) {
            List<String> found = selected("app", "status", scope(order), List.of("req.user-agent", "verdict.server"));
            Map<String, Long> keys = new java.util.HashMap<>();
            stored.requests("app").forEach(row -> keys.put(name(row),
                    order == Order.NEWEST || order == Order.OLDEST ? row.atNanos() : row.durationNanos()));
            List<Long> expected = searched("app", "status", scope(Order.NEWEST)).stream().map(keys::get)
                    .sorted(order == Order.NEWEST || order == Order.DURATION
                            ? Comparator.reverseOrder() : Comparator.naturalOrder())
                    .toList();
            assertEquals(expected, found.stream().map(keys::get).toList(), order.name());
        }
    }

    @Test
    void withinTheSameTime() {
        List<RequestRow> all = stored.requests("app");
        long from = all.get(all.size() / 4).atNanos();
        long to = all.get(all.size() / 2).atNanos();
        Scope scope = new Scope(from, to, Order.OLDEST, 100_000, "", 1L << 40, () -> false);
        List<String> expected = new ArrayList<>(all.stream().filter(row -> row.atNanos() >= from && row.atNanos() <= to)
                .map(ShownAsSqlTest::name).sorted().toList());
        assertTrue(expected.size() > 1 && expected.size() < all.size());
        assertEquals(expected, selected("app", "", scope, List.of()).stream().sorted().toList());
        assertEquals(expected, Stream.of(searched("app", "", scope)).flatMap(List::stream).sorted().toList());
    }
}

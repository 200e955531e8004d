package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.query.Scope.Order;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.StoreException;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A search finds exactly what the query means: in segments, in what is not published yet, in requests that grew late, in
 * pages of any size, while the file is written and after.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {
    private static final long AT = 1_700_000_000_000_000_000L;
    private static final int REQUESTS = 21_000;

    private final List<Request> requests = new ArrayList<>();
    private Oracle oracle;
    private SessionFile running;
    private SessionFile sealed;

    @BeforeAll
    void write(@TempDir Path folder) {
        SplittableRandom random = new SplittableRandom(5);
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            connections.add(Made.named(Made.connection(i + 1, i + 1, AT), "192.0.2." + i % 7 + ":80",
                    i % 5 == 0 ? "example.com" : "", "", ""));
        }
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(request(random, connections.get(random.nextInt(60)), i));
        }
        running = SessionFile.create(folder.resolve("running.mv.db"));
        SessionFile second = SessionFile.create(folder.resolve("sealed.mv.db"));
        Writer writer = running.writer();
        Writer other = second.writer();
        for (Writer each : List.of(writer, other)) {
            each.write(Made.of(connections, List.of()));
            for (int from = 0; from < REQUESTS; from += 700) {
                each.write(Made.of(List.of(), requests.subList(from, Math.min(REQUESTS, from + 700))));
            }
        }
        grow(random, writer, other);
        other.seal();
        second.close();
        sealed = SessionFile.open(folder.resolve("sealed.mv.db"));
        oracle = new Oracle(requests);
    }

    /** Some requests of published segments get more headers: few first, then so many that they are published again. */
    private void grow(SplittableRandom random, Writer... writers) {
        for (int round = 0; round < 30; round++) {
            List<Request> late = new ArrayList<>();
            for (int i = 0; i < (round == 10 ? 2500 : 5); i++) {
                Request request = requests.get(random.nextInt(REQUESTS / 2));
                late.add(Made.finished(Made.header(request, true, "x-late", round % 2 == 0 ? "yes" : "no")));
            }
            for (Writer writer : writers) {
                writer.write(new Changes(List.of(), late, List.of(), late.size()));
            }
        }
    }

    private static Request request(SplittableRandom random, Connection connection, int i) {
        Request request = Made.request(connection, i / 60, i, AT + i * 1_000_000L / 7);
        Made.version(request, random.nextInt(3) == 0 ? 0x200 : 0x101);
        Made.header(request, false, ":method", random.nextInt(4) == 0 ? "POST" : "GET");
        Made.header(request, false, ":path", (random.nextBoolean() ? "/a/" : "/b/") + random.nextInt(40));
        Made.header(request, false, ":authority", random.nextInt(3) == 0 ? "static.example.com" : "www.example.com");
        Made.header(request, false, ":scheme", "https");
        Made.header(request, false, "X-Common", "same");
        Made.header(request, false, "x-n", random.nextInt(9) == 0 ? "v" + i % 100 : Integer.toString(i % 5000));
        if (random.nextInt(300) == 0) {
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
    void close() {
        running.close();
        sealed.close();
    }

    @Test
    void aPlaceBehindTheEndIsTheEnd() {
        String far = Long.toString(Long.MAX_VALUE);
        Search search = new Search(sealed.reader());
        Query all = Query.parse("");
        assertEquals(ordinals(search.requests(all, Scope.newest(10, ""))),
                ordinals(search.requests(all, Scope.newest(10, far))));
        Page<RequestRow> oldest = search.requests(all, Scope.newest(10, far).with(0, 0, Order.OLDEST));
        assertEquals(List.of(), oldest.rows());
        assertTrue(oldest.complete());
    }

    private static List<Long> ordinals(Page<RequestRow> page) {
        return page.rows().stream().map(RequestRow::ordinal).toList();
    }

    @Test
    void everyKindOfConditionFindsWhatItMeans() {
        for (String query : RandomQueries.leaves()) {
            check(query, Order.NEWEST, 15_000);
        }
    }

    @Test
    void anyCombinationFindsWhatItMeans() {
        RandomQueries queries = new RandomQueries(11);
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 40; i++) {
            check(queries.next(), random.nextBoolean() ? Order.NEWEST : Order.OLDEST, 1000 + random.nextInt(20_000));
        }
    }

    @Test
    void smallPagesMissNothingAndRepeatNothing() {
        check("req.x-rare", Order.NEWEST, 7);
        check("req.x-rare", Order.OLDEST, 1);
        check("status = 404 and path = /a/3", Order.OLDEST, 10);
        check("time >= 2023-11-14T22:13:22.5Z", Order.OLDEST, 700);
    }

    private void check(String query, Order order, int limit) {
        List<Long> expected = new ArrayList<>(oracle.ordinals(query));
        if (order == Order.NEWEST) {
            Collections.reverse(expected);
        }
        for (SessionFile file : List.of(running, sealed)) {
            assertEquals(expected, found(file, query, order, limit), query + " in " + file.path().getFileName());
        }
    }

    private static List<Long> found(SessionFile file, String query, Order order, int limit) {
        List<Long> found = new ArrayList<>();
        String after = "";
        do {
            Scope scope = Scope.newest(limit, after).with(0, 0, order);
            Page<RequestRow> page = new Search(file.reader()).requests(Query.parse(query), scope);
            page.rows().forEach(row -> found.add(row.ordinal()));
            after = page.next();
        } while (!after.isEmpty());
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.2.3", "-", "99999999999999999999"})
    void wrongPlaceToGoOnIsTheAskersFault(String after) {
        for (Order order : List.of(Order.NEWEST, Order.OLDEST)) {
            StoreException error = assertThrows(StoreException.class, () -> new Search(sealed.reader())
                    .requests(Query.parse(""), Scope.newest(5, after).with(0, 0, order)));
            assertTrue(error.asked());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000_000, 2_500_000_000L})
    void timesBoundWhatIsFound(long from) {
        long to = from + 300_000_000;
        long expected = requests.stream().filter(r -> r.atNanos() >= AT + from && r.atNanos() <= AT + to).count();
        for (Order order : List.of(Order.NEWEST, Order.OLDEST)) {
            Page<RequestRow> page = new Search(sealed.reader()).requests(Query.parse("method"),
                    Scope.newest(100_000, "").with(AT + from, AT + to, order));
            assertEquals(expected, page.rows().size());
        }
    }

    @Test
    void pageWithoutTimeGoesOnWhereItStopped() {
        List<Long> found = new ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            Scope scope = new Scope(0, 0, Order.NEWEST, 100_000, after, 0, () -> false);
            Page<RequestRow> page = new Search(sealed.reader()).requests(Query.parse("x-rare"), scope);
            assertEquals(page.next().isEmpty(), page.complete());
            page.rows().forEach(row -> found.add(row.ordinal()));
            after = page.next();
            pages++;
        } while (!after.isEmpty());
        Collections.reverse(found);
        assertEquals(oracle.ordinals("x-rare"), found);
        assertTrue(pages > 3, pages + " pages");
    }

    @Test
    void whatWasJustStoredIsFilteredByTheSameQuery() {
        Search search = new Search(running.reader());
        List<RequestRow> rows = running.reader().requests(List.of(1L, 2L, 3L, 4L, 5L, 999_999L));
        assertEquals(5, rows.size());
        List<Long> expected = oracle.ordinals("method = GET").stream().filter(o -> o >= 1 && o <= 5).toList();
        assertEquals(expected,
                search.filter(Query.parse("method = GET"), rows).stream().map(RequestRow::ordinal).toList());
        assertFalse(expected.isEmpty());
    }
}

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
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Made;
import dev.hydroscope.trace.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slowest and fastest first: every request once, whatever the pages' size and time, with what has no duration at the end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RankingsTest {
    private static final long AT = 1_700_000_000_000_000_000L;
    private static final int REQUESTS = 13_000;
    private static final long LONG = 60_000_000_000L;

    private final List<Request> requests = new ArrayList<>();
    private SessionFile file;

    @BeforeAll
    void write(@TempDir Path folder) {
        SplittableRandom random = new SplittableRandom(3);
        Connection connection = Made.connection(1, 1, AT);
        for (int i = 0; i < REQUESTS; i++) {
            requests.add(request(connection, i, random));
        }
        file = SessionFile.create(folder.resolve("s.mv.db"));
        Writer writer = file.writer();
        writer.write(Made.of(List.of(connection), requests));
        writer.seal();
    }

    private static Request request(Connection connection, int i, SplittableRandom random) {
        Request request = Made.request(connection, i, i, AT + i * 1000L);
        Made.header(request, false, ":path", "/" + i % 3);
        return i % 50 == 0 ? request : Made.finished(Made.responded(request, 200, request.atNanos() + random.nextInt(900)));
    }

    @AfterAll
    void close() {
        file.close();
    }

    private static long duration(Request request) {
        return request.respondedNanos() == 0 ? -1 : request.respondedNanos() - request.atNanos();
    }

    private List<Long> expected(Order order, int third) {
        Comparator<Request> known = Comparator.comparing(request -> duration(request) < 0);
        Comparator<Request> length = Comparator.comparingLong(RankingsTest::duration);
        return requests.stream().filter(request -> third < 0 || request.ordinal() % 3 == third)
                .sorted(known.thenComparing(order == Order.DURATION ? length.reversed() : length)
                        .thenComparing(Comparator.comparingLong(Request::ordinal).reversed()))
                .map(Request::ordinal).toList();
    }

    private List<Long> found(Rankings rankings, String query, Order order, int limit, long budgetNanos) {
        List<Long> found = new ArrayList<>();
        String after = "";
        do {
            Scope scope = new Scope(0, 0, order, limit, after, budgetNanos, () -> false);
            Page<RequestRow> page = rankings.page(file.reader(), Query.parse(query), scope);
            assertTrue(page.complete() || page.rows().isEmpty() && !page.next().isEmpty(), "no row before all are known");
            page.rows().forEach(row -> found.add(row.ordinal()));
            after = page.next();
        } while (!after.isEmpty());
        return found;
    }

    @ParameterizedTest
    @CsvSource({"DURATION, 1000", "FASTEST, 1000", "DURATION, 77", "FASTEST, 5000", "DURATION, 4999"})
    void everyRequestComesOnce(Order order, int limit) {
        Rankings rankings = new Rankings(new Matchings());
        assertEquals(expected(order, -1), found(rankings, "", order, limit, LONG));
        assertEquals(expected(order, 1), found(rankings, "path = /1", order, limit, LONG));
    }

    @Test
    void pagesWithoutTimeGoOnUntilTheyKnow() {
        Rankings rankings = new Rankings(new Matchings());
        for (Order order : List.of(Order.DURATION, Order.FASTEST)) {
            assertEquals(expected(order, 2), found(rankings, "path ~ 2", order, 500, 0));
        }
    }

    @Test
    void pagesOfSeveralReadersDoNotDisturbEachOther() {
        Rankings rankings = new Rankings(new Matchings());
        List<Long> slow = new ArrayList<>();
        String after = "";
        for (int i = 0; i < 4; i++) {
            Page<RequestRow> page = rankings.page(file.reader(), Query.parse(""), scope(Order.DURATION, 300, after));
            page.rows().forEach(row -> slow.add(row.ordinal()));
            after = page.next();
            rankings.page(file.reader(), Query.parse(""), scope(Order.DURATION, 10, ""));
            rankings.page(file.reader(), Query.parse(""), scope(Order.FASTEST, 10, ""));
        }
        assertEquals(expected(Order.DURATION, -1).subList(0, 1200), slow);
    }

    private static Scope scope(Order order, int limit, String after) {
        return Scope.newest(limit, after).with(0, 0, order);
    }

    @Test
    void newRequestsAreInTheNextFirstPage(@TempDir Path folder) {
        SessionFile growing = SessionFile.create(folder.resolve("g.mv.db"));
        Writer growth = growing.writer();
        Connection connection = Made.connection(1, 1, AT);
        growth.write(Made.of(List.of(connection), requests.subList(0, 100)));
        Rankings rankings = new Rankings(new Matchings());
        Page<RequestRow> first = rankings.page(growing.reader(), Query.parse(""), scope(Order.DURATION, 10, ""));
        Request slow = Made.finished(Made.responded(Made.request(connection, 7777, 100, AT), 200, AT + 1_000_000));
        growth.write(Made.of(List.of(), List.of(slow)));
        Page<RequestRow> second = rankings.page(growing.reader(), Query.parse(""), scope(Order.DURATION, 10, first.next()));
        assertFalse(second.rows().stream().anyMatch(row -> row.req() == 7777), "it would stand before what was shown");
        Page<RequestRow> anew = rankings.page(growing.reader(), Query.parse(""), scope(Order.DURATION, 10, ""));
        assertEquals(7777, anew.rows().get(0).req());
        growing.close();
    }

    @Test
    void timesBoundWhatIsFound() {
        Scope scope = new Scope(AT + 1_000_000, AT + 1_099_000, Order.FASTEST, 1000, "", LONG, () -> false);
        Page<RequestRow> page = new Rankings(new Matchings()).page(file.reader(), Query.parse(""), scope);
        assertEquals(100, page.rows().size());
        assertEquals("", page.next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1.2.3", "-", "99999999999999999999"})
    void wrongPlaceToGoOnIsTheAskersFault(String after) {
        assertTrue(assertThrows(StoreException.class, () -> new Rankings(new Matchings()).page(file.reader(), Query.parse(""),
                scope(Order.FASTEST, 5, after))).asked());
    }
}

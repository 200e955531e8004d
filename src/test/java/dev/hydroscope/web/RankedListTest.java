package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Synthetic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slowest and fastest first, page by page to the end: over HTTP, while the session runs and when it is sealed. */
class RankedListTest {
    /** More than the server ranks at a time. */
    private static final int REQUESTS = 6200;
    private static final int UNANSWERED = REQUESTS / 31;

    @TempDir
    private Path folder;
    private final Synthetic source = new Synthetic();
    private Api api;
    private String session;

    /** @param nanos -1 without a duration */
    private record Row(String key, long nanos) {
        static Row of(JsonNode row) {
            return new Row(row.get("conn") + "/" + row.get("req"), row.get("durationNanos").asLong(-1));
        }
    }

    @BeforeEach
    void begin() throws Exception {
        api = new Api(folder);
        session = "/api/sessions/" + Synthetic.begin(api.sessions, SessionSettings.of(4242, "http", "mine"), source).id();
        for (int conn = 1; conn <= REQUESTS; conn++) {
            if (conn % 31 == 0) {
                source.unanswered(conn, "/" + conn % 3);
            } else {
                source.request(conn, "/" + conn % 3, "curl", 200);
            }
        }
        for (int i = 0; i < 500 && all("newest", "", page -> { }).size() < REQUESTS; i++) {
            Thread.sleep(20);
        }
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private List<Row> all(String order, String query, IntConsumer between) throws Exception {
        List<Row> rows = new ArrayList<>();
        String list = session + "/requests?limit=700&order=" + order + "&q=" + Recount.encoded(query);
        JsonNode page = api.get(list);
        for (int pages = 1; ; pages++) {
            page.get("rows").forEach(row -> rows.add(Row.of(row)));
            if (!page.has("next")) {
                return rows;
            }
            between.accept(pages);
            page = api.get(list + "&after=" + page.get("next").asText());
        }
    }

    private void goBothWays(String query, int requests) throws Exception {
        List<Row> newest = all("newest", query, page -> { });
        assertEquals(requests, newest.size());
        Comparator<Row> last = Comparator.comparing(row -> row.nanos() < 0);
        Comparator<Row> quick = Comparator.comparingLong(Row::nanos);
        // Of equal ones the newest first: sorting is stable.
        assertEquals(newest.stream().sorted(last.thenComparing(quick.reversed())).toList(), all("duration", query, page -> { }));
        assertEquals(newest.stream().sorted(last.thenComparing(quick)).toList(), all("fastest", query, page -> { }));
    }

    @Test
    void everyRequestComesOnceAndThoseWithoutADurationLast() throws Exception {
        for (String state : List.of("running", "sealed")) {
            assertEquals(state, api.get(session).get("state").asText());
            goBothWays("", REQUESTS);
            goBothWays("path = /1", (REQUESTS + 2) / 3);
            List<Row> fastest = all("fastest", "", page -> { });
            assertEquals(UNANSWERED, fastest.stream().filter(row -> row.nanos() < 0).count());
            assertTrue(fastest.subList(REQUESTS - UNANSWERED, REQUESTS).stream().allMatch(row -> row.nanos() < 0));
            api.expect(200, "POST", session + "/stop", "");
        }
    }

    @Test
    void whatComesMeanwhileIsNoReasonToLoseOrRepeatWhatWasThere() throws Exception {
        Set<Row> before = new HashSet<>(all("newest", "", page -> { }));
        for (String order : List.of("duration", "fastest")) {
            List<Row> rows = all(order, "", page -> source.request(10_000L + before.size() + page, "/late", "curl", 503));
            Set<Row> seen = new HashSet<>();
            rows.forEach(row -> assertTrue(seen.add(row), "twice: " + row));
            assertTrue(seen.containsAll(before));
        }
    }
}

package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.session.Replayed;
import dev.hydroscope.session.Written;
import dev.hydroscope.trace.Traffic;
import dev.hydroscope.web.Recount.Row;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts, heat, points and totals of a recorded and of a generated session, held against all its requests one by one. */
class OverviewRoutesTest {
    private static final String[] QUERIES = {"", "", "status >= 500", "method = POST", "protocol = HTTP/2 and not status = 200",
        "path ^= /api/v1", "duration > 1ms and header.x-tenant", "connection(status = 503)", "status = 999"};
    @TempDir
    static Path folder;
    private static Api api;
    private static String recorded;
    private static String generated;
    private static final Map<String, Recount> COUNTED = new HashMap<>();

    @BeforeAll
    static void write() throws Exception {
        Traffic traffic = new Traffic(11, 60, 300);
        int[] left = {9000};
        generated = "/api/sessions/" + Written.session(folder, "generated", Traffic.PROBES, events -> {
            events.addAll(traffic.request());
            return --left[0] > 0;
        }).id();
        api = new Api(folder);
        recorded = "/api/sessions/" + Replayed.once(api.sessions, "/demo.trace.gz").id();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Recount all(String session, String query) throws Exception {
        if (!COUNTED.containsKey(session + query)) {
            COUNTED.put(session + query, Recount.of(api, session, query));
        }
        return COUNTED.get(session + query);
    }

    private static long nanos(JsonNode overview, String offset) {
        return Nanos.of(Instant.parse(overview.get("origin").asText())) + overview.at(offset).asLong();
    }

    private static Map<String, Map<Long, Long>> columns(JsonNode counts, String kind) {
        Map<String, Map<Long, Long>> columns = new TreeMap<>();
        counts.get(kind).properties().forEach(column -> {
            Map<Long, Long> of = new TreeMap<>();
            for (int i = 0; i < column.getValue().size(); i++) {
                if (column.getValue().get(i).asLong() != 0) {
                    of.put(counts.get("index").get(i).asLong(), column.getValue().get(i).asLong());
                }
            }
            columns.put(column.getKey(), of);
        });
        return columns;
    }

    @Test
    void allOfASessionIsCounted() throws Exception {
        for (String session : List.of(recorded, generated)) {
            JsonNode overview = api.get(session + "/overview");
            assertTrue(overview.get("complete").asBoolean());
            assertEquals(api.get(session).at("/counts/requests").asLong(), overview.get("matched").asLong());
            assertEquals(all(session, "").rows().stream().map(Row::conn).distinct().count(),
                    overview.at("/totals/connections").asLong());
            long events = 0;
            for (Map<Long, Long> column : columns(overview.get("events"), "protocol").values()) {
                events += column.values().stream().mapToLong(Long::longValue).sum();
            }
            assertEquals(api.get(session).at("/counts/events").asLong(), events);
            assertEquals(0, nanos(overview, "/from") % overview.get("bucketNanos").asLong());
            assertTrue(overview.at("/extent/from").asLong() >= 0 && overview.at("/extent/from").asLong() < 1_000_000_000);
        }
    }

    @Test
    void anyWindowAndQueryIsARecount() throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        for (String session : List.of(recorded, generated)) {
            JsonNode whole = api.get(session + "/overview");
            long first = nanos(whole, "/extent/from");
            long last = nanos(whole, "/extent/to");
            for (int i = 0; i < 30; i++) {
                long from = random.nextLong(first - 1_000_000, last);
                long to = i % 3 == 0 ? random.nextLong(from + 1, last + 2)
                        : from + 1 + random.nextLong(1L << random.nextInt(12, 34));
                String query = QUERIES[random.nextInt(QUERIES.length)];
                assertRecount(session, query, from, to, 1 + random.nextInt(500));
            }
        }
    }

    private static void assertRecount(String session, String query, long from, long to, int buckets) throws Exception {
        JsonNode overview = api.get(session + "/overview?q=" + Recount.encoded(query) + "&from=" + from + "&to=" + Nanos.iso(to)
                + "&buckets=" + buckets);
        assertTrue(overview.get("complete").asBoolean());
        long step = overview.get("bucketNanos").asLong();
        assertEquals(1, Long.bitCount(step));
        long begin = nanos(overview, "/from");
        assertEquals(from / step * step, begin);
        assertTrue(to - from < buckets || overview.get("buckets").asInt() >= buckets, overview.get("buckets").asText());
        assertTrue(overview.get("buckets").asInt() <= 2 * buckets + 2, overview.get("buckets").asText());
        long end = begin + overview.get("buckets").asLong() * step;
        assertTrue(end > to && end - to <= step);
        Recount drawn = all(session, query).within(row -> row.atNanos() >= begin && row.atNanos() < end);
        assertEquals(drawn.count(Row::statusClass, begin, step), columns(overview.get("counts"), "status"));
        assertEquals(drawn.count(Row::protocol, begin, step), columns(overview.get("counts"), "protocol"));
        assertHeat(overview, drawn.within(row -> row.durationNanos() >= 0), begin, step);
        assertTotals(overview, all(session, query).within(row -> row.atNanos() >= from && row.atNanos() <= to));
    }

    /** Each row from its least duration to the next one's. */
    private static void assertHeat(JsonNode overview, Recount drawn, long begin, long step) {
        JsonNode heat = overview.get("heat");
        TreeMap<Long, Long> rows = new TreeMap<>();
        for (int i = 0; i < heat.get("nanos").size(); i++) {
            rows.put(heat.get("nanos").get(i).asLong(), (long) i);
        }
        Map<Long, Map<Long, Long>> found = new TreeMap<>();
        for (int i = 0; i < heat.get("index").size(); i++) {
            found.computeIfAbsent(heat.get("row").get(i).asLong(), none -> new TreeMap<>())
                    .put(heat.get("index").get(i).asLong(), heat.get("count").get(i).asLong());
        }
        assertEquals(drawn.count(row -> rows.floorEntry(Math.max(1, row.durationNanos())).getValue(), begin, step), found);
        drawn.durations().forEach(nanos -> assertTrue(nanos < heat.get("endNanos").asLong()));
    }

    private static void assertTotals(JsonNode overview, Recount within) {
        JsonNode totals = overview.get("totals");
        List<Row> rows = within.rows();
        assertEquals(rows.size(), totals.get("requests").asInt());
        assertEquals(rows.size(), overview.get("matched").asInt());
        assertEquals(rows.stream().map(Row::conn).distinct().count(), totals.get("connections").asLong());
        assertEquals(rows.stream().filter(Row::incomplete).count(), totals.get("incomplete").asLong());
        assertEquals(within.totals(Row::statusClass), of(totals.get("status")));
        assertEquals(within.totals(Row::protocol), of(totals.get("protocol")));
        List<Long> durations = within.durations();
        assertEquals(durations.isEmpty(), totals.get("maxNanos").isNull());
        if (!durations.isEmpty()) {
            assertEquals(durations.get(durations.size() - 1), totals.get("maxNanos").asLong());
            for (int percent : new int[] {50, 95, 99}) {
                long exact = durations.get((durations.size() * percent + 99) / 100 - 1);
                long told = totals.get("p" + percent + "Nanos").asLong();
                assertTrue(told >= exact && told <= exact + exact / 1000 + 1, percent + ": " + told + " for " + exact);
            }
        }
    }

    private static Map<String, Long> of(JsonNode totals) {
        Map<String, Long> of = new TreeMap<>();
        totals.properties().forEach(total -> of.put(total.getKey(), total.getValue().asLong()));
        return of;
    }

    @Test
    void whatIsDrawnStaysWhenTheWindowMoves() throws Exception {
        JsonNode whole = api.get(generated + "/overview");
        long from = nanos(whole, "/extent/from");
        long span = nanos(whole, "/extent/to") - from;
        JsonNode one = api.get(generated + "/overview?buckets=100&from=" + from + "&to=" + (from + span / 2));
        JsonNode moved = api.get(generated + "/overview?buckets=100&from=" + (from + span / 7)
                + "&to=" + (from + span / 7 + span / 2));
        assertEquals(one.get("bucketNanos"), moved.get("bucketNanos"));
        long shift = (moved.get("from").asLong() - one.get("from").asLong()) / one.get("bucketNanos").asLong();
        columns(moved.get("counts"), "status").forEach((kind, column) -> column.forEach((index, count) -> {
            if (index + shift < one.get("buckets").asLong()) {
                assertEquals(count, columns(one.get("counts"), "status").get(kind).get(index + shift));
            }
        }));
    }

    @Test
    void pointsAreRequestsAndTheSlowestAmongThem() throws Exception {
        for (String query : List.of("", "status >= 400")) {
            Map<String, Row> rows = new HashMap<>();
            all(generated, query).rows().forEach(row -> rows.put(row.key(), row));
            JsonNode scatter = api.get(generated + "/scatter?points=500&q=" + Recount.encoded(query));
            assertTrue(scatter.get("request").size() <= 550, "points");
            assertEquals(rows.size(), scatter.get("matched").asInt());
            assertEquals(rows.size() <= 500, scatter.get("each").asInt() == 1);
            long slowest = 0;
            for (int i = 0; i < scatter.get("request").size(); i++) {
                Row row = rows.get(scatter.get("request").get(i).asText());
                assertEquals(row.atNanos(), nanos(scatter, "/offsetNanos/" + i));
                assertEquals(row.durationNanos(), scatter.get("durationNanos").get(i).asLong());
                assertEquals(row.status(), scatter.get("status").get(i).asInt());
                slowest = Math.max(slowest, row.durationNanos());
            }
            assertEquals(rows.values().stream().mapToLong(Row::durationNanos).max().orElseThrow(), slowest);
        }
    }

    @Test
    void eventsAreOfEverythingOrNotTold() throws Exception {
        JsonNode narrowed = api.get(generated + "/overview?q=status");
        assertTrue(narrowed.get("events").isNull());
        assertFalse(narrowed.get("eventsWhy").asText().isEmpty());
        assertTrue(api.get(generated + "/overview").get("eventsWhy").isNull());
    }

    @Test
    void wrongQuestionsAreRefused() throws Exception {
        for (String route : List.of("overview?buckets=0", "overview?buckets=5000", "overview?from=20&to=10", "overview?from=noon",
                "scatter?points=0", "scatter?width=x", "lanes?by=nonsense",
                "lanes?limit=0", "lanes?keys=%25zz", "lanes?width=0")) {
            JsonNode refused = api.expect(400, "GET", generated + "/" + route, "");
            assertFalse(refused.get("error").asText().isEmpty(), route);
            assertFalse(refused.get("hint").asText().isEmpty(), route);
        }
        api.expect(422, "GET", generated + "/lanes?after=x", "");
        api.expect(422, "GET", generated + "/overview?q=" + Recount.encoded("status >"), "");
        api.expect(404, "GET", "/api/sessions/none/overview", "");
    }
}

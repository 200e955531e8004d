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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lanes of a recorded and of a generated session, held against all its requests one by one. */
class LanesRouteTest {
    private static final String[] QUERIES = {"", "status >= 400", "method = GET and duration > 1ms", "conn = 7"};
    private static final Comparator<Row> BEGINNING = Comparator.comparingLong(Row::atNanos);
    @TempDir
    static Path folder;
    private static Api api;
    private static String recorded;
    private static String generated;
    private static final Map<String, Recount> COUNTED = new HashMap<>();

    /** A window as the server drew it: whole steps. */
    private record Drawn(String session, String query, long from, long to, long begin, long end, long step) {
        boolean underWay(Row row) {
            return row.atNanos() < end && row.endNanos() >= begin;
        }

        long step(Row row) {
            return Math.max(-1, Math.floorDiv(row.atNanos() - begin, step));
        }

        String address(String more) {
            return session + "/lanes?width=40&from=" + from + "&to=" + to + "&q=" + Recount.encoded(query) + more;
        }
    }

    @BeforeAll
    static void write() throws Exception {
        Traffic traffic = new Traffic(12, 40, 900);
        int[] left = {7000};
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

    private static Recount all(Drawn drawn) throws Exception {
        String key = drawn.session + drawn.query;
        if (!COUNTED.containsKey(key)) {
            COUNTED.put(key, Recount.of(api, drawn.session, drawn.query));
        }
        return COUNTED.get(key).within(drawn::underWay);
    }

    private static List<Drawn> windows(int count) throws Exception {
        SplittableRandom random = new SplittableRandom(8);
        List<Drawn> windows = new ArrayList<>();
        for (String session : List.of(recorded, generated)) {
            JsonNode whole = api.get(session + "/overview");
            long origin = origin(whole);
            long first = origin + whole.at("/extent/from").asLong();
            long last = origin + whole.at("/extent/to").asLong();
            for (int i = 0; i < count; i++) {
                long from = i == 0 ? first : random.nextLong(first, last);
                long to = i == 0 ? last : from + 1 + random.nextLong(1L << random.nextInt(16, 32));
                String query = QUERIES[random.nextInt(QUERIES.length)];
                JsonNode lanes = api.get(session + "/lanes?width=40&from=" + from + "&to=" + to);
                long step = lanes.get("bucketNanos").asLong();
                windows.add(new Drawn(session, query, from, to, from / step * step, (to / step + 1) * step, step));
            }
        }
        return windows;
    }

    private static long origin(JsonNode answer) {
        return Nanos.of(Instant.parse(answer.get("origin").asText()));
    }

    /** Page by page, by their keys in order. */
    private static Map<String, JsonNode> lanes(Drawn drawn, String more) throws Exception {
        Map<String, JsonNode> lanes = new LinkedHashMap<>();
        String next = "";
        do {
            JsonNode page = api.get(drawn.address(more + (next.isEmpty() ? "" : "&after=" + next)));
            assertTrue(page.get("complete").asBoolean());
            page.get("lanes").forEach(lane -> assertEquals(null, lanes.put(lane.get("key").asText(), lane), "each lane once"));
            next = page.path("next").asText("");
        } while (!next.isEmpty());
        return lanes;
    }

    @Test
    void everyStepShowsItsLongestRequestAndHowManyThereAre() throws Exception {
        int before = 0;
        for (Drawn drawn : windows(12)) {
            Recount under = all(drawn);
            before += (int) under.rows().stream().filter(row -> row.atNanos() < drawn.begin).count();
            Map<String, List<Row>> expected = under.rows().stream().collect(Collectors.groupingBy(row -> "" + row.conn()));
            Map<String, JsonNode> lanes = lanes(drawn, "&limit=17");
            assertEquals(expected.keySet(), lanes.keySet());
            List<Long> firsts = lanes.keySet().stream()
                    .map(key -> expected.get(key).stream().min(BEGINNING).orElseThrow().atNanos()).toList();
            assertEquals(firsts.stream().sorted().toList(), firsts, "in the order of their first requests");
            lanes.forEach((key, lane) -> assertLane(drawn, expected.get(key), lane));
        }
        assertTrue(before > 20, "requests that began before their window: " + before);
    }

    private static void assertLane(Drawn drawn, List<Row> rows, JsonNode lane) {
        assertEquals(rows.size(), lane.get("requests").asInt());
        assertEquals("conn = " + rows.get(0).conn(), lane.get("condition").asText());
        TreeMap<Long, List<Row>> steps = rows.stream()
                .collect(Collectors.groupingBy(drawn::step, TreeMap::new, Collectors.toList()));
        JsonNode items = lane.get("items");
        List<Long> counts = new ArrayList<>();
        items.get("count").forEach(count -> counts.add(count.asLong()));
        assertEquals(steps.values().stream().map(step -> (long) step.size()).toList(), counts);
        int i = 0;
        for (Map.Entry<Long, List<Row>> step : steps.entrySet()) {
            String request = items.get("request").get(items(step, steps)).asText();
            Row shown = rows.stream().filter(row -> row.key().equals(request)).findFirst().orElseThrow();
            assertEquals(step.getKey(), drawn.step(shown));
            assertEquals(step.getValue().stream().mapToLong(row -> length(step.getKey(), row)).max().orElseThrow(),
                    length(step.getKey(), shown));
            assertEquals(shown.status(), items.get("status").get(i).asInt());
            String label = items.get("label").get(i).asText();
            assertTrue(label.isEmpty() || shown.label().startsWith(label.replace("…", "")), label);
            i++;
        }
    }

    private static int items(Map.Entry<Long, List<Row>> step, TreeMap<Long, List<Row>> steps) {
        return steps.headMap(step.getKey()).size();
    }

    /** Of those that began before the window the one that lasts longest into it counts. */
    private static long length(long step, Row row) {
        return step < 0 && row.durationNanos() >= 0 ? row.endNanos() : row.durationNanos();
    }

    @Test
    void aLaneOfEachRequestIsAWaterfall() throws Exception {
        for (Drawn drawn : windows(6)) {
            List<Row> expected = all(drawn).rows().stream().sorted(BEGINNING).limit(300).toList();
            JsonNode page = api.get(drawn.address("&by=request&limit=300"));
            assertEquals(expected.size(), page.get("lanes").size());
            for (int i = 0; i < expected.size(); i++) {
                JsonNode lane = page.get("lanes").get(i);
                Row row = expected.get(i);
                assertEquals(row.atNanos(), origin(page) + lane.at("/items/from/0").asLong());
                assertEquals(row.durationNanos() < 0 ? -1 : row.endNanos(),
                        row.durationNanos() < 0 ? lane.at("/items/to/0").asLong() : origin(page) + lane.at("/items/to/0").asLong());
                assertEquals(lane.get("key"), lane.at("/items/request/0"));
            }
            assertEquals(all(drawn).rows().size(), lanes(drawn, "&by=request&limit=450").size());
        }
    }

    @Test
    void aLaneOfEachValueHoldsWhatItsConditionAsksFor() throws Exception {
        for (String by : List.of("status", "class", "method", "authority", "protocol", "path.1", "thread", "peer", "network",
                "req.x-tenant", "res.content-type", "req.nobody-sent-it", "header.server")) {
            for (Drawn window : windows(2)) {
                Map<String, JsonNode> lanes = lanes(window, "&limit=9&by=" + by);
                long held = 0;
                for (JsonNode lane : lanes.values().stream().limit(12).toList()) {
                    String condition = lane.get("condition").asText();
                    String both = window.query.isEmpty() ? condition : "(" + window.query + ") and " + condition;
                    Drawn narrowed = new Drawn(window.session, both, window.from, window.to, window.begin, window.end,
                            window.step);
                    assertFalse(condition.isEmpty(), by);
                    assertEquals(all(narrowed).rows().size(), lane.get("requests").asInt(), by + ": " + condition);
                    assertSame(lane, api.get(window.address("&by=" + by + "&keys="
                            + Recount.encoded(Recount.encoded(lane.get("key").asText()).replace("+", "%20")))).get("lanes").get(0));
                }
                for (JsonNode lane : lanes.values()) {
                    held += lane.get("requests").asLong();
                }
                assertTrue(held >= all(window).rows().size(), by);
            }
        }
    }

    /** But for how it is called. */
    private static void assertSame(JsonNode lane, JsonNode named) {
        for (String field : List.of("key", "condition", "requests", "items")) {
            assertEquals(lane.get(field), named.get(field), field);
        }
    }

    @Test
    void lanesThatAreNamedComeInTheirOrderAndWithoutRequestsToo() throws Exception {
        Drawn drawn = windows(3).get(5);
        JsonNode page = api.get(drawn.address("&keys=9,3,99999"));
        assertEquals(2, page.get("lanes").size());
        assertEquals("9", page.at("/lanes/0/key").asText());
        assertEquals("3", page.at("/lanes/1/key").asText());
        JsonNode nothing = api.get(generated + "/lanes?q=status+%3D+999&keys=9");
        assertEquals(0, nothing.at("/lanes/0/requests").asInt());
        JsonNode row = api.get(generated + "/requests?limit=1").get("rows").get(0);
        String key = row.get("conn") + "/" + row.get("req");
        assertEquals(key, api.get(generated + "/lanes?by=request&keys=" + key.replace("/", "%252F")).at("/lanes/0/key").asText());
    }

    @Test
    void aConnectionsLaneTellsItsLife() throws Exception {
        JsonNode page = api.get(recorded + "/lanes?limit=500");
        int handshakes = 0;
        for (JsonNode lane : page.get("lanes")) {
            JsonNode connection = api.get(recorded + "/connections/" + lane.get("key").asText());
            JsonNode life = lane.get("life");
            assertEquals(Nanos.of(Instant.parse(connection.get("at").asText())), origin(page) + life.get("from").asLong());
            assertEquals(connection.get("beforeCapture"), life.get("beforeCapture"));
            if (!connection.get("endedAt").isNull()) {
                assertEquals(Nanos.of(Instant.parse(connection.get("endedAt").asText())), origin(page) + life.get("to").asLong());
                assertTrue(!life.get("end").isNull(), "an end was seen");
            }
            handshakes += life.get("handshakeNanos").isNull() ? 0 : 1;
        }
        assertTrue(handshakes > 0, "handshakes seen");
    }
}

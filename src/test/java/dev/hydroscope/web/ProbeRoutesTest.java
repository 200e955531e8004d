package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Replayed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of probes, held against the events of a recorded trace one by one. */
class ProbeRoutesTest {
    private static final String SENT = "quicly:packet_sent";

    @TempDir
    static Path folder;
    private static Api api;
    private static String probes;
    private static final List<JsonNode> EVENTS = new ArrayList<>();

    @BeforeAll
    static void replay() throws Exception {
        api = new Api(folder);
        String session = "/api/sessions/" + Replayed.once(api.sessions, "/demo.trace.gz").id();
        probes = session + "/probes";
        List<Long> connections = new ArrayList<>(List.of(0L));
        api.get(session + "/connections?limit=1000").get("rows").forEach(row -> connections.add(row.get("conn").asLong()));
        for (long conn : connections) {
            String events = session + "/connections/" + conn + "/events?limit=1000&probe=" + SENT;
            for (String next = ""; next != null;) {
                JsonNode page = api.get(events + (next.isEmpty() ? "" : "&after=" + next));
                page.get("rows").forEach(EVENTS::add);
                next = page.has("next") ? page.get("next").asText() : null;
            }
        }
        assertTrue(EVENTS.size() > 500);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static String of(String what, String... words) {
        StringBuilder path = new StringBuilder(probes + what + "?probe=" + SENT);
        for (int i = 0; i < words.length; i += 2) {
            path.append('&').append(words[i]).append('=').append(URLEncoder.encode(words[i + 1], StandardCharsets.UTF_8));
        }
        return path.toString();
    }

    private static long length(JsonNode event) {
        return event.at("/arguments/len").asLong();
    }

    @Test
    void everyProbeIsCounted() throws Exception {
        JsonNode all = api.get(probes + "?buckets=50");
        assertTrue(all.get("counted").asBoolean());
        Map<String, Long> events = new TreeMap<>();
        for (JsonNode row : all.get("rows")) {
            events.put(row.get("probe").asText(), row.get("events").asLong());
            long drawn = 0;
            for (JsonNode count : row.get("counts")) {
                drawn += count.asLong();
            }
            assertEquals(row.get("events").asLong(), drawn, row.get("probe").asText());
        }
        assertEquals(EVENTS.size(), events.get(SENT));
        assertTrue(events.get("h2o:receive_request_header") > 100);
    }

    @Test
    void eventsComeNewestFirst() throws Exception {
        List<String> expected = EVENTS.stream().map(event -> event.get("at").asText()).sorted((a, b) -> b.compareTo(a)).toList();
        List<String> found = new ArrayList<>();
        for (String next = ""; next != null;) {
            JsonNode page = api.get(of("/events", "limit", "300", "after", next));
            page.get("rows").forEach(event -> found.add(event.get("at").asText()));
            next = page.has("next") ? page.get("next").asText() : null;
        }
        assertEquals(expected, found);
    }

    @Test
    void filterHoldsOfArguments() throws Exception {
        long expected = EVENTS.stream().filter(event -> length(event) > 1000).count();
        assertTrue(expected > 0 && expected < EVENTS.size());
        api.get(of("/events", "limit", "1000", "q", "len > 1k")).get("rows").forEach(event -> assertTrue(length(event) > 1000));
        JsonNode histogram = api.get(of("/argument", "argument", "len", "q", "len > 1k"));
        assertEquals(expected, histogram.get("count").asLong());
        assertTrue(histogram.get("complete").asBoolean());
        assertTrue(api.get(of("/events", "q", "not (len > 0)")).get("rows").isEmpty());
        api.expect(422, "GET", of("/events", "q", "speed = 5"), "");
        api.expect(422, "GET", of("/events", "q", "len >"), "");
        api.expect(404, "GET", probes + "/events?probe=no:such", "");
        api.expect(404, "GET", of("/argument", "argument", "speed"), "");
    }

    @Test
    void histogramsAreOfEveryValue() throws Exception {
        Map<Long, Long> powers = EVENTS.stream().collect(Collectors.groupingBy(
                event -> Long.highestOneBit(length(event)), TreeMap::new, Collectors.counting()));
        for (String narrowed : List.of("", "@pid > 0")) {
            JsonNode histogram = api.get(of("/argument", "argument", "len", "q", narrowed));
            Map<Long, Long> found = new TreeMap<>();
            histogram.get("buckets").forEach(bucket -> found.put(bucket.get("from").asLong(), bucket.get("count").asLong()));
            assertEquals(powers, found);
            assertEquals(EVENTS.stream().mapToLong(ProbeRoutesTest::length).max().orElseThrow(), histogram.get("most").asLong());
        }
        JsonNode linear = api.get(of("/argument", "argument", "len", "least", "100", "most", "599", "bins", "5"));
        assertEquals(5, linear.get("buckets").size());
        for (JsonNode bucket : linear.get("buckets")) {
            assertEquals(EVENTS.stream().filter(event -> length(event) >= bucket.get("from").asLong()
                    && length(event) <= bucket.get("to").asLong()).count(), bucket.get("count").asLong());
        }
        assertEquals(EVENTS.stream().filter(event -> length(event) < 100).count(), linear.get("below").asLong());
        assertEquals(EVENTS.stream().filter(event -> length(event) > 599).count(), linear.get("above").asLong());
    }

    @Test
    void topValuesAreThoseThatCameMost() throws Exception {
        Map<Long, Long> exact = EVENTS.stream().collect(Collectors.groupingBy(ProbeRoutesTest::length, Collectors.counting()));
        JsonNode top = api.get(of("/argument", "argument", "len", "kind", "top"));
        long most = exact.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        assertEquals(most, top.at("/values/0/count").asLong() + (top.get("shortBy").asLong() == 0 ? 0
                : most - top.at("/values/0/count").asLong()));
        JsonNode threads = api.get(of("/argument", "argument", "@tid", "kind", "top"));
        Map<Long, Long> byThread = EVENTS.stream().collect(Collectors.groupingBy(event -> event.get("tid").asLong(),
                Collectors.counting()));
        threads.get("values").forEach(value -> assertEquals(byThread.get(value.get("value").asLong()),
                value.get("count").asLong()));
    }

    @Test
    void stepsOfTimeHoldTheirValues() throws Exception {
        JsonNode time = api.get(of("/argument", "argument", "len", "kind", "time", "buckets", "40"));
        assertEquals(EVENTS.size(), time.get("count").asLong());
        for (int i = 0; i < time.get("index").size(); i++) {
            assertTrue(time.at("/least/" + i).asLong() <= time.at("/p50/" + i).asLong());
            assertTrue(time.at("/p50/" + i).asLong() <= time.at("/p95/" + i).asLong());
            assertTrue(time.at("/p95/" + i).asLong() <= time.at("/most/" + i).asLong());
        }
        assertFalse(time.get("points").isEmpty());
    }

    @Test
    void timeNarrowsAll() throws Exception {
        List<String> times = EVENTS.stream().map(event -> event.get("at").asText()).sorted().toList();
        String from = times.get(times.size() / 3);
        String to = times.get(times.size() / 2);
        long expected = times.stream().filter(at -> at.compareTo(from) >= 0 && at.compareTo(to) <= 0).count();
        assertEquals(expected, api.get(of("/argument", "argument", "len", "from", from, "to", to)).get("count").asLong());
        api.expect(400, "GET", of("/events", "from", to, "to", from), "");
    }
}

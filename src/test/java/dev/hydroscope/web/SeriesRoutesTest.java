package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Replayed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The series and marks of a recorded trace, held against its events one by one. */
class SeriesRoutesTest {
    @TempDir
    static Path folder;
    private static Api api;
    private static final List<String> CONNECTIONS = new ArrayList<>();

    @BeforeAll
    static void replay() throws Exception {
        api = new Api(folder);
        String session = "/api/sessions/" + Replayed.once(api.sessions, "/demo.trace.gz").id();
        for (JsonNode row : api.get(session + "/connections?limit=1000").get("rows")) {
            if (row.get("protocol").asText().equals("HTTP/3")) {
                CONNECTIONS.add(session + "/connections/" + row.get("conn"));
            }
        }
        assertTrue(CONNECTIONS.size() > 5);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static List<JsonNode> events(String connection, String probe) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = api.get(connection + "/events?limit=1000&probe=quicly:" + probe
                    + (next.isEmpty() ? "" : "&after=" + next));
            page.get("rows").forEach(rows::add);
            next = page.path("next").asText("");
        } while (!next.isEmpty());
        return rows;
    }

    /** index → least, most, last, count, sum */
    private static TreeMap<Long, List<Long>> buckets(JsonNode series, String name) {
        TreeMap<Long, List<Long>> buckets = new TreeMap<>();
        JsonNode of = series.get("series").path(name);
        for (int i = 0; i < of.path("index").size(); i++) {
            List<Long> all = new ArrayList<>();
            for (String column : List.of("min", "max", "last", "count", "sum")) {
                all.add(of.get(column).get(i).asLong());
            }
            buckets.put(of.get("index").get(i).asLong(), all);
        }
        return buckets;
    }

    private static TreeMap<Long, List<Long>> buckets(JsonNode series, List<JsonNode> events, String argument) {
        TreeMap<Long, List<Long>> buckets = new TreeMap<>();
        for (JsonNode event : events) {
            long offset = event.get("offsetNanos").asLong() - series.get("offsetNanos").asLong();
            long value = event.at("/arguments/" + argument).asLong();
            buckets.merge(offset / series.get("bucketNanos").asLong(), List.of(value, value, value, 1L, value),
                    (a, b) -> List.of(Math.min(a.get(0), value), Math.max(a.get(1), value), value, a.get(3) + 1, a.get(4) + value));
        }
        return buckets;
    }

    @Test
    void everyBucketIsWhatItsEventsSay() throws Exception {
        for (String connection : CONNECTIONS.subList(0, 5)) {
            List<JsonNode> sent = events(connection, "packet_sent");
            for (int width : new int[] {1, 50, 1000}) {
                JsonNode series = api.get(connection + "/series?width=" + width);
                assertTrue(series.get("exact").asBoolean());
                assertTrue(series.get("buckets").asInt() >= width && series.get("buckets").asInt() <= 2 * width + 1);
                assertEquals(1, Long.bitCount(series.get("bucketNanos").asLong()));
                assertEquals(buckets(series, sent, "len"), buckets(series, "sent"));
                assertEquals(sent.size(), buckets(series, "sentPackets").values().stream().mapToLong(b -> b.get(4)).sum());
                assertEquals(buckets(series, events(connection, "max_data_receive"), "maximum").keySet(),
                        buckets(series, "maxdata").keySet());
            }
        }
    }

    @Test
    void aWindowBeginsWithWhatWasBefore() throws Exception {
        for (String connection : CONNECTIONS.subList(0, 5)) {
            List<JsonNode> told = new ArrayList<>(events(connection, "cc_ack_received"));
            told.addAll(events(connection, "cc_congestion"));
            told.addAll(events(connection, "pto"));
            told.sort(Comparator.comparingLong(event -> event.get("seq").asLong()));
            JsonNode first = told.get(told.size() / 2);
            JsonNode series = api.get(connection + "/series?width=4000&from=" + first.get("at").asText() + "&to="
                    + Instant.parse(first.get("at").asText()).plusMillis(1));
            long begin = series.get("offsetNanos").asLong();
            long cwnd = told.stream().filter(event -> event.get("offsetNanos").asLong() < begin)
                    .reduce((one, other) -> other).orElseThrow().at("/arguments/cwnd").asLong();
            assertEquals(List.of(cwnd, cwnd, cwnd, 0L, 0L), buckets(series, "cwnd").get(-1L));
        }
    }

    @Test
    void onlyWhatIsNamedIsTold() throws Exception {
        JsonNode all = api.get(CONNECTIONS.get(0) + "/series?width=100");
        JsonNode some = api.get(CONNECTIONS.get(0) + "/series?width=100&names=lostPackets,cwnd,sent,app_limited");
        List<String> names = new ArrayList<>();
        some.get("series").fieldNames().forEachRemaining(names::add);
        assertTrue(names.containsAll(List.of("sent", "cwnd")), names.toString());
        assertTrue(List.of("lostPackets", "cwnd", "sent", "app_limited").containsAll(names), names.toString());
        names.forEach(name -> assertEquals(all.get("series").get(name), some.get("series").get(name)));
        assertEquals(all.get("notes"), some.get("notes"));
        api.expect(400, "GET", CONNECTIONS.get(0) + "/series?names=sent,speed", "");
    }

    @Test
    void statesAreShares() throws Exception {
        for (String connection : CONNECTIONS) {
            JsonNode series = api.get(connection + "/series?width=20").get("series");
            for (String name : List.of("slow_start", "avoidance", "recovery", "app_limited")) {
                series.path(name).path("sum").forEach(share -> assertTrue(share.asDouble() >= 0 && share.asDouble() <= 1));
            }
            assertTrue(series.path("slow_start").path("index").size() > 0, connection);
        }
    }

    @Test
    void marksAreTheEventsAndThenTheirNumber() throws Exception {
        for (String connection : CONNECTIONS.subList(0, 5)) {
            JsonNode marks = api.get(connection + "/marks");
            long lost = 0;
            for (JsonNode mark : marks) {
                lost += mark.get("probe").asText().equals("quicly:packet_lost") ? mark.path("count").asInt(1) : 0;
            }
            assertEquals(events(connection, "packet_lost").size(), lost);
            JsonNode few = api.get(connection + "/marks?limit=20");
            assertTrue(few.size() <= 20, "marks: " + few.size());
            assertEquals(total(marks), total(few));
        }
    }

    private static long total(JsonNode marks) {
        long total = 0;
        for (JsonNode mark : marks) {
            total += mark.path("count").asInt(1);
        }
        return total;
    }

    @Test
    void wrongQuestionsAreRefused() throws Exception {
        api.expect(400, "GET", CONNECTIONS.get(0) + "/series?width=0", "");
        api.expect(400, "GET", CONNECTIONS.get(0) + "/series?from=20&to=10", "");
        api.expect(400, "GET", CONNECTIONS.get(0) + "/marks?limit=0", "");
        api.expect(404, "GET", CONNECTIONS.get(0).replaceAll("\\d+$", "999999") + "/series", "");
    }
}

package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Replayed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the summaries and statistics of a recorded trace say, held against its events one by one. */
class QuicRoutesTest {
    @TempDir
    static Path folder;
    private static Api api;
    private static String session;
    private static final List<JsonNode> SUMMARIES = new ArrayList<>();

    @BeforeAll
    static void replay() throws Exception {
        api = new Api(folder);
        session = "/api/sessions/" + Replayed.once(api.sessions, "/demo.trace.gz").id();
        for (JsonNode row : rows("/connections?limit=1000")) {
            if (row.get("protocol").asText().equals("HTTP/3")) {
                SUMMARIES.add(api.get(session + "/connections/" + row.get("conn") + "/quic"));
            }
        }
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static List<JsonNode> rows(String path) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = api.get(session + path + (next.isEmpty() ? "" : "&after=" + next));
            page.get("rows").forEach(rows::add);
            next = page.path("next").asText("");
        } while (!next.isEmpty());
        return rows;
    }

    private static long count(List<JsonNode> events, String probe, Predicate<JsonNode> which) {
        return events.stream().filter(e -> e.get("probe").asText().equals("quicly:" + probe))
                .filter(e -> which.test(e.get("arguments"))).count();
    }

    private static long sum(List<JsonNode> events, String probe, String argument) {
        return events.stream().filter(e -> e.get("probe").asText().equals("quicly:" + probe))
                .filter(e -> e.at("/arguments/stream").asLong() >= 0).mapToLong(e -> e.at("/arguments/" + argument).asLong()).sum();
    }

    @Test
    void everySummaryIsTheSumOfItsConnectionsEvents() throws Exception {
        assertTrue(SUMMARIES.size() > 5, "connections of HTTP/3: " + SUMMARIES.size());
        for (JsonNode of : SUMMARIES.subList(0, 5)) {
            List<JsonNode> events = rows("/connections/" + of.get("conn") + "/events?limit=1000");
            assertEquals(count(events, "packet_sent", a -> true), of.at("/packets/sent").asLong());
            assertEquals(count(events, "packet_received", a -> true), of.at("/packets/received").asLong());
            assertEquals(count(events, "packet_lost", a -> true), of.at("/packets/lost").asLong());
            assertEquals(count(events, "packet_acked", a -> true), of.at("/packets/acked").asLong());
            assertEquals(count(events, "packet_acked", a -> a.get("is_late_ack").asInt() == 1),
                    of.at("/packets/lateAcked").asLong());
            assertEquals(sum(events, "packet_sent", "len"), of.at("/bytes/sent").asLong());
            assertEquals(sum(events, "stream_on_send_shift", "delta"), of.at("/bytes/streamDelivered").asLong());
            assertEquals("quictrace", of.at("/rtt/source").asText());
            assertEquals("server", of.get("vantage").asText());
            assertTrue(of.get("handshakeNanos").asLong() > 0);
        }
    }

    @Test
    void aConnectionsRowSaysTheSameInShort() throws Exception {
        for (JsonNode of : SUMMARIES) {
            JsonNode row = api.get(session + "/connections/" + of.get("conn"));
            assertEquals(of.at("/packets/sent").asLong() + of.at("/packets/received").asLong(), row.get("packets").asLong());
            assertEquals(of.get("lossShare").asDouble(), row.get("loss").asDouble());
            assertEquals(of.at("/rtt/smoothedNanos").asLong(), row.get("rttNanos").asLong());
        }
    }

    @Test
    void groupsAddUpToTheTotalHoweverTheyAreMade() throws Exception {
        Map<String, Long> sums = new HashMap<>();
        for (String by : List.of("network", "sni", "connection")) {
            JsonNode statistics = api.get(session + "/quic?by=" + by + "&order=sent&limit=1000");
            statistics.get("rows").forEach(row -> sums.merge(by, row.get("packetsSent").asLong(), Long::sum));
            assertEquals(statistics.at("/total/packetsSent").asLong(), sums.get(by));
            assertEquals(SUMMARIES.size(), statistics.at("/total/connections").asInt());
            assertEquals(0, statistics.at("/leftOut/groups").asInt());
        }
        JsonNode one = api.get(session + "/quic?by=connection&limit=1");
        assertEquals(SUMMARIES.size() - 1, one.at("/leftOut/connections").asInt());
        assertEquals(sums.get("sni"), SUMMARIES.stream().mapToLong(of -> of.at("/packets/sent").asLong()).sum());
    }

    @Test
    void whatIsNoneOfQuicSaysSo() throws Exception {
        for (JsonNode row : rows("/connections?limit=1000")) {
            if (row.get("protocol").asText().equals("HTTP/1.1")) {
                JsonNode error = api.expect(404, "GET", session + "/connections/" + row.get("conn") + "/quic", "");
                assertTrue(error.get("error").asText().contains("QUIC"), error.toString());
                assertTrue(row.get("loss").isNull() && row.get("packets").isNull());
                return;
            }
        }
        throw new AssertionError("no HTTP/1.1 in the recording");
    }

    @Test
    void whatCannotBeAskedIsRefused() throws Exception {
        api.expect(400, "GET", session + "/quic?by=phase", "");
        api.expect(400, "GET", session + "/quic?order=beauty", "");
        api.expect(422, "GET", session + "/quic?q=conn.loss%20%3E%205", "");
    }
}

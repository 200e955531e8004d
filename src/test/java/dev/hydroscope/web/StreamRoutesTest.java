package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Replayed;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams and verdicts of a recorded trace and of a download that H2O told itself, held against their events. */
class StreamRoutesTest {
    @TempDir
    static Path folder;
    private static Api api;
    private static String session;
    private static String download;

    @BeforeAll
    static void replay() throws Exception {
        api = new Api(folder);
        session = "/api/sessions/" + Replayed.once(api.sessions, "/demo.trace.gz").id();
        try (InputStream in = StreamRoutesTest.class.getResourceAsStream("/captures/raw-h3-3mb.jsonl")) {
            HttpResponse<String> answer = api.send("/api/import?name=raw", "application/octet-stream", in.readAllBytes());
            download = answer.headers().firstValue("Location").orElseThrow();
        }
        while (!api.get(download).get("state").asText().equals("sealed")) {
            Thread.sleep(20);
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
            JsonNode page = api.get(path + (next.isEmpty() ? "" : "&after=" + next));
            page.get("rows").forEach(rows::add);
            next = page.path("next").asText("");
        } while (!next.isEmpty());
        return rows;
    }

    @Test
    void verdictsOfAllRequestsAddUpToTheirTime() throws Exception {
        Set<String> kinds = new TreeSet<>();
        for (JsonNode row : rows(session + "/requests?limit=1000&columns=verdict.cwnd,verdict.ack")) {
            JsonNode one = api.get(session + "/requests/" + row.get("conn") + "/" + row.get("req"));
            JsonNode verdict = one.get("verdict");
            if (one.get("durationNanos").isNull() || verdict.isNull()) {
                continue;
            }
            long sum = 0;
            for (JsonNode share : verdict.get("shares")) {
                sum += share.get("nanos").asLong();
                kinds.add(share.get("kind").asText());
                assertTrue(share.get("spans").size() > 0, "each share is shown by a span: " + share);
            }
            assertEquals(verdict.get("wholeNanos").asLong(), sum);
            if (verdict.get("complete").asBoolean()) {
                assertEquals(one.get("durationNanos").asLong(), sum, one.toString());
            }
            assertTrue(row.at("/verdict/cwnd").asDouble() <= 1 && row.at("/verdict/ack").isNumber());
        }
        assertTrue(kinds.containsAll(Set.of("server", "receiving", "waiting", "ack", "retransmitting")), kinds.toString());
    }

    @Test
    void streamsAreTheSumsOfTheirEvents() throws Exception {
        int streams = 0;
        for (JsonNode connection : rows(session + "/connections?limit=1000")) {
            if (!connection.path("protocol").asText().equals("HTTP/3") || streams > 60) {
                continue;
            }
            String of = session + "/connections/" + connection.get("conn");
            List<JsonNode> events = rows(of + "/events?limit=1000");
            for (JsonNode stream : rows(of + "/streams?limit=5")) {
                check(stream, events, of);
                streams++;
            }
        }
        assertTrue(streams > 40, "streams: " + streams);
    }

    private static void check(JsonNode stream, List<JsonNode> events, String of) throws Exception {
        long id = stream.get("stream").asLong();
        assertEquals(sum(events, "stream_send", "data_len", id),
                stream.get("bytesSent").asLong() + stream.get("bytesRetransmitted").asLong(), stream.toString());
        JsonNode one = api.get(of + "/streams/" + id + "?width=4000");
        long[] sent = new long[2];
        one.get("ranges").forEach(range -> {
            sent[0] += range.get("kind").asText().matches("sent|retransmitted") ? range.get("bytes").asLong() : 0;
            sent[1] += range.get("kind").asText().matches("received|reordered") ? range.get("bytes").asLong() : 0;
        });
        assertEquals(sum(events, "stream_send", "data_len", id), sent[0]);
        assertEquals(sum(events, "stream_receive", "data_len", id), sent[1]);
        assertEquals(stream.get("bytesAcked"), one.get("bytesAcked"));
        assertEquals(id < 0 ? "crypto" : (id & 2) == 0 ? "bidi" : "uni", stream.get("kind").asText());
    }

    private static long sum(List<JsonNode> events, String probe, String argument, long stream) {
        return events.stream().filter(event -> event.get("probe").asText().equals("quicly:" + probe))
                .filter(event -> event.at("/arguments/stream").asLong(Long.MIN_VALUE) == stream)
                .mapToLong(event -> event.at("/arguments/" + argument).asLong()).sum();
    }

    @Test
    void downloadThatH2oToldItselfWasHeldUpByItsWindowAndItsLosses() throws Exception {
        JsonNode row = api.get(download + "/requests?q=verdict.cwnd").get("rows").get(0);
        JsonNode verdict = api.get(download + "/requests/" + row.get("conn") + "/" + row.get("req")).get("verdict");
        assertEquals(row.get("durationNanos"), verdict.get("wholeNanos"));
        JsonNode stream = api.get(download + "/connections/" + row.get("conn") + "/streams/0?width=100");
        assertTrue(stream.get("bytesSent").asLong() > 2_700_000, stream.get("bytesSent").asText());
        assertTrue(stream.get("bytesRetransmitted").asLong() > 0 && stream.get("bytesLost").asLong() > 0);
        assertEquals(row.get("path"), stream.at("/request/path"));
        assertTrue(stream.get("ranges").size() <= 600 && stream.get("merged").asInt() > 0);
        assertTrue(stream.get("spans").size() > 1);
    }

    /** By packets and by columns of time the same bytes went, of the same streams. */
    @Test
    void multiplexingIsTheSumOfItsEventsHoweverFinelyOneAsks() throws Exception {
        int connections = 0;
        for (JsonNode connection : rows(session + "/connections?limit=1000")) {
            if (!connection.path("protocol").asText().equals("HTTP/3") || connections > 20) {
                continue;
            }
            String of = session + "/connections/" + connection.get("conn");
            List<JsonNode> events = rows(of + "/events?limit=1000");
            for (String direction : List.of("sent", "received")) {
                Map<Long, Long> byPacket = bytes(api.get(of + "/multiplexing?width=4000&direction=" + direction));
                Map<Long, Long> byColumn = bytes(api.get(of + "/multiplexing?width=1&direction=" + direction));
                assertEquals(sum(byPacket), sum(byColumn), of + " " + direction);
                byPacket.forEach((stream, bytes) -> assertEquals(sum(events, direction.equals("sent") ? "stream_send"
                        : "stream_receive", "data_len", stream), bytes));
            }
            connections++;
        }
        assertTrue(connections > 10, "connections: " + connections);
    }

    private static long sum(Map<Long, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<Long, Long> bytes(JsonNode multiplexing) {
        Map<Long, Long> bytes = new TreeMap<>();
        JsonNode streams = multiplexing.get("stream");
        assertEquals(multiplexing.get("exact").asBoolean() ? streams.size() : 0, multiplexing.get("packet").size());
        for (int i = 0; i < streams.size(); i++) {
            assertEquals(streams.get(i).isNull(), multiplexing.get("streams").get(i).asInt() > 1);
            bytes.merge(streams.get(i).asLong(), multiplexing.get("bytes").get(i).asLong(), Long::sum);
        }
        return bytes;
    }

    @Test
    void multiplexingOfADownloadIsBoundedAndMarksWhatWasSentAgain() throws Exception {
        JsonNode row = api.get(download + "/requests?q=verdict.cwnd").get("rows").get(0);
        String of = download + "/connections/" + row.get("conn");
        JsonNode found = api.get(of + "/multiplexing?width=100");
        assertTrue(!found.get("exact").asBoolean() && found.get("stream").size() <= 1300, found.get("stream").toString());
        long again = 0;
        for (int i = 0; i < found.get("again").size(); i++) {
            again += found.get("stream").get(i).asLong() == 0 ? found.get("again").get(i).asLong() : 0;
            assertTrue(found.get("again").get(i).asLong() <= found.get("bytes").get(i).asLong());
        }
        assertEquals(api.get(of + "/streams/0?width=1").get("bytesRetransmitted").asLong(), again);
        api.expect(400, "GET", of + "/multiplexing?direction=up", "");
        api.expect(400, "GET", of + "/multiplexing?width=0", "");
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        assertEquals("this session holds no stream 123456 of connection 1", api.expect(404, "GET",
                session + "/connections/1/streams/123456", "").get("error").asText()
                .replaceAll("connection \\d+", "connection 1"));
        api.expect(404, "GET", session + "/connections/1/streams/x", "");
        api.expect(400, "GET", session + "/connections/1/streams?limit=0", "");
        api.expect(400, "GET", session + "/requests?columns=verdict.slow", "");
    }
}

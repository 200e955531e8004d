package dev.hydroscope.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.session.StandIn;
import dev.hydroscope.session.StandIn.Summary;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the stand-in plays when nobody traces it. */
class StandInTest {
    @Test
    void aSeedDecidesWhatIsPlayed() throws Exception {
        Summary first = play("--requests", "500", "--seed", "7");
        assertEquals(first, play("--requests", "500", "--seed", "7"));
        assertNotEquals(first, play("--requests", "500", "--seed", "8"));
        assertEquals(0, first.firedTotal(), "nobody was attached");
        assertEquals(first.playedTotal(), first.played().values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void severalThreadsPlayTheSameTogether() throws Exception {
        assertEquals(play("--requests", "401", "--threads", "3"), play("--requests", "401", "--threads", "3"));
    }

    @Test
    void itEndsAfterTheRequestsOrEventsAskedFor() throws Exception {
        Summary requests = play("--requests", "123", "--mix", "h1:1,h3:1");
        assertEquals(123, requests.requests());
        assertEquals(123, requests.played().get("h2o:receive_request"));
        Summary events = play("--events", "20000");
        assertTrue(events.playedTotal() >= 20000, "played " + events.playedTotal());
    }

    @Test
    void theMixDecidesTheProtocols() throws Exception {
        Map<String, Long> h1 = play("--requests", "100", "--mix", "h1:1").played();
        assertTrue(h1.containsKey("h2o:h1_close") && !h1.containsKey("quicly:accept"), h1.toString());
        Map<String, Long> h3 = play("--requests", "100", "--mix", "h3:1").played();
        assertTrue(h3.containsKey("h2o:h3s_accept") && !h3.containsKey("h2o:h1_accept"), h3.toString());
    }

    @Test
    void everyRangeSentOverQuicEndsAcknowledgedLostOrReset() throws Exception {
        Map<String, Long> played = play("--requests", "3000", "--mix", "h3:1").played();
        assertEquals(played.get("quicly:stream_send"),
                played.get("quicly:stream_acked") + played.get("quicly:stream_lost"));
        assertEquals(played.get("h2o:h3s_accept"), played.get("quicly:conn_stats"));
        assertEquals(played.get("quicly:stream_on_open") + 3 * played.get("quicly:accept"),
                played.get("quicly:stream_on_destroy"), "what is opened is destroyed, and the three streams of crypto");
        assertTrue(played.get("quicly:packet_lost") > 0 && played.get("quicly:pto") > 0, played.toString());
    }

    @Test
    void itAnswersHttpAsItsPathsSay() throws Exception {
        try (StandIn standIn = StandIn.start("--port", "0", "--threads", "2")) {
            assertEquals(200, get(standIn, "/").statusCode());
            assertEquals(404, get(standIn, "/nowhere").statusCode());
            assertEquals(503, get(standIn, "/status/503").statusCode());
            assertEquals(200_000, get(standIn, "/bytes/200000").body().length());
            assertTrue(get(standIn, "/cookie").headers().firstValue("set-cookie").orElse("").startsWith("sid="));
            assertEquals(5000, get(standIn, "/big-header/5000").headers().firstValue("x-big").orElse("").length());
            standIn.stop();
            Summary summary = standIn.summary();
            assertEquals(6, summary.requests());
            assertEquals(6, summary.played().get("h2o:send_response"));
            assertEquals(summary.played().get("h2o:h1_accept"), summary.played().get("h2o:h1_close"));
        }
    }

    @Test
    void itEndsWithWhoStartedIt() throws Exception {
        Process process = new ProcessBuilder("target/classes/native/h2o-standin", "--stdin", "--demo").start();
        try {
            process.inputReader().readLine();
            process.getOutputStream().close();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "still runs");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aTakenPortIsRefusedWithItsReason() throws Exception {
        try (StandIn standIn = StandIn.start("--port", "0")) {
            IOException refusal = assertThrows(IOException.class,
                    () -> StandIn.start("--port", String.valueOf(standIn.port())).close());
            assertFalse(refusal.getMessage().isEmpty());
        }
    }

    private static Summary play(String... options) throws IOException {
        try (StandIn standIn = StandIn.start(options)) {
            return standIn.summary();
        }
    }

    private static HttpResponse<String> get(StandIn standIn, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + standIn.port() + path);
        HttpRequest request = HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}

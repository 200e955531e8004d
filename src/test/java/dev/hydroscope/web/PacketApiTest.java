package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Replayed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packets of recorded connections over HTTP, held against what their events say. */
class PacketApiTest {
    @TempDir
    static Path folder;
    private static Api api;
    private static String session;
    private static List<Long> conns;

    @BeforeAll
    static void replay() throws Exception {
        api = new Api(folder);
        session = "/api/sessions/" + Replayed.once(api.sessions, "/demo.trace.gz").id();
        conns = new ArrayList<>();
        for (JsonNode connection : rows(session + "/connections?")) {
            if (connection.get("protocol").asText().equals("HTTP/3") && conns.size() < 5) {
                conns.add(connection.get("conn").asLong());
            }
        }
        assertFalse(conns.isEmpty());
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static List<JsonNode> rows(String path) throws Exception {
        List<JsonNode> rows = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = api.get(path + "&limit=500" + after);
            page.get("rows").forEach(rows::add);
            after = page.has("next") ? "&after=" + page.get("next").asText() : "";
        } while (!after.isEmpty());
        return rows;
    }

    private static String connection(long conn) {
        return session + "/connections/" + conn;
    }

    private static long told(List<JsonNode> events, String probe) {
        return events.stream().filter(event -> event.get("probe").asText().equals("quicly:" + probe)).count();
    }

    @Test
    void countsAreThoseOfTheEvents() throws Exception {
        for (long conn : conns) {
            List<JsonNode> events = rows(connection(conn) + "/events?");
            List<JsonNode> packets = rows(connection(conn) + "/packets?");
            assertEquals(told(events, "packet_sent"), packets.stream().filter(PacketApiTest::sent).count());
            assertEquals(told(events, "packet_received"), packets.stream().filter(packet -> !sent(packet)).count());
            assertEquals(told(events, "packet_acked"), packets.stream().filter(PacketApiTest::acked).count());
            assertEquals(told(events, "stream_send"), packets.stream().filter(PacketApiTest::sent).flatMap(packet ->
                    StreamSupport.stream(packet.get("frames").spliterator(), false)).filter(frame -> frame.has("offset")
                            && frame.has("fin")).count());
        }
    }

    private static boolean sent(JsonNode packet) {
        return packet.get("direction").asText().equals("sent");
    }

    private static boolean acked(JsonNode packet) {
        return packet.get("fate").asText().endsWith("acked");
    }

    @Test
    void eachPacketHasItsAddressAndItsEvents() throws Exception {
        for (JsonNode packet : rows(connection(conns.get(0)) + "/packets?")) {
            JsonNode whole = api.get(connection(conns.get(0)) + "/packets/" + packet.get("key").asText());
            assertEquals(packet.get("frames"), whole.get("frames"));
            String own = "quicly:packet_" + packet.get("direction").asText();
            assertEquals(1, StreamSupport.stream(whole.get("events").spliterator(), false)
                    .filter(event -> event.get("probe").asText().equals(own)).count());
            for (JsonNode stream : whole.get("streams")) {
                assertTrue(stream.get("req").isNull()
                        || stream.get("request").get("req").asLong() == stream.get("stream").asLong());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?space=x", "?direction=up", "?fate=dead", "?frame=stream,x", "?stream=a", "?number=5-", "?context=51",
        "?order=x"})
    void whatIsWrongIsNamed(String wrong) throws Exception {
        JsonNode error = api.expect(400, "GET", connection(conns.get(0)) + "/packets" + wrong, "");
        assertFalse(error.get("hint").asText().isEmpty());
    }

    @Test
    void aPlaceInNoListIsRefused() throws Exception {
        api.expect(422, "GET", connection(conns.get(0)) + "/packets?after=1", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sent/application/99999", "/up/application/1", "/sent/x/1", "/sent/application/x"})
    void whatIsNotThereIsNotFound(String address) throws Exception {
        api.expect(404, "GET", connection(conns.get(0)) + "/packets" + address, "");
    }
}

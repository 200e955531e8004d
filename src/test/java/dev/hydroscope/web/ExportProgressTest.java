package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Synthetic;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for a file can ask how far it is, and end it; what was written by then does not look like a whole file. */
class ExportProgressTest {
    private static final int REQUESTS = 12_000;
    @TempDir
    private static Path folder;
    private static Api api;
    private static String session;

    @BeforeAll
    static void record() throws Exception {
        api = new Api(folder);
        Synthetic source = new Synthetic();
        String id = Synthetic.begin(api.sessions, SessionSettings.of(4242, "http", ""), source).id();
        for (int i = 1; i <= REQUESTS; i++) {
            source.request(i, "/" + "long".repeat(200), "curl/8", 200);
        }
        SessionInfo sealed = api.sessions.stop(id);
        assertEquals(REQUESTS, sealed.counts().requests());
        session = "/api/sessions/" + id;
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static JsonNode state(String key) throws Exception {
        return api.get("/api/exports/" + key);
    }

    private static JsonNode await(String key, String state) throws Exception {
        JsonNode now = state(key);
        for (int i = 0; i < 1000 && !now.get("state").asText().equals(state); i++) {
            Thread.sleep(10);
            now = state(key);
        }
        assertEquals(state, now.get("state").asText(), now.toString());
        return now;
    }

    /** A download that nobody reads yet: the server soon waits for room. */
    private static Socket download(String key) throws IOException {
        return download(key, "Authorization: Bearer " + Api.TOKEN);
    }

    private static Socket download(String key, String header) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.server.port()));
        socket.getOutputStream().write(("GET " + session + "/export?format=har&progress=" + key + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + api.server.port() + "\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void isToldWhenItIsDone() throws Exception {
        String key = "done-0123456789abcdefghij";
        byte[] file = api.bytes(session + "/export?format=csv&progress=" + key).body();
        JsonNode done = await(key, "done");
        assertEquals(REQUESTS, done.get("requests").asLong());
        assertEquals(REQUESTS, done.get("total").asLong());
        assertEquals(file.length, done.get("bytes").asLong());
        assertEquals(1, done.get("share").asDouble());
    }

    @Test
    void cancelledItEndsAsFailedNotAsWhole() throws Exception {
        String key = "cancelled-0123456789abcdefghij";
        try (Socket socket = download(key)) {
            InputStream in = socket.getInputStream();
            assertTrue(new String(in.readNBytes(4000), StandardCharsets.UTF_8).contains("HTTP/1.1 200"));
            JsonNode running = state(key);
            assertEquals("running", running.get("state").asText());
            assertTrue(running.get("requests").asLong() < REQUESTS && running.get("share").asDouble() < 1, running.toString());
            api.expect(204, "DELETE", "/api/exports/" + key, "");
            String rest = rest(in);
            assertFalse(rest.endsWith("0\r\n\r\n"), "the last chunk would say that it is whole");
            JsonNode cancelled = await(key, "cancelled");
            assertTrue(cancelled.get("bytes").asLong() > 0 && cancelled.get("problem").isNull(), cancelled.toString());
        }
    }

    @Test
    void itEndsWithTheLinkThatItWasBegunWith() throws Exception {
        String id = session.substring("/api/sessions/".length());
        JsonNode link = api.expect(201, "POST", "/api/links", "{\"session\":\"" + id + "\"}");
        String key = "guest-0123456789abcdefghij";
        try (Socket socket = download(key, "Cookie: " + Guest.by(api, link).cookie)) {
            InputStream in = socket.getInputStream();
            assertTrue(new String(in.readNBytes(4000), StandardCharsets.UTF_8).contains("HTTP/1.1 200"));
            api.expect(200, "DELETE", "/api/links/" + link.get("key").asText(), "");
            assertFalse(rest(in).endsWith("0\r\n\r\n"), "it would look whole");
            await(key, "cancelled");
        }
    }

    private static String rest(InputStream in) {
        StringBuilder rest = new StringBuilder();
        byte[] some = new byte[1 << 16];
        try {
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                rest.append(new String(some, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException reset) {
            rest.append("reset");
        }
        return rest.toString();
    }

    @Test
    void whoLeavesEndsIt() throws Exception {
        String key = "left-0123456789abcdefghij";
        try (Socket socket = download(key)) {
            assertTrue(socket.getInputStream().readNBytes(4000).length > 0);
        }
        assertTrue(await(key, "failed").get("problem").asText().contains("has left"));
    }

    @Test
    void keysAreLongAndEachOfOneExport() throws Exception {
        api.expect(400, "GET", session + "/export?format=csv&progress=short", "");
        api.expect(404, "GET", "/api/exports/nobody-0123456789abcdefghij", "");
        String key = "twice-0123456789abcdefghij";
        api.bytes(session + "/export?format=csv&progress=" + key);
        api.expect(409, "GET", session + "/export?format=csv&progress=" + key, "");
    }

    @Test
    void whatIsRefusedIsToldUnderItsKeyToo() throws Exception {
        String key = "refused-0123456789abcdefghij";
        api.expect(422, "GET", session + "/export?format=csv&q=status+%3D&progress=" + key, "");
        assertTrue(await(key, "failed").get("problem").asText().contains("compares with nothing"));
    }

    @Test
    void onlyTheLatestAreKept() throws Exception {
        for (int i = 0; i < Exports.MOST + 1; i++) {
            api.bytes(session + "/export?format=csv&q=status+%3D+1&progress=many-0123456789abcdefghij" + i);
        }
        api.expect(404, "GET", "/api/exports/many-0123456789abcdefghij0", "");
        await("many-0123456789abcdefghij" + Exports.MOST, "done");
    }
}

package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files sent to the server: a session each, and nothing that one sends harms it. */
class ImportRouteTest {
    private static final String BINARY = "application/octet-stream";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static Api api;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        api = new Api(folder.resolve("data"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static JsonNode sealed(HttpResponse<String> answer) throws Exception {
        assertEquals(201, answer.statusCode(), answer.body());
        String path = answer.headers().firstValue("Location").orElseThrow();
        JsonNode session = api.get(path);
        for (int i = 0; i < 1000 && !session.get("state").asText().equals("sealed"); i++) {
            Thread.sleep(20);
            session = api.get(path);
        }
        assertEquals("sealed", session.get("state").asText(), session.toString());
        return session;
    }

    private static byte[] capture(String name) throws Exception {
        try (InputStream in = ImportRouteTest.class.getResourceAsStream("/captures/" + name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void aFileBecomesASessionThatTellsWhatItLacks() throws Exception {
        byte[] file = (new String(capture("raw-h3-3mb.jsonl"), StandardCharsets.UTF_8) + "<b>no line</b>\n")
                .getBytes(StandardCharsets.UTF_8);
        JsonNode session = sealed(api.send("/api/import?name=a%2Fb%20c.jsonl", BINARY, file));
        assertEquals("b c.jsonl", session.get("name").asText());
        assertEquals("file", session.get("source").asText());
        assertEquals("ms", session.get("clock").asText());
        assertEquals(7125, session.at("/counts/events").asInt());
        assertEquals(1, session.at("/counts/undecodable").asInt());
        assertEquals(7126, session.at("/problems/0/line").asInt());
        assertFalse(session.at("/problems/0/reason").asText().isEmpty());
        assertTrue(session.get("notes").size() > 0);
        JsonNode rows = api.get("/api/sessions/" + session.get("id").asText() + "/requests").get("rows");
        assertEquals(1, rows.size());
        JsonNode verdict = api.get("/api/sessions/" + session.get("id").asText() + "/requests/" + rows.get(0).get("conn") + "/"
                + rows.get(0).get("req")).get("verdict");
        assertTrue(verdict.get("notes").toString().contains("whole milliseconds"), verdict.toString());
    }

    @Test
    void linesWithoutTimesHaveNoDurations() throws Exception {
        JsonNode session = sealed(api.send("/api/import?name=http", BINARY, capture("http-mode.txt")));
        assertEquals("none", session.get("clock").asText());
        String requests = "/api/sessions/" + session.get("id").asText() + "/requests";
        for (JsonNode row : api.get(requests).get("rows")) {
            assertTrue(row.get("durationNanos").isNull() && row.get("durationUntil").isNull(), row.toString());
        }
        JsonNode one = api.get(requests + "/27/3");
        assertTrue(one.get("durationNanos").isNull() && one.get("verdict").isNull(), one.toString());
        assertEquals("/index.html", one.get("path").asText());
    }

    @Test
    void whatIsNoTraceIsRefusedWithWhatWouldBe() throws Exception {
        HttpResponse<String> answer = api.send("/api/import?name=x", BINARY, "hello".getBytes(StandardCharsets.UTF_8));
        assertEquals(422, answer.statusCode());
        assertTrue(JSON.readTree(answer.body()).get("hint").asText().contains("h2olog"), answer.body());
        assertEquals(422, api.send("/api/import", BINARY, new byte[0]).statusCode());
        assertEquals(422, api.send("/api/import?name=%1b", BINARY, capture("http-mode.txt")).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
    void aFormOfAnotherSiteIsNoFile(String type) throws Exception {
        assertEquals(400, api.send("/api/import?name=x", type, capture("http-mode.txt")).statusCode());
    }

    @Test
    void anImportNeedsTheTokenAndTheHeaderOfChanges() throws Exception {
        String host = "Host: 127.0.0.1:" + api.server.port();
        String bearer = "Authorization: Bearer " + Api.TOKEN;
        assertEquals(401, Wire.ask(api.server.port(), "POST /api/import HTTP/1.1", host).status());
        assertEquals(403, Wire.ask(api.server.port(), "POST /api/import HTTP/1.1", host, bearer).status());
        assertEquals(403, Wire.ask(api.server.port(), "POST /api/import HTTP/1.1", "Host: evil.example", bearer,
                "X-Hydroscope: 1").status());
    }

    @Test
    void damagedFilesGiveWhatStillCanBeRead() throws Exception {
        byte[] whole = capture("raw-app.jsonl");
        Random random = new Random(3);
        for (int round = 0; round < 12; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 1 << round; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            JsonNode session = sealed(api.send("/api/import?name=damaged", BINARY, damaged));
            long read = session.at("/counts/events").asLong() + session.at("/counts/undecodable").asLong();
            assertEquals(session.at("/counts/hits").asLong(), read, session.toString());
            assertEquals("sealed", session.get("state").asText());
        }
    }

    /** Files that do not come to their end hold no more than their own places. */
    @Test
    void filesThatStallKeepNobodyElseOut() throws Exception {
        List<Socket> stalled = new ArrayList<>();
        try {
            int told = 0;
            // one that comes while a whole file has its place is sent away: one more then stalls
            for (int i = 0; i < 500 && told != 503; i++) {
                while (stalled.size() < Routes.MOST_IMPORTS + i) {
                    stalled.add(stalling());
                }
                told = until(503, 1);
            }
            assertEquals(503, told);
            assertEquals("ok", api.get("/api/health").get("status").asText());
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
        assertEquals(201, until(201, 500));
    }

    /** Says that a thousand bytes come, and sends one. */
    private static Socket stalling() throws IOException {
        Socket socket = new Socket("127.0.0.1", api.server.port());
        socket.getOutputStream().write(("POST /api/import HTTP/1.1\r\nHost: 127.0.0.1:" + api.server.port()
                + "\r\nAuthorization: Bearer " + Api.TOKEN + "\r\nX-Hydroscope: 1\r\nContent-Type: " + BINARY
                + "\r\nContent-Length: 1000\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static int until(int status, int tries) throws Exception {
        int told = 0;
        for (int i = 0; i < tries && told != status; i++) {
            Thread.sleep(20);
            told = api.send("/api/import?name=x", BINARY, capture("http-mode.txt")).statusCode();
        }
        return told;
    }
}

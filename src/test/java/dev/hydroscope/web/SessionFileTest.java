package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Synthetic;
import dev.hydroscope.store.Bundles;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session leaves as one file and comes in again, with everything that was known of it. */
class SessionFileTest {
    private static final String BINARY = "application/octet-stream";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL = "/api/sessions/";
    @TempDir
    Path folder;
    private Api api;

    @BeforeEach
    void start() {
        api = new Api(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private JsonNode sealed(HttpResponse<String> answer) throws Exception {
        assertEquals(201, answer.statusCode(), answer.body());
        JsonNode session = JSON.readTree(answer.body());
        for (int i = 0; i < 1000 && session.get("endedAt").isNull(); i++) {
            Thread.sleep(20);
            session = api.get(ALL + session.get("id").asText());
        }
        assertEquals("sealed", session.get("state").asText(), session.toString());
        return session;
    }

    private String capture(String name) throws Exception {
        try (InputStream in = SessionFileTest.class.getResourceAsStream("/captures/" + name)) {
            return sealed(api.send("/api/import?name=" + name, BINARY, in.readAllBytes())).get("id").asText();
        }
    }

    private byte[] file(String id) throws Exception {
        HttpResponse<byte[]> answer = api.bytes(ALL + id + "/export?format=session");
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    private String again(byte[] file) throws Exception {
        return sealed(api.send("/api/import?name=other", BINARY, file)).get("id").asText();
    }

    /** Everything that the API tells of a session, by what was asked. */
    private List<String> told(String id) throws Exception {
        List<String> asked = new ArrayList<>(List.of("/losses", "/facets?field=path", "/facets?field=req.user-agent", "/overview",
                "/quic", "/requests?limit=1000", "/requests?order=duration&limit=50", "/requests?q=status%20%3E%3D%20200&limit=9",
                "/requests?q=curl", "/connections?limit=1000", "/completions?q=st", "/completions?q=req.", "/groups?by=path",
                "/scatter?width=50&height=50", "/lanes"));
        Set<String> conns = new LinkedHashSet<>();
        api.get(ALL + id + "/connections?limit=40").get("rows").forEach(row -> conns.add(row.get("conn").asText()));
        for (String conn : conns) {
            for (String of : List.of("", "/events?limit=1000", "/packets?limit=1000", "/streams?limit=1000", "/marks", "/quic",
                    "/series?width=200", "/multiplexing?width=100")) {
                asked.add("/connections/" + conn + of);
            }
        }
        for (JsonNode row : api.get(ALL + id + "/requests?limit=50").get("rows")) {
            asked.add("/requests/" + row.get("conn").asText() + "/" + row.get("req").asText());
        }
        List<String> told = new ArrayList<>();
        for (String what : asked) {
            HttpResponse<byte[]> answer = api.bytes(ALL + id + what);
            told.add(what + " " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8).replace(id, "S"));
        }
        return told;
    }

    private ObjectNode info(String id) throws Exception {
        ObjectNode info = (ObjectNode) api.get(ALL + id);
        info.remove(List.of("id", "bytes", "notes", "original", "pinned"));
        return info;
    }

    private void requireSame(String id, String copy) throws Exception {
        List<String> before = told(id);
        List<String> after = told(copy);
        for (int i = 0; i < before.size(); i++) {
            assertEquals(before.get(i), after.get(i));
        }
        assertTrue(before.stream().filter(line -> line.contains(" 200 {") || line.contains(" 200 [")).count() > 10,
                "hardly anything was told");
        assertEquals(info(id), info(copy));
        for (String format : List.of("jsonl", "csv", "qlog")) {
            assertEquals(new String(api.bytes(ALL + id + "/export?format=" + format).body(), StandardCharsets.ISO_8859_1),
                    new String(api.bytes(ALL + copy + "/export?format=" + format).body(), StandardCharsets.ISO_8859_1)
                            .replace(copy, id), format);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw-h3-3mb.jsonl", "raw-app.jsonl", "http-mode.txt"})
    void recordedOnesAreTheSameToTheByte(String name) throws Exception {
        String id = capture(name);
        requireSame(id, again(file(id)));
    }

    @Test
    void whatPeopleSaidComesWithItButNoLinkAndNoPin() throws Exception {
        String id = capture("raw-h3-3mb.jsonl");
        api.expect(200, "PATCH", ALL + id, "{\"name\":\"slow <b>\",\"note\":\"two\\nlines\",\"pinned\":true}");
        JsonNode row = api.get(ALL + id + "/requests").at("/rows/0");
        api.expect(201, "POST", ALL + id + "/notes", "{\"conn\":" + row.get("conn") + ",\"req\":" + row.get("req")
                + ",\"text\":\"this one\"}");
        api.expect(201, "POST", ALL + id + "/notes", "{\"at\":\"2026-01-31T12:00:00.123456789Z\",\"text\":\"then\"}");
        api.expect(201, "POST", "/api/links", "{\"session\":\"" + id + "\"}");
        HttpResponse<byte[]> file = api.bytes(ALL + id + "/export?format=session");
        assertEquals("attachment; filename=\"slow-b-.hydroscope\"",
                file.headers().firstValue("Content-Disposition").orElseThrow());
        String copy = again(file.body());
        JsonNode session = api.get(ALL + copy);
        assertEquals("slow <b>", session.get("name").asText());
        assertEquals("two\nlines", session.get("note").asText());
        assertFalse(session.get("pinned").asBoolean());
        assertEquals(id, session.get("original").asText());
        assertTrue(session.get("notes").toString().contains("the same session is here already: " + id), session.toString());
        List<String> notes = new ArrayList<>();
        api.get(ALL + copy + "/notes").forEach(note -> notes.add(note.get("at").asText() + note.get("conn") + note.get("req")
                + note.get("text").asText()));
        List<String> before = new ArrayList<>();
        api.get(ALL + id + "/notes").forEach(note -> before.add(note.get("at").asText() + note.get("conn") + note.get("req")
                + note.get("text").asText()));
        assertEquals(before, notes);
        assertEquals(1, api.get("/api/links").size());
        String third = again(file(copy));
        assertTrue(api.get(ALL + third).get("notes").toString().contains(copy), "a copy of a copy");
    }

    @Test
    void aRunningOneIsOfOneMomentAndSaysSo() throws Exception {
        Synthetic source = new Synthetic();
        String id = Synthetic.begin(api.sessions, SessionSettings.of(4242, "http", ""), source).id();
        for (int i = 1; i <= 3000; i++) {
            source.request(i, "/path/" + i, "curl/8", 200);
        }
        for (int i = 0; i < 500 && api.sessions.get(id).counts().requests() < 3000; i++) {
            Thread.sleep(20);
        }
        byte[] file = file(id);
        source.request(5000, "/later", "curl/8", 200);
        String copy = again(file);
        JsonNode session = api.get(ALL + copy);
        assertEquals(3000, session.at("/counts/requests").asInt(), session.toString());
        assertEquals(session.at("/counts/hits").asLong(), session.at("/counts/events").asLong());
        assertTrue(session.get("notes").toString().contains("it was running when its file was written"), session.toString());
        assertFalse(session.get("crashed").asBoolean());
        assertEquals(1, api.get(ALL + copy + "/requests?q=path%20%3D%20%22%2Fpath%2F2999%22").get("rows").size());
        SessionInfo over = api.sessions.stop(id);
        assertEquals(3001, over.counts().requests());
    }

    @Test
    void asManyRequestsAsFillSegmentsAreTheSame() throws Exception {
        Synthetic source = new Synthetic();
        String id = Synthetic.begin(api.sessions, SessionSettings.of(4242, "http", ""), source).id();
        for (int i = 1; i <= 9000; i++) {
            source.request(i % 700, "/path/" + i % 97, "agent " + i % 13, i % 11 == 0 ? 503 : 200);
        }
        api.sessions.stop(id);
        requireSame(id, again(file(id)));
    }

    @Test
    void onlyTheWholeOfItIsAFileAndNobodyWithALinkGetsIt() throws Exception {
        String id = capture("raw-app.jsonl");
        assertEquals(422, api.bytes(ALL + id + "/export?format=session&q=status%20%3D%20200").statusCode());
        assertEquals(422, api.bytes(ALL + id + "/export?format=session&conn=14").statusCode());
        JsonNode link = api.expect(201, "POST", "/api/links", "{\"session\":\"" + id + "\"}");
        Guest guest = Guest.by(api, link);
        assertEquals(200, guest.status("GET", ALL + id + "/export?format=csv"));
        assertTrue(guest.status("GET", ALL + id + "/export?format=session") >= 400);
    }

    /** The same rows behind another head, with a digest that is right. */
    private static byte[] headed(byte[] file, UnaryOperator<String> change) throws Exception {
        byte[] content = Bundles.unpacked(file);
        int at = 0;
        int length = 0;
        for (int shift = 0; at == 0 || content[at - 1] < 0; shift += 7) {
            length |= (content[at++] & 0x7f) << shift;
        }
        String head = change.apply(new String(content, at, length, StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
        int rest = bytes.length;
        for (; rest > 0x7f; rest >>>= 7) {
            out.write(rest & 0x7f | 0x80);
        }
        out.write(rest);
        out.writeBytes(bytes);
        out.write(content, at + length, content.length - at - length);
        return Bundles.packed(out.toByteArray());
    }

    /** One whose times or counts nobody can tell would leave the whole list untold. */
    @Test
    void headsThatLieAreRefusedAndTheListIsToldOn() throws Exception {
        byte[] file = file(capture("raw-app.jsonl"));
        assertEquals(201, api.send("/api/import?name=x", BINARY, headed(file, head -> head)).statusCode());
        for (String change : List.of("\"startedAt\":\"[^\"]*\"=\"startedAt\":\"+1000000000-01-01T00:00:00Z\"",
                "\"startedAt\":\"[^\"]*\"=\"startedAt\":\"1969-12-31T23:59:59Z\"",
                "\"endedAt\":\"[^\"]*\"=\"endedAt\":\"-1000000000-01-01T00:00:00Z\"",
                "\"endedAt\":\"[^\"]*\"=\"endedAt\":\"2263-01-01T00:00:00Z\"",
                "\"requests\":\\d+=\"requests\":-5", "\"kernel\":\\d+=\"kernel\":9223372036854775807")) {
            String[] parts = change.split("=", 2);
            byte[] hostile = headed(file, head -> {
                String changed = head.replaceFirst(parts[0], parts[1]);
                assertFalse(changed.equals(head), change);
                return changed;
            });
            assertEquals(422, api.send("/api/import?name=x", BINARY, hostile).statusCode(), change);
        }
        assertEquals(2, api.get("/api/sessions").size());
    }

    /** Some hundred kilobytes that would be gigabytes of notes are refused before one is made. */
    @Test
    void headsThatSwellAreRefused() throws Exception {
        byte[] file = file(capture("raw-app.jsonl"));
        for (int count : List.of(100_000, 5_000_000, 20_000_000)) {
            byte[] bomb = headed(file, head -> head.replace("\"notes\":[]}", "\"notes\":[" + "{},".repeat(count) + "{}]}"));
            assertTrue(bomb.length < 1 << 20, "it is no bomb");
            HttpResponse<String> answer = api.send("/api/import?name=x", BINARY, bomb);
            assertEquals(422, answer.statusCode(), answer.body());
        }
        assertEquals(1, api.get("/api/sessions").size());
    }

    private List<String> left() throws Exception {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.contains("catalogue")).sorted().toList();
        }
    }
}

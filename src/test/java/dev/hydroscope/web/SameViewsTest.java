package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hydroscope.session.Replayed;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same trace by probes and by file: exported as lines and imported again, every view says the same of it. */
class SameViewsTest {
    @TempDir
    private static Path folder;
    private static Api api;
    private static String probes;
    private static JsonNode imported;
    private static String file;

    @BeforeAll
    static void thereAndBack() throws Exception {
        api = new Api(folder);
        probes = "/api/sessions/" + Replayed.once(api.sessions, "/demo.trace.gz").id();
        imported = there("jsonl");
        file = "/api/sessions/" + imported.get("id").asText();
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static JsonNode there(String format) throws Exception {
        HttpResponse<byte[]> lines = api.bytes(probes + "/export?format=" + format);
        HttpResponse<String> answer = api.send("/api/import?name=again", "application/octet-stream", lines.body());
        assertEquals(201, answer.statusCode(), answer.body());
        JsonNode session = new ObjectMapper().readTree(answer.body());
        for (int i = 0; i < 3000 && session.get("endedAt").isNull(); i++) {
            Thread.sleep(20);
            session = api.get("/api/sessions/" + session.get("id").asText());
        }
        return session;
    }

    /** All rows of a list, by what names them. */
    private static Map<String, JsonNode> all(String list, Function<JsonNode, String> key) throws Exception {
        Map<String, JsonNode> rows = new TreeMap<>();
        String after = "";
        do {
            JsonNode page = api.get(list + "?limit=1000" + (after.isEmpty() ? "" : "&after=" + after));
            page.get("rows").forEach(row -> rows.put(key.apply(row), row));
            after = page.path("next").isTextual() ? page.get("next").asText() : "";
        } while (!after.isEmpty());
        return rows;
    }

    private static JsonNode without(JsonNode row, String... fields) {
        return ((ObjectNode) row.deepCopy()).remove(List.of(fields));
    }

    private static boolean named(JsonNode row) {
        return !row.path("identity").asText().equals("unnamed");
    }

    @Test
    void everyEventCameBackAndNothingElse() throws Exception {
        JsonNode before = api.get(probes).get("counts");
        assertEquals("sealed", imported.get("state").asText());
        assertEquals("ns", imported.get("clock").asText());
        assertEquals(0, imported.at("/counts/undecodable").asLong() + imported.at("/counts/lost/queue").asLong());
        for (String count : List.of("events", "requests", "headers", "packets", "truncated")) {
            assertEquals(before.get(count).asLong(), imported.at("/counts/" + count).asLong(), count);
        }
    }

    @Test
    void everyRequestIsTheSame() throws Exception {
        Function<JsonNode, String> key = row -> row.get("conn").asText() + " " + row.get("req").asText();
        Map<String, JsonNode> before = all(probes + "/requests", key);
        Map<String, JsonNode> after = all(file + "/requests", key);
        assertEquals(before.keySet(), after.keySet());
        assertTrue(before.size() > 100, "too few requests to tell");
        for (String each : before.keySet()) {
            assertEquals(before.get(each), after.get(each), each);
        }
    }

    @Test
    void everyConnectionIsTheSameButForItsClientHello() throws Exception {
        Function<JsonNode, String> key = row -> row.get("conn").asText();
        Map<String, JsonNode> before = all(probes + "/connections", key);
        Map<String, JsonNode> after = all(file + "/connections", key);
        before.values().removeIf(row -> !named(row));
        after.values().removeIf(row -> !named(row));
        assertEquals(before.keySet(), after.keySet());
        for (String each : before.keySet()) {
            boolean upgraded = before.get(each).get("requests").asInt() == 0 && after.get(each).get("endedAt").isNull();
            // a name that the order of events gave at first is written down, and is exact then; an end that only the order
            // of events gave, as where HTTP/2 goes on under the next number, is not
            String[] untold = {"sni", "alpn", "identity", upgraded ? "endedAt" : "identity"};
            assertEquals(without(before.get(each), untold), without(after.get(each), untold), each);
        }
    }

    @Test
    void everyPacketIsTheSame() throws Exception {
        List<String> quic = new ArrayList<>();
        all(probes + "/connections", row -> row.get("conn").asText()).forEach((conn, row) -> {
            if (row.path("protocol").asText().equals("HTTP/3") && named(row)) {
                quic.add(conn);
            }
        });
        assertTrue(quic.size() > 3, "too few connections to tell");
        for (String conn : quic.subList(0, Math.min(40, quic.size()))) {
            Function<JsonNode, String> key = row -> row.get("direction").asText() + " " + row.get("space").asText() + " "
                    + row.get("number").asText();
            Map<String, JsonNode> before = all(probes + "/connections/" + conn + "/packets", key);
            Map<String, JsonNode> after = all(file + "/connections/" + conn + "/packets", key);
            assertEquals(before.keySet(), after.keySet(), conn);
            for (String each : before.keySet()) {
                assertEquals(without(before.get(each), "key"), without(after.get(each), "key"), conn + " " + each);
            }
        }
    }

    @Test
    void h2ologsOwnLinesAreTheSameToTheMillisecond() throws Exception {
        JsonNode session = there("h2olog");
        assertEquals("ms", session.get("clock").asText());
        Function<JsonNode, String> key = row -> row.get("conn").asText() + " " + row.get("req").asText();
        Map<String, JsonNode> before = all(probes + "/requests", key);
        Map<String, JsonNode> after = all("/api/sessions/" + session.get("id").asText() + "/requests", key);
        assertEquals(before.keySet(), after.keySet());
        for (String each : before.keySet()) {
            String millis = before.get(each).get("at").asText().substring(0, 23);
            assertEquals(millis, after.get(each).get("at").asText().substring(0, 23));
            assertEquals(without(before.get(each), "at", "durationNanos", "durationUntil", "time"),
                    without(after.get(each), "at", "durationNanos", "durationUntil", "time"), each);
        }
    }

    @Test
    void nothingThatWasMaskedIsInTheLines() throws Exception {
        String lines = new String(api.bytes(probes + "/export?format=jsonl").body(), StandardCharsets.ISO_8859_1);
        assertTrue(lines.contains("\"value_masked\":true"), "the recording has no masked header");
    }
}

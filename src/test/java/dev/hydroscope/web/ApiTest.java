package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Synthetic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of the contract, over HTTP, on a session that a test fires. */
class ApiTest {
    @TempDir
    Path folder;
    private Api api;
    private final Synthetic source = new Synthetic();
    private String session;

    @BeforeEach
    void start() {
        api = new Api(folder);
        session = "/api/sessions/" + Synthetic.begin(api.sessions, SessionSettings.of(4242, "http", "mine"), source).id();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode stored(int requests) throws Exception {
        JsonNode one = api.get(session);
        for (int i = 0; i < 1000 && one.at("/counts/requests").asInt() < requests; i++) {
            Thread.sleep(20);
            one = api.get(session);
        }
        assertEquals(requests, one.at("/counts/requests").asInt());
        return one;
    }

    @Test
    void aSessionIsShownAsTheContractSays() throws Exception {
        source.request(1, "/", "curl/8", 200);
        JsonNode one = stored(1);
        List<String> names = new ArrayList<>();
        one.fieldNames().forEachRemaining(names::add);
        assertEquals(List.of("id", "name", "state", "source", "target", "probes", "filters", "masked", "startedAt", "endedAt",
                "counts", "bytes", "pinned", "note", "crashed", "original", "clock", "notes", "problems"), names);
        assertEquals("running", one.get("state").asText());
        assertTrue(one.get("endedAt").isNull());
        assertTrue(one.get("startedAt").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z"));
        assertEquals(8, one.at("/counts/events").asInt());
        assertEquals(0, one.at("/counts/lost/kernel").asInt());
        assertEquals(one.get("id"), api.get("/api/sessions").get(0).get("id"));
    }

    @Test
    void requestsAreFoundByTheQueryLanguage() throws Exception {
        for (int i = 1; i <= 30; i++) {
            source.request(i, "/item/" + i, i % 2 == 0 ? "curl/8" : "Firefox", i % 10 == 0 ? 503 : 200);
        }
        stored(30);
        JsonNode found = api.get(session + "/requests?columns=req.user-agent,res.server&q="
                + encoded("status >= 500 and req.user-agent ~ \"CURL\""));
        assertEquals(3, found.get("rows").size());
        JsonNode row = found.get("rows").get(0);
        assertEquals("/item/30", row.get("path").asText());
        assertEquals("HTTP/1.1", row.get("protocol").asText());
        assertEquals("curl/8", row.at("/columns/req.user-agent").asText());
        assertEquals("h2o/2.3", row.at("/columns/res.server").asText());
        assertTrue(found.get("complete").asBoolean());
        assertFalse(found.has("next"));
    }

    @Test
    void pagesGoOnUntilTheEnd() throws Exception {
        for (int i = 1; i <= 25; i++) {
            source.request(i, "/" + i, "curl/8", 200);
        }
        stored(25);
        List<Long> seen = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = api.get(session + "/requests?limit=10&order=oldest&after=" + encoded(after));
            page.get("rows").forEach(row -> seen.add(row.get("conn").asLong()));
            after = page.path("next").asText("");
        } while (!after.isEmpty());
        assertEquals(Stream.iterate(1L, i -> i + 1).limit(25).toList(), seen);
    }

    @Test
    void aQueryThatCannotBeUnderstoodIsToldAtItsPlace() throws Exception {
        JsonNode error = api.expect(422, "GET", session + "/requests?q=" + encoded("status >= and"), "");
        assertTrue(error.at("/position/from").isInt() && error.at("/position/to").isInt(), error.toString());
        assertFalse(error.get("hint").asText().isEmpty());
        api.expect(422, "GET", session + "/live?q=" + encoded("((("), "");
    }

    @Test
    void oneRequestIsShownWhole() throws Exception {
        source.request(7, "/x", "curl/8", 404);
        stored(1);
        JsonNode one = api.get(session + "/requests/7/1");
        assertEquals(404, one.get("status").asInt());
        assertEquals(List.of(":method", ":path", "user-agent"), one.get("requestHeaders").findValuesAsText("name"));
        assertEquals(List.of("h2o/2.3"), one.get("responseHeaders").findValuesAsText("value"));
        assertEquals(7, one.at("/connection/conn").asInt());
        List<String> probes = one.get("events").findValuesAsText("probe");
        assertTrue(probes.containsAll(List.of("h2o:receive_request", "h2o:receive_request_header", "h2o:send_response")),
                probes.toString());
        assertEquals("7", one.get("events").get(0).at("/arguments/conn_id").asText());
        api.expect(404, "GET", session + "/requests/7/2", "");
        api.expect(404, "GET", session + "/requests/x/1", "");
    }

    @Test
    void connectionsAndTheirEventsAreShown() throws Exception {
        source.request(7, "/x", "curl/8", 200);
        stored(1);
        JsonNode connection = api.get(session + "/connections").get("rows").get(0);
        assertEquals(7, connection.get("conn").asInt());
        assertEquals(connection, api.get(session + "/connections/7"));
        JsonNode all = api.get(session + "/connections/7/events");
        assertEquals(8, all.get("rows").size());
        JsonNode headers = api.get(session + "/connections/7/events?probe=" + encoded("h2o:*_header"));
        assertEquals(4, headers.get("rows").size());
        assertEquals("/x", headers.get("rows").get(1).at("/arguments/value").asText());
        api.expect(404, "GET", session + "/connections/8", "");
    }

    @Test
    void wrongParametersAreNamed() throws Exception {
        for (String wrong : List.of("limit=0", "limit=x", "order=sideways", "from=yesterday", "columns=user-agent",
                "q=" + "a".repeat(5000))) {
            JsonNode error = api.expect(400, "GET", session + "/requests?" + wrong, "");
            assertTrue(error.get("error").asText().startsWith(wrong.substring(0, wrong.indexOf('='))), error.toString());
        }
    }

    @Test
    void completionsComeFromWhatIsThere() throws Exception {
        source.request(7, "/x", "curl/8", 200);
        stored(1);
        JsonNode completion = api.get(session + "/completions?q=" + encoded("req.user") + "&caret=8");
        assertTrue(completion.get("items").findValuesAsText("text").stream().anyMatch(text -> text.contains("user-agent")),
                completion.toString());
    }

    @Test
    void itIsNamedStoppedAndDeleted() throws Exception {
        source.request(1, "/", "curl/8", 200);
        assertEquals("x", api.expect(200, "PATCH", session, "{\"name\": \"x\", \"note\": \"n\"}").get("name").asText());
        JsonNode wrong = api.expect(422, "PATCH", session, "{\"pinned\": 1}");
        assertEquals("pinned", wrong.get("field").asText());
        assertEquals("sealed", api.expect(200, "POST", session + "/stop", "").get("state").asText());
        assertEquals("sealed", api.expect(200, "POST", session + "/stop", "").get("state").asText());
        api.expect(204, "DELETE", session, "");
        api.expect(404, "GET", session, "");
        api.expect(404, "GET", session + "/requests", "");
        api.expect(404, "GET", session + "/live", "");
        api.expect(404, "DELETE", session, "");
    }

    @Test
    void theLiveStreamTellsWhatIsNewAndItsEnd() throws Exception {
        try (Stream<String> lines = api.lines(session + "/live?q=" + encoded("path ^= \"/shown\""))) {
            var each = lines.iterator();
            assertEquals("event: counts", each.next());
            source.request(1, "/hidden", "curl/8", 200);
            source.request(2, "/shown", "curl/8", 200);
            source.lose(3);
            List<String> heard = new ArrayList<>();
            while (heard.stream().noneMatch(line -> line.contains("/shown")) || !heard.contains("event: loss")) {
                heard.add(each.next());
            }
            assertTrue(heard.stream().noneMatch(line -> line.contains("/hidden")), heard.toString());
            api.expect(200, "POST", session + "/stop", "");
            each.forEachRemaining(heard::add);
            String last = heard.stream().filter(line -> line.startsWith("data: ")).reduce((one, other) -> other).orElseThrow();
            assertTrue(last.contains("\"state\":\"sealed\""), last);
            assertTrue(last.contains("\"kernel\":3"), last);
        }
    }

    @Test
    void aDeletedSessionEndsItsStreams() throws Exception {
        try (Stream<String> lines = api.lines(session + "/live")) {
            var each = lines.iterator();
            each.next();
            api.expect(204, "DELETE", session, "");
            each.forEachRemaining(line -> { });
        }
    }

    @Test
    void streamsAreBounded() throws Exception {
        List<Stream<String>> open = new ArrayList<>();
        try {
            for (int i = 0; i < LiveStream.MOST_STREAMS; i++) {
                Stream<String> stream = api.lines(session + "/live");
                open.add(stream);
            }
            JsonNode error = api.expect(503, "GET", session + "/live", "");
            assertTrue(error.get("hint").asText().contains("close"), error.toString());
            api.get("/api/sessions");
        } finally {
            open.forEach(Stream::close);
        }
    }

    @Test
    void markupIsOnlyText() throws Exception {
        String markup = "</script><script>alert(1)</script>\u2028\"'<img src=x onerror=alert(1)>";
        source.request(1, "/" + markup, markup, 200);
        stored(1);
        JsonNode one = api.get(session + "/requests/1/1");
        assertEquals(markup, one.get("requestHeaders").get(2).get("value").asText());
        assertEquals("/" + markup, one.get("path").asText());
        Wire wire = Wire.ask(api.server.port(), "GET " + session + "/requests/1/1 HTTP/1.1",
                "Host: 127.0.0.1:" + api.server.port(), "Authorization: Bearer " + Api.TOKEN);
        assertEquals("application/json", wire.header("Content-Type").orElseThrow());
        assertEquals("nosniff", wire.header("X-Content-Type-Options").orElseThrow());
    }

    @Test
    void whatCannotBeTracedIsRefusedWithTheRemedy() throws Exception {
        JsonNode none = api.expect(422, "POST", "/api/sessions", "{\"pid\": " + ProcessHandle.current().pid() + "}");
        assertTrue(none.get("error").asText().contains("no USDT probes"), none.toString());
        JsonNode gone = api.expect(404, "POST", "/api/sessions", "{\"pid\": 4194303}");
        assertTrue(gone.get("error").asText().contains("no such process"), gone.toString());
        assertEquals("valueLimit", api.expect(422, "POST", "/api/sessions", "{\"pid\": 1, \"valueLimit\": 1}").get("field")
                .asText());
        api.expect(404, "GET", "/api/targets/4194303/probes", "");
        assertTrue(api.get("/api/targets").isArray());
    }

    @Test
    void healthTellsWhetherProbesCanBeAttached() throws Exception {
        JsonNode health = api.get("/api/health");
        assertEquals("ok", health.get("status").asText());
        assertEquals(health.at("/capture/available").asBoolean(), health.at("/capture/reason").asText().isEmpty());
    }
}

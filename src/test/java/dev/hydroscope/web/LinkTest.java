package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Synthetic;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link gives what it shows and nothing else, for as long as it lives. */
class LinkTest {
    private static final String SECRET = "hunter2-0123456789";
    @TempDir
    Path folder;
    private Api api;
    private final Synthetic source = new Synthetic();
    private String id;
    private String session;

    @BeforeEach
    void start() throws Exception {
        api = new Api(folder);
        id = Synthetic.begin(api.sessions, SessionSettings.of(4242, "http", "mine"), source).id();
        session = "/api/sessions/" + id;
        source.request(1, "/shown/one?password=" + SECRET, "curl/8", 503, Map.of("x-api-key", SECRET, "x-plain", "seen"));
        source.request(2, "/shown/two", "curl/8", 503);
        source.request(3, "/not-shown/three", "curl/8", 200, Map.of("x-other", "of-the-third"));
        stored(3);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void stored(int requests) throws Exception {
        for (int i = 0; i < 1000 && api.get(session).at("/counts/requests").asInt() < requests; i++) {
            Thread.sleep(20);
        }
    }

    private JsonNode link(String query, String more) throws Exception {
        return api.expect(201, "POST", "/api/links", "{\"session\":\"" + id + "\",\"view\":\"/sessions/" + id
                + (query.isEmpty() ? "" : "?q=" + Guest.encoded(query)) + "\"" + more + "}");
    }

    private Guest guest(String query) throws Exception {
        return Guest.by(api, link(query, ""));
    }

    @Test
    void aLinkLeadsToItsViewAndShowsThatAlone() throws Exception {
        JsonNode made = link("status >= 500", ",\"note\":\"look at these\",\"expires\":\"12h\"");
        assertTrue(made.get("url").asText().matches("http://127\\.0\\.0\\.1:\\d+/l/[A-Za-z0-9_-]{22}"), made.toString());
        Guest guest = Guest.by(api, made);
        assertEquals("/sessions/" + id + "?q=status+%3E%3D+500", guest.landed);
        JsonNode viewer = guest.get("/api/viewer");
        assertEquals("link", viewer.get("kind").asText());
        assertEquals("look at these", viewer.get("note").asText());
        assertEquals("standard", viewer.get("redaction").asText());
        assertEquals("full", api.get("/api/viewer").get("kind").asText());
        assertEquals(2, guest.get(session + "/requests").get("rows").size());
        assertEquals(404, guest.status("GET", session + "/requests/3/1"));
        assertEquals(404, guest.status("GET", session + "/connections/3"));
        assertEquals(2, guest.get(session + "/connections").get("rows").size());
        assertEquals(2, guest.get(session).at("/counts/requests").asInt());
    }

    @Test
    void whatItHidesIsNotFoundInAnyAnswer() throws Exception {
        Guest guest = guest("status >= 500");
        for (String path : List.of("", "/requests", "/requests?columns=req.x-api-key,req.x-other", "/requests/1/1",
                "/connections", "/connections/1", "/connections/1/events", "/completions?q=req.x-api-key%20%3D%20&caret=16",
                "/completions?q=path%20%3D%20&caret=7", "/completions?q=r&caret=1", "/losses", "/notes", "/export?format=jsonl",
                "/export?format=har", "/export?format=csv", "/export?format=html", "/export?format=h2olog",
                "/export?format=h2olog-text", "/facets?field=path,req.x-api-key,req.x-other", "/groups?by=path",
                "/overview", "/quic")) {
            HttpResponse<String> answer = guest.ask("GET", session + path);
            assertTrue(List.of(200, 404, 503).contains(answer.statusCode()), path + answer.body());
            for (String hidden : List.of(SECRET, "not-shown", "of-the-third", "x-other\"", "/usr/bin/h2o", "h2o.conf")) {
                assertFalse(answer.body().replace("req.x-other", "").contains(hidden), path + " holds " + hidden);
            }
        }
    }

    @Test
    void noQueryFindsOutWhatIsHidden() throws Exception {
        Guest guest = guest("");
        for (String query : List.of("req.x-api-key ^= \"h\"", "req.x-api-key = " + SECRET, "path ~ hunter2", "hunter2",
                "path =~ \"password=h\"", "header.x-api-key < i and header.x-api-key > g")) {
            JsonNode page = guest.get(session + "/requests?q=" + Guest.encoded(query));
            assertEquals(0, page.get("rows").size(), query);
            assertEquals(3, page.get("scanned").asInt(), query + " looks at as much as any other");
        }
        assertEquals(1, guest.get(session + "/requests?q=" + Guest.encoded("req.x-plain = seen")).get("rows").size());
        JsonNode headers = guest.get(session + "/requests/1/1").get("requestHeaders");
        for (JsonNode header : headers) {
            boolean hides = List.of("x-api-key", ":path").contains(header.get("name").asText());
            assertEquals(hides, header.get("masked").asBoolean(), header.toString());
        }
    }

    @Test
    void aViewWhoseQueryAsksForSomethingHiddenStillShowsWhatItFound() throws Exception {
        Guest guest = guest("path ~ hunter2 and status = 503");
        assertEquals(1, guest.get(session + "/requests?q=" + Guest.encoded("path ~ hunter2 and status = 503")).get("rows").size());
        assertEquals(1, guest.get(session + "/requests?q=" + Guest.encoded("status = 503")).get("rows").size());
    }

    @Test
    void strictLeavesLittle() throws Exception {
        Guest guest = Guest.by(api, link("", ",\"redaction\":\"strict\""));
        String one = guest.text(session + "/requests/1/1");
        assertTrue(one.contains("/shown/…"), one);
        assertFalse(one.contains("seen") || one.contains("curl/8") || one.contains("one"), one);
        assertTrue(one.contains("\"value\":\"‹hidden›\",\"valueLength\":4"), one);
    }

    @Test
    void nothingCanBeChangedAndNothingElseBeAsked() throws Exception {
        Guest guest = guest("");
        for (String change : List.of("POST " + session + "/stop", "PATCH " + session, "DELETE " + session, "POST /api/sessions",
                "POST /api/import", "POST /api/links", "DELETE /api/links/x", "POST /api/sql", "POST " + session + "/notes",
                "DELETE " + session + "/notes/1", "GET /api/links", "GET /api/health", "GET /api/targets", "GET /api",
                "GET /api/targets/1/probes", "GET " + session + "/sql", "HEAD " + session, "HEAD " + session + "/requests",
                "GET " + session + "/export?format=session", "GET " + session + "/export",
                "GET " + session + "/export?format=csv&format=session", "GET /api/exports/x", "GET " + session + "/",
                "GET /api/sessions/0000000000000", "GET /api/sessions/0000000000000/requests", "OPTIONS " + session,
                "GET /api/sessions/" + id + "%2Frequests", "GET /api/sessions/%2e%2e/links", "GET " + session + "/nowhere")) {
            String[] words = change.split(" ");
            assertEquals(403, guest.status(words[0], words[1], "X-Hydroscope", "1", "Content-Type", "application/json"), change);
        }
        assertEquals("[]", guest.text("/api/sessions"));
    }

    @Test
    void headersDoNotMakeAGuestMore() throws Exception {
        Guest guest = guest("");
        for (String trick : List.of("Authorization: Bearer x", "X-HTTP-Method-Override: DELETE", "X-Original-URL: /api/links",
                "X-Forwarded-Host: evil", "X-Rewrite-URL: /api/links")) {
            String[] header = trick.split(": ");
            assertFalse(guest.ask("GET", "/api/links", header[0], header[1]).statusCode() == 200, trick);
        }
        Wire forged = Wire.ask(api.server.port(), "GET /api/links HTTP/1.1", "Host: 127.0.0.1:" + api.server.port(),
                "Cookie: " + guest.cookie.replace("_link_", "_"));
        assertEquals(401, forged.status());
        Wire noLink = Wire.ask(api.server.port(), "GET /api/viewer HTTP/1.1", "Host: 127.0.0.1:" + api.server.port(),
                "Cookie: " + guest.cookie + "x");
        assertEquals(401, noLink.status());
        Wire foreign = Wire.ask(api.server.port(), "GET /api/viewer HTTP/1.1", "Host: evil.example", "Cookie: " + guest.cookie);
        assertEquals(403, foreign.status());
    }

    @Test
    void whoHoldsTheTokenAndALinkHasAll() throws Exception {
        Guest guest = guest("");
        assertEquals(200, guest.status("GET", "/api/links", "Authorization", "Bearer " + Api.TOKEN));
        Wire swap = Wire.ask(api.server.port(), "GET /?token=" + Api.TOKEN + " HTTP/1.1", "Host: 127.0.0.1:" + api.server.port());
        String token = swap.header("Set-Cookie").orElseThrow().split(";")[0];
        for (String cookies : List.of(guest.cookie + "; " + token, token + "; " + guest.cookie)) {
            assertEquals(200, Wire.ask(api.server.port(), "GET /api/links HTTP/1.1", "Host: 127.0.0.1:" + api.server.port(),
                    "Cookie: " + cookies).status());
        }
    }

    @Test
    void revokedItIsGoneAtOnceAndForGood() throws Exception {
        JsonNode made = link("", "");
        Guest guest = Guest.by(api, made);
        assertEquals(200, guest.status("GET", session));
        api.expect(200, "DELETE", "/api/links/" + made.get("key").asText(), "");
        HttpResponse<String> gone = guest.ask("GET", session);
        assertEquals(410, gone.statusCode());
        assertTrue(gone.body().contains("this link was revoked at"), gone.body());
        HttpResponse<String> again = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(made.get("url").asText())).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(410, again.statusCode());
        assertTrue(again.headers().firstValue("Set-Cookie").isEmpty());
        assertEquals("revoked", api.get("/api/links").get(0).get("state").asText());
    }

    @Test
    void anOpenStreamEndsWithItsLink() throws Exception {
        JsonNode made = link("status >= 500", "");
        Guest guest = Guest.by(api, made);
        HttpResponse<Stream<String>> live = HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                URI.create(api.server.address()).resolve(session + "/live")).header("Cookie", guest.cookie).build(),
                HttpResponse.BodyHandlers.ofLines());
        source.request(4, "/shown/four?k=" + SECRET, "curl/8", 500);
        source.request(5, "/not-shown/five", "curl/8", 200);
        stored(5);
        Thread.sleep(600);
        api.expect(200, "DELETE", "/api/links/" + made.get("key").asText(), "");
        String all = String.join("\n", live.body().toList());
        assertTrue(all.contains("/shown/four?…"), all);
        assertFalse(all.contains(SECRET) || all.contains("not-shown"), all);
        assertTrue(all.contains("event: gone"), all);
    }

    @Test
    void guestsLeaveRoomForWhoHoldsTheToken() throws Exception {
        Guest guest = guest("");
        HttpRequest live = HttpRequest.newBuilder(URI.create(api.server.address()).resolve(session + "/live"))
                .header("Cookie", guest.cookie).build();
        HttpClient client = HttpClient.newHttpClient();
        List<Stream<String>> open = new ArrayList<>();
        try {
            for (int i = 0; i < LiveStream.MOST_STREAMS / 2; i++) {
                open.add(client.send(live, HttpResponse.BodyHandlers.ofLines()).body());
            }
            assertEquals(503, guest.status("GET", session + "/live"));
            open.add(api.lines(session + "/live"));
        } finally {
            open.forEach(Stream::close);
        }
    }

    @Test
    void wrongIdsAreHeardOnlySoOften() throws Exception {
        JsonNode made = link("", "");
        String right = made.get("url").asText();
        Guest honest = Guest.by(api, made);
        int status = 0;
        for (int i = 0; i <= Guesses.MOST; i++) {
            Wire answer = Wire.ask(api.server.port(), "GET /l/AAAAAAAAAAAAAAAAAAAA" + (10 + i) + " HTTP/1.1",
                    "Host: 127.0.0.1:" + api.server.port());
            status = answer.status();
            assertEquals(i < Guesses.MOST ? 401 : 429, status);
        }
        assertEquals(303, HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(right)).build(),
                HttpResponse.BodyHandlers.ofString()).statusCode(), "who has a right one is not locked out by who has not");
        assertEquals(200, honest.status("GET", session));
    }

    @Test
    void everyUseIsWrittenDownAsText() throws Exception {
        JsonNode made = link("", "");
        String path = URI.create(made.get("url").asText()).getPath();
        Wire.ask(api.server.port(), "GET " + path + " HTTP/1.1", "Host: 127.0.0.1:" + api.server.port(),
                "User-Agent: \u0085curl" + "x".repeat(500));
        Wire.ask(api.server.port(), "HEAD " + path + " HTTP/1.1", "Host: 127.0.0.1:" + api.server.port());
        Guest guest = Guest.by(api, made);
        guest.get(session);
        guest.get(session + "/requests");
        assertEquals(2, api.get("/api/links").get(0).get("uses").asInt(), "HEAD opens nothing");
        JsonNode uses = api.get("/api/links/" + made.get("key").asText() + "/uses");
        assertEquals("127.0.0.1", uses.get(0).get("address").asText());
        JsonNode long_ = uses.get(uses.size() - 1);
        assertTrue(long_.get("opened").asBoolean());
        assertTrue(long_.get("agent").asText().length() <= 300, long_.toString());
        assertFalse(long_.get("agent").asText().chars().anyMatch(Character::isISOControl));
        long asked = 0;
        for (JsonNode use : uses) {
            asked += use.get("requests").asLong();
        }
        assertEquals(2, asked);
    }

    @Test
    void linksAndTheirUsesOutliveTheServerAndAnIdIsOnNoDisk() throws Exception {
        JsonNode made = link("status >= 500", ",\"note\":\"kept\"");
        String key = Guest.by(api, made).cookie.split("=")[1];
        api.close();
        for (Path file : List.of(folder.resolve("catalogue.mv.db"))) {
            assertFalse(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1).contains(key));
        }
        api = new Api(folder);
        JsonNode link = api.get("/api/links").get(0);
        assertEquals("kept", link.get("note").asText());
        assertEquals(1, link.get("uses").asInt());
        JsonNode moved = Guest.MAPPER.createObjectNode().put("url", api.server.address() + "l/" + key);
        assertEquals(2, Guest.by(api, moved).get(session + "/requests").get("rows").size());
    }

    @Test
    void aSessionThatIsSharedIsNotDeletedByAccident() throws Exception {
        JsonNode made = link("", "");
        JsonNode refused = api.expect(409, "DELETE", session, "");
        assertTrue(refused.get("error").asText().contains(made.get("key").asText()), refused.toString());
        assertTrue(refused.get("hint").asText().contains("links=revoke"), refused.toString());
        Guest guest = Guest.by(api, made);
        api.expect(204, "DELETE", session + "?links=revoke", "");
        assertEquals(401, guest.status("GET", session));
        assertEquals(0, api.get("/api/links").size());
    }

    @Test
    void whatMakesNoLinkIsSaid() throws Exception {
        String view = "/sessions/" + id;
        for (String more : List.of("\"expires\":\"59m\"", "\"expires\":\"91d\"", "\"expires\":\"soon\"", "\"redaction\":\"none\"",
                "\"view\":\"/sessions/0000000000000\"", "\"view\":\"//evil.example/\"", "\"view\":\"" + view + "?q=status%20%3E\"",
                "\"view\":\"" + view + "?from=yesterday\"", "\"view\":\"" + view + "\\r\\nSet-Cookie: a=b\"",
                "\"view\":\"" + view + "/quic\"", "\"view\":\"" + view + "/quic?conn=all\"",
                "\"view\":\"/api/links\"", "\"view\":\"" + view + "/sql\"", "\"unknown\":1",
                "\"note\":\"" + "x".repeat(1001) + "\"")) {
            api.expect(422, "POST", "/api/links", "{\"session\":\"" + id + "\"," + more + "}");
        }
        api.expect(404, "POST", "/api/links", "{\"session\":\"0000000000000\"}");
    }

    @Test
    void notesAreReadWhereTheirPlaceIsShown() throws Exception {
        JsonNode one = api.expect(201, "POST", session + "/notes", "{\"conn\":1,\"req\":1,\"text\":\"this one\"}");
        api.expect(201, "POST", session + "/notes", "{\"conn\":3,\"req\":1,\"text\":\"nobody's\"}");
        api.expect(200, "PATCH", session + "/notes/" + one.get("id"), "{\"text\":\"this one fails\"}");
        api.expect(422, "POST", session + "/notes", "{\"conn\":9,\"req\":1,\"text\":\"no such\"}");
        api.expect(422, "POST", session + "/notes", "{\"text\":\"nowhere\"}");
        JsonNode seen = guest("status >= 500").get(session + "/notes");
        assertEquals(1, seen.size());
        assertEquals("this one fails", seen.get(0).get("text").asText());
        api.expect(204, "DELETE", session + "/notes/" + one.get("id"), "");
        assertEquals(1, api.get(session + "/notes").size());
    }
}

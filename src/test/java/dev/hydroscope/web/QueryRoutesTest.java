package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Synthetic;
import dev.hydroscope.sql.BuiltInQueries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that have a name: those that come with Hydroscope stay, people's own come, change and go. */
class QueryRoutesTest {
    private static final String QUERY = "{\"title\":\"Slow ones\",\"about\":\"what takes long\",\"sql\":\"SELECT :least\","
            + "\"parameters\":[{\"name\":\"least\",\"value\":\"5\",\"about\":\"how long\"}]}";
    @TempDir
    Path folder;
    private Api api;

    @BeforeEach
    void start() {
        api = new Api(folder);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private List<JsonNode> own() throws Exception {
        List<JsonNode> all = new ArrayList<>();
        api.get("/api/queries").get("queries").forEach(all::add);
        return all.stream().filter(each -> each.get("own").asBoolean()).toList();
    }

    @Test
    void thoseThatComeWithItStandFirstAndStay() throws Exception {
        JsonNode all = api.get("/api/queries").get("queries");
        assertEquals(BuiltInQueries.all().size(), all.size());
        assertTrue(all.size() > 0);
        JsonNode first = all.get(0);
        for (String field : List.of("id", "title", "group", "about", "sql")) {
            assertFalse(first.get(field).asText().isEmpty(), first.toString());
        }
        assertFalse(first.get("own").asBoolean());
        String address = "/api/queries/" + first.get("id").asText();
        api.expect(409, "PATCH", address, "{\"title\":\"mine\"}");
        api.expect(409, "DELETE", address, "");
    }

    @Test
    void anOwnOneIsKeptChangedAndDeleted() throws Exception {
        JsonNode made = api.expect(201, "POST", "/api/queries", QUERY);
        assertEquals(List.of(made), own());
        assertEquals("own", made.get("group").asText());
        assertEquals("[{\"name\":\"least\",\"value\":\"5\",\"about\":\"how long\"}]", made.get("parameters").toString());
        String address = "/api/queries/" + made.get("id").asText();
        JsonNode changed = api.expect(200, "PATCH", address, "{\"title\":\"Slower ones\"}");
        assertEquals("Slower ones", changed.get("title").asText());
        assertEquals(made.get("sql"), changed.get("sql"));
        assertEquals(made.get("parameters"), changed.get("parameters"));
        stop();
        start();
        assertEquals(List.of(changed), own());
        api.expect(204, "DELETE", address, "");
        assertEquals(List.of(), own());
        api.expect(404, "PATCH", address, "{\"title\":\"x\"}");
        api.expect(404, "DELETE", address, "");
    }

    @Test
    void whoDidNotSeeAChangeDoesNotUndoIt() throws Exception {
        JsonNode made = api.expect(201, "POST", "/api/queries", QUERY);
        String address = "/api/queries/" + made.get("id").asText();
        String mine = "{\"about\":\"mine\",\"changedAt\":\"" + made.get("changedAt").asText() + "\"}";
        api.expect(200, "PATCH", address, mine);
        JsonNode refused = api.expect(409, "PATCH", address, mine.replace("mine", "another's"));
        assertTrue(refused.get("error").asText().contains("changed meanwhile"), refused.toString());
        assertEquals("mine", own().get(0).get("about").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"sql\":\"SELECT 1\"}", "{\"title\":\" \",\"sql\":\"SELECT 1\"}", "{\"title\":\"x\"}",
        "{\"title\":\"x\",\"sql\":\"SELECT 1\",\"parameters\":[{\"name\":\"a b\"}]}",
        "{\"title\":\"x\",\"sql\":\"SELECT 1\",\"parameters\":[{\"name\":\"a\"},{\"name\":\"a\"}]}",
        "{\"title\":\"x\",\"sql\":\"SELECT 1\",\"parameters\":{\"a\":\"b\"}}",
        "{\"title\":\"x\",\"sql\":\"SELECT 1\",\"id\":\"y\"}"})
    void whatIsSavedIsCheckedFirst(String body) throws Exception {
        assertFalse(api.expect(422, "POST", "/api/queries", body).get("hint").asText().isEmpty());
        assertEquals(List.of(), own());
    }

    @Test
    void whoCameByALinkReachesNothingOfIt() throws Exception {
        Synthetic source = new Synthetic();
        String id = Synthetic.begin(api.sessions, SessionSettings.of(4242, "http", "mine"), source).id();
        Guest guest = Guest.by(api, api.expect(201, "POST", "/api/links",
                "{\"session\":\"" + id + "\",\"view\":\"/sessions/" + id + "\"}"));
        api.expect(201, "POST", "/api/queries", QUERY);
        String ask = "/api/sql?sql=SELECT%201&session=" + id;
        for (String path : List.of(ask, ask + "&format=csv", "/api/sql/schema", "/api/sql/history", "/api/queries")) {
            assertEquals(403, guest.status("GET", path), path);
        }
        for (String path : List.of("/api/sql", "/api/queries")) {
            assertEquals(403, guest.status("POST", path, "X-Hydroscope", "1", "Content-Type", "application/json"), path);
        }
        String one = "/api/queries/" + own().get(0).get("id").asText();
        assertEquals(403, guest.status("PATCH", one, "X-Hydroscope", "1", "Content-Type", "application/json"));
        assertEquals(403, guest.status("DELETE", one, "X-Hydroscope", "1"));
        assertEquals(0, api.get("/api/sql/history").get("rows").size());
    }
}

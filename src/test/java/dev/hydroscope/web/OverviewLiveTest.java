package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Synthetic;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn of a session while it runs is what is stored by then, and stays so when it is over. */
class OverviewLiveTest {
    @TempDir
    private Path folder;
    private final Synthetic source = new Synthetic();
    private Api api;
    private String session;

    @BeforeEach
    void begin() {
        api = new Api(folder);
        session = "/api/sessions/" + Synthetic.begin(api.sessions, SessionSettings.of(4242, "http", "mine"), source).id();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private JsonNode overview(String query, int requests) throws Exception {
        JsonNode overview = api.get(session + "/overview?q=" + Recount.encoded(query));
        for (int i = 0; i < 500 && overview.get("matched").asInt() < requests; i++) {
            Thread.sleep(20);
            overview = api.get(session + "/overview?q=" + Recount.encoded(query));
        }
        assertEquals(requests, overview.get("matched").asInt());
        assertTrue(overview.get("complete").asBoolean());
        return overview;
    }

    @Test
    void itGrowsWithTheSessionFromAnOriginThatStays() throws Exception {
        JsonNode empty = api.get(session + "/overview");
        assertEquals(0, empty.get("matched").asInt());
        assertTrue(empty.get("complete").asBoolean());
        for (int conn = 1; conn <= 300; conn++) {
            source.request(conn, "/one", "curl", conn % 3 == 0 ? 503 : 200);
        }
        JsonNode some = overview("", 300);
        assertEquals(100, overview("status >= 500", 100).at("/totals/status/5xx").asInt());
        assertEquals(300 * Synthetic.EVENTS_A_REQUEST, events(some));
        assertEquals(300, api.get(session + "/lanes?limit=500").get("lanes").size());
        for (int conn = 301; conn <= 2500; conn++) {
            source.request(conn, "/two", "curl", 404);
        }
        JsonNode more = overview("", 2500);
        assertEquals(some.get("origin"), more.get("origin"));
        assertTrue(more.at("/extent/to").asLong() > some.at("/extent/to").asLong(), "the extent grows");
        assertEquals(2200, overview("connection(status = 404)", 2200).at("/totals/connections").asInt());
        source.lose(17);
        api.expect(200, "POST", session + "/stop", "");
        JsonNode over = overview("", 2500);
        assertEquals(some.get("origin"), over.get("origin"));
        assertEquals(17, over.get("losses").get(0).get("count").asInt());
        assertEquals(2500 * Synthetic.EVENTS_A_REQUEST, events(over));
        assertEquals(2200, overview("connection(status = 404)", 2200).at("/totals/status/4xx").asInt());
    }

    private static int events(JsonNode overview) {
        int events = 0;
        for (JsonNode column : overview.at("/events/protocol")) {
            for (JsonNode count : column) {
                events += count.asInt();
            }
        }
        return events;
    }
}

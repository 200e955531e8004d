package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.session.Replayed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQL says of events, packets and streams is what the other routes say, of a recorded trace of a real H2O. */
class EventSqlTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    static Path folder;
    private static Api api;
    private static String id;
    private static List<Long> conns;

    @BeforeAll
    static void replay() throws Exception {
        api = new Api(folder);
        id = Replayed.once(api.sessions, "/demo.trace.gz").id();
        conns = new ArrayList<>();
        for (JsonNode connection : rows("/connections?")) {
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
            JsonNode page = api.get("/api/sessions/" + id + path + "&limit=500" + after);
            page.get("rows").forEach(rows::add);
            after = page.has("next") ? "&after=" + page.get("next").asText() : "";
        } while (!after.isEmpty());
        return rows;
    }

    private static List<JsonNode> sql(String sql) throws Exception {
        JsonNode answer = api.expect(200, "POST", "/api/sql",
                MAPPER.writeValueAsString(Map.of("sql", sql, "sessions", List.of(id), "limit", 100_000)));
        assertFalse(answer.has("truncated"), answer.path("truncated").asText());
        List<JsonNode> rows = new ArrayList<>();
        answer.get("rows").forEach(rows::add);
        return rows;
    }

    /** The fields of rows in the order of the columns. */
    private static List<String> fields(List<JsonNode> rows, String... fields) {
        return rows.stream().map(row -> {
            List<String> values = new ArrayList<>();
            for (String field : fields) {
                values.add(row.path(field).toString());
            }
            return values.toString().replace(", ", ",");
        }).toList();
    }

    /** Row by row, so that one sees which is another. */
    private static void same(List<String> expected, List<String> found) {
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            assertEquals(expected.get(i), found.get(i), "row " + i);
        }
        assertEquals(expected.size(), found.size());
    }

    private static List<String> texts(List<JsonNode> rows) {
        return rows.stream().map(JsonNode::toString).toList();
    }

    @Test
    void eventsAreThoseOfTheConnectionsRoute() throws Exception {
        for (long conn : conns) {
            List<JsonNode> events = rows("/connections/" + conn + "/events?");
            same(fields(events, "at", "probe", "tid", "seq", "req"),
                    texts(sql("SELECT at, probe, thread, seq, req FROM event WHERE conn = " + conn + " ORDER BY at, thread, seq")));
            List<JsonNode> arguments = sql("SELECT arguments FROM event WHERE conn = " + conn + " ORDER BY at, thread, seq");
            for (int i = 0; i < events.size(); i++) {
                // a number of SQL is one at any size, where the other routes spare JavaScript those beyond 2^53
                assertEquals(events.get(i).get("arguments").toString().replaceAll("\"(-?\\d{16,})\"", "$1"),
                        arguments.get(i).get(0).asText());
            }
        }
    }

    @Test
    void packetsAreThoseOfTheConnectionsRoute() throws Exception {
        for (long conn : conns) {
            List<JsonNode> packets = rows("/connections/" + conn + "/packets?");
            assertTrue(packets.size() > 0);
            same(fields(packets, "space", "number", "direction", "at", "size", "fate", "fateAt", "trigger", "rttNanos",
                    "ackOnly"), texts(sql("SELECT space, number, direction, sent_at, size, fate, fate_at, trigger, rtt_nanos,"
                    + " ack_only FROM packet WHERE conn = " + conn)));
        }
    }

    @Test
    void countsAreThoseOfTheSession() throws Exception {
        JsonNode counts = api.get("/api/sessions/" + id).get("counts");
        List<JsonNode> told = sql("SELECT (SELECT COUNT(*) FROM event), (SELECT COUNT(*) FROM packet),"
                + " (SELECT SUM(requests) FROM traffic), (SELECT SUM(headers) FROM traffic),"
                + " (SELECT COALESCE(SUM(count), 0) FROM loss)");
        List<JsonNode> lost = new ArrayList<>();
        api.get("/api/sessions/" + id + "/losses").forEach(lost::add);
        assertEquals(fields(List.of(counts), "events", "packets", "requests", "headers").get(0).replace("]", ",")
                + lost.stream().mapToLong(loss -> loss.get("count").asLong()).sum() + "]", told.get(0).toString());
    }
}

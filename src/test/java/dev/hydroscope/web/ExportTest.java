package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.format.QlogSchema;
import dev.hydroscope.format.Written;
import dev.hydroscope.session.Replayed;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded session leaves as a file, in every format, and what is written is what the formats have. */
class ExportTest {
    @TempDir
    private static Path folder;
    private static Api api;
    private static String session;

    @BeforeAll
    static void record() throws Exception {
        api = new Api(folder);
        session = "/api/sessions/" + Replayed.once(api.sessions, "/demo.trace.gz").id();
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static byte[] exported(String query) throws Exception {
        HttpResponse<byte[]> answer = api.bytes(session + "/export?" + query);
        assertEquals(200, answer.statusCode(), () -> new String(answer.body(), StandardCharsets.UTF_8));
        return answer.body();
    }

    private static long quicConnections() throws Exception {
        long count = 0;
        for (JsonNode row : api.get(session + "/connections?limit=1000").path("rows")) {
            count += row.path("protocol").asText().equals("HTTP/3") ? 1 : 0;
        }
        return count;
    }

    @Test
    void everyQuicConnectionIsATraceOfTheOldVersion() throws Exception {
        JsonNode file = Written.json(exported("format=qlog-0.3"));
        assertTrue(quicConnections() > 0);
        assertEquals(quicConnections(), file.path("traces").size());
        assertEquals(List.of(), QlogSchema.v03().contained(file));
    }

    @Test
    void theDraftTellsConnectionsApartByTheirGroup() throws Exception {
        HttpResponse<byte[]> answer = api.bytes(session + "/export?format=qlog");
        assertEquals("application/qlog+json-seq", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals("attachment; filename=\"recorded.sqlog\"", answer.headers().firstValue("Content-Disposition").orElse(""));
        List<JsonNode> records = Written.sequence(answer.body());
        assertEquals(List.of(), QlogSchema.draft().sequence(records));
        Set<String> groups = new HashSet<>();
        records.stream().skip(1).forEach(record -> groups.add(record.path("group_id").asText()));
        assertEquals(quicConnections(), groups.size());
        JsonNode contained = Written.json(exported("format=qlog-json"));
        assertEquals(List.of(), QlogSchema.draft().contained(contained));
    }

    @Test
    void oneConnectionIsAFileOfItsOwn() throws Exception {
        JsonNode whole = Written.json(exported("format=qlog-json"));
        String conn = whole.path("traces").path(1).path("common_fields").path("group_id").asText();
        List<JsonNode> records = Written.sequence(exported("format=qlog&conn=" + conn));
        assertEquals(conn, records.get(0).path("trace").path("common_fields").path("group_id").asText());
        assertTrue(records.stream().skip(1).noneMatch(record -> record.has("group_id")));
    }

    @Test
    void linesHoldEveryEvent() throws Exception {
        long events = api.get(session).path("counts").path("events").asLong();
        for (String format : List.of("jsonl", "h2olog")) {
            List<String> lines = new String(exported("format=" + format), StandardCharsets.UTF_8).lines().toList();
            assertEquals(events, lines.size(), format);
            assertTrue(Written.json(lines.get(lines.size() / 2).getBytes(StandardCharsets.UTF_8)).isObject());
        }
    }

    @Test
    void aQueryNarrowsItToTheConnectionsOfItsRequests() throws Exception {
        int all = Written.json(exported("format=qlog-0.3")).path("traces").size();
        int some = Written.json(exported("format=qlog-0.3&q=status%20%3E%3D%20500")).path("traces").size();
        assertTrue(some < all, some + " of " + all);
        assertFalse(Written.json(exported("format=qlog-0.3&q=status%20%3D%20999")).has("traces"));
    }

    @Test
    void whatCannotBeExportedIsRefusedWithWhatCan() throws Exception {
        JsonNode refused = api.expect(422, "GET", session + "/export?format=pcap", "");
        assertTrue(refused.path("hint").asText().contains("qlog-0.3"), refused.toString());
        api.expect(422, "GET", session + "/export", "");
        api.expect(404, "GET", session + "/export?format=qlog&conn=999999999", "");
        api.expect(404, "GET", "/api/sessions/nothing/export?format=qlog", "");
        api.expect(422, "GET", session + "/export?format=qlog&q=status+%3D", "");
    }
}

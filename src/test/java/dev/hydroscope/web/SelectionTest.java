package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.format.CsvText;
import dev.hydroscope.format.HarSchema;
import dev.hydroscope.format.Written;
import dev.hydroscope.session.Replayed;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The requests that a search finds leave as files: just these, in every format, and valid to those who read them. Some are
 * compared with what they were; after a change that is meant, write them anew with -Dgolden.write.
 */
class SelectionTest {
    private static final Path FILES = Path.of("src/test/resources/golden");
    private static final String SOME = "status >= 500 or req.user-agent ~ \"mozilla\"";
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

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String exported(String query) throws Exception {
        HttpResponse<byte[]> answer = api.bytes(session + "/export?" + query);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertEquals(200, answer.statusCode(), text);
        return text;
    }

    /** Of all pages, oldest first, as conn/req. */
    private static List<String> found(String more) throws Exception {
        List<String> found = new ArrayList<>();
        JsonNode page;
        String after = "";
        do {
            page = api.get(session + "/requests?order=oldest&limit=100" + more + "&after=" + after);
            page.get("rows").forEach(row -> found.add(row.get("conn").asLong() + "/" + row.get("req").asLong()));
            after = page.path("next").asText();
        } while (page.has("next"));
        return found;
    }

    private static List<String> entries(String har) {
        return StreamSupport.stream(Written.json(har.getBytes(StandardCharsets.UTF_8)).at("/log/entries").spliterator(), false)
                .map(entry -> entry.at("/_hydroscope/conn").asLong() + "/" + entry.at("/_hydroscope/req").asLong()).toList();
    }

    private static List<String> lines(String csv) {
        return CsvText.read(csv).stream().skip(1).map(cells -> cells.get(0) + "/" + cells.get(1)).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "export.har          | format=har",
        "export.csv          | format=csv&columns=req.user-agent,verdict.server",
        "export.html         | format=html",
        "export.h2olog.txt   | format=h2olog-text",
        "export.h2olog.jsonl | format=h2olog",
        "export.jsonl        | format=jsonl",
    })
    void isWrittenAs(String name, String what) throws Exception {
        String first = found("&q=" + encoded("protocol = HTTP/1.1 and status = 200")).get(0);
        String[] ids = first.split("/");
        String text = exported(what + "&q=" + encoded("conn = " + ids[0] + " and req = " + ids[1]));
        Assumptions.assumeTrue(!name.endsWith("html") || text.contains("<main"), "the page is not part of this build");
        String kept = name.endsWith("html") ? text.substring(text.indexOf("<main"), text.indexOf("<script>")) : text;
        if (System.getProperty("golden.write") != null) {
            Files.writeString(FILES.resolve(name), kept);
        }
        assertEquals(Files.readString(FILES.resolve(name)), kept);
    }

    @ParameterizedTest
    @CsvSource({"''", "&q=status+%3E%3D+500", "&q=req.user-agent+~+mozilla&order=oldest", "&q=status+%3D+999"})
    void everyFormatHoldsWhatTheListShows(String more) throws Exception {
        List<String> expected = found(more);
        assertEquals(expected, entries(exported("format=har" + more)));
        assertEquals(expected, lines(exported("format=csv" + more)));
    }

    @Test
    void archiveIsValidAndTellsNoTimeThatNobodyKnows() throws Exception {
        String har = exported("format=har");
        JsonNode file = Written.json(har.getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(), HarSchema.wrong(file));
        for (JsonNode entry : file.at("/log/entries")) {
            JsonNode timings = entry.get("timings");
            assertEquals(-1, timings.get("send").asInt());
            assertEquals(-1, timings.get("blocked").asInt());
            double sum = Math.max(0, timings.get("wait").asDouble()) + Math.max(0, timings.get("receive").asDouble());
            assertEquals(entry.get("time").asDouble(), sum, 0.000_001, entry.toString());
            assertFalse(entry.at("/response/content").has("text"));
        }
        assertTrue(har.contains("\"comment\":\"masked, "), "what was masked says so");
    }

    @Test
    void timesNarrowAndAConnectionStandsAlone() throws Exception {
        JsonNode rows = api.get(session + "/requests?order=oldest&limit=50").get("rows");
        String bounds = "&from=" + rows.get(10).get("at").asText() + "&to=" + rows.get(20).get("at").asText();
        List<String> within = found(bounds);
        assertTrue(within.size() >= 11 && within.size() < found("").size());
        assertEquals(within, lines(exported("format=csv" + bounds)));
        String conn = rows.get(10).get("conn").asText();
        List<String> its = found("&q=conn+%3D+" + conn);
        assertEquals(its, lines(exported("format=csv&conn=" + conn)));
        assertEquals(found("&q=" + encoded("conn = " + conn + " and (" + SOME + ")")),
                lines(exported("format=csv&conn=" + conn + "&q=" + encoded(SOME))));
    }

    @Test
    void columnsAreThoseAskedFor() throws Exception {
        List<List<String>> usual = CsvText.read(exported("format=csv&columns=res.content-type"));
        assertEquals("conn", usual.get(0).get(0));
        assertEquals("res.content-type", usual.get(0).get(usual.get(0).size() - 1));
        List<List<String>> few = CsvText.read(exported("format=csv&columns=status,req.user-agent,verdict.server"));
        assertEquals(List.of("status", "req.user-agent", "verdict.server"), few.get(0));
        assertTrue(few.stream().allMatch(cells -> cells.size() == 3));
        JsonNode refused = api.expect(422, "GET", session + "/export?format=csv&columns=nothing", "");
        assertTrue(refused.get("hint").asText().contains("status"));
        api.expect(422, "GET", session + "/export?format=csv&order=duration", "");
    }

    @Test
    void linesLeaveOutOtherRequests() throws Exception {
        String one = found("&q=" + encoded("protocol = HTTP/2 and status >= 500")).get(0);
        String[] ids = one.split("/");
        String query = encoded("conn = " + ids[0] + " and req = " + ids[1]);
        for (String line : exported("format=h2olog-text&q=" + query).lines().toList()) {
            assertTrue(line.startsWith(ids[0] + " " + ids[1] + " "), line);
        }
        List<String> lines = exported("format=jsonl&q=" + query).lines().toList();
        assertTrue(lines.stream().anyMatch(line -> line.contains("\"type\":\"send_response\"")));
        for (String line : lines) {
            JsonNode req = Written.json(line.getBytes(StandardCharsets.UTF_8)).path("req_id");
            assertTrue(req.isMissingNode() || req.asText().equals(ids[1]), line);
        }
        assertTrue(lines.size() < exported("format=jsonl&conn=" + ids[0]).lines().count());
    }

    @Test
    void pageSaysWhereItEnds() throws Exception {
        String few = exported("format=html&limit=3");
        assertEquals(3, few.split("<details ", -1).length - 1);
        assertTrue(few.contains("This file ends after 3 requests, the most it takes; there are more in the session."));
        assertTrue(exported("format=html&q=status+%3D+999").contains("No request is in this file."));
        int all = found("").size();
        String whole = String.format("This file holds %,d requests, all there are.", all);
        assertTrue(exported("format=html&limit=" + all).contains(whole));
        api.expect(400, "GET", session + "/export?format=html&limit=50001", "");
    }

    @Test
    void isShownAsSql() throws Exception {
        JsonNode answer = api.get(session + "/sql?q=" + encoded("status >= 500 or path =~ x$")
                + "&order=oldest&columns=req.user-agent&from=2026-01-01T00:00:00Z");
        assertTrue(answer.get("sql").asText().contains("r.status >= 500"), answer.toString());
        assertTrue(answer.get("sql").asText().contains("AS \"req.user-agent\""), answer.toString());
        assertTrue(answer.get("sql").asText().endsWith("ORDER BY r.at, r.conn, r.req"), answer.toString());
        assertEquals(1, answer.get("notes").size());
        api.expect(422, "GET", session + "/sql?q=stats+%3D+1", "");
        api.expect(404, "GET", "/api/sessions/nothing/sql", "");
    }
}

package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.format.CsvText;
import dev.hydroscope.format.HarSchema;
import dev.hydroscope.format.Written;
import dev.hydroscope.session.SessionInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client sent to harm those who read it later is only text in every file that leaves. */
class HostileExportTest {
    private static final String SCRIPT = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
    private static final String FORMULA = "=HYPERLINK(\"http://evil.example\",\"x\"),\n+1";
    private static final String BIDI = "/\u202egpj.exe\u200b\u0000\u001b[31m";
    private static final byte[] NOT_UTF8 = {'a', (byte) 0xff, (byte) 0xc3, '(', 'b'};
    @TempDir
    private static Path folder;
    private static Api api;
    private static String session;

    @BeforeAll
    static void record() throws Exception {
        api = new Api(folder);
        String id = api.sessions.importFile("hostile.jsonl", new ByteArrayInputStream(lines())).id();
        session = "/api/sessions/" + id;
        SessionInfo info = api.sessions.get(id);
        while (info.endedAt().isEmpty()) {
            Thread.sleep(20);
            info = api.sessions.get(id);
        }
        assertEquals(0, info.counts().undecodable());
    }

    /** As h2olog would have told it. */
    private static byte[] lines() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        line(out, "\"type\":\"receive_request\",\"http_version\":257");
        header(out, ":method", "GET".getBytes(StandardCharsets.UTF_8));
        header(out, ":path", BIDI.getBytes(StandardCharsets.UTF_8));
        header(out, ":authority", "a b<i>.example".getBytes(StandardCharsets.UTF_8));
        header(out, "x-script", SCRIPT.getBytes(StandardCharsets.UTF_8));
        header(out, "x-formula", FORMULA.getBytes(StandardCharsets.UTF_8));
        header(out, "x-bytes", NOT_UTF8);
        header(out, SCRIPT, "named".getBytes(StandardCharsets.UTF_8));
        line(out, "\"type\":\"send_response\",\"status\":200");
        return out.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, String fields) throws IOException {
        out.write(("{\"module\":\"h2o\",\"tid\":7,\"time\":1795205203902,\"conn_id\":14,\"req_id\":1," + fields + "}\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void header(ByteArrayOutputStream out, String name, byte[] value) throws IOException {
        out.write(("{\"module\":\"h2o\",\"type\":\"receive_request_header\",\"tid\":7,\"time\":1795205203902,\"conn_id\":14,"
                + "\"req_id\":1,\"name\":" + quoted(name) + ",\"value\":\"").getBytes(StandardCharsets.UTF_8));
        String text = quoted(new String(value, StandardCharsets.ISO_8859_1));
        out.write(text.substring(1, text.length() - 1).getBytes(StandardCharsets.ISO_8859_1));
        out.write(("\",\"value_len\":" + value.length + "}\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) throws IOException {
        return new ObjectMapper().writeValueAsString(text);
    }

    @AfterAll
    static void close() {
        api.close();
    }

    private static String exported(String query) throws Exception {
        return new String(api.bytes(session + "/export?" + query).body(), StandardCharsets.UTF_8);
    }

    @Test
    void noCellIsAFormulaAndNothingHides() throws Exception {
        List<List<String>> lines = CsvText.read(
                exported("format=csv&columns=path,authority,req.x-formula,req.x-bytes,req.x-script"));
        assertEquals(List.of("/\\u{202e}gpj.exe\\u{200b}\\0\\x1b[31m", "a b<i>.example",
                "'=HYPERLINK(\"http://evil.example\",\"x\"),\\n+1", "a\\xff\\xc3(b", SCRIPT), lines.get(1));
        assertEquals(2, lines.size());
    }

    @Test
    void archiveStaysValidAndExact() throws Exception {
        JsonNode har = Written.json(exported("format=har").getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(), HarSchema.wrong(har));
        JsonNode request = har.at("/log/entries/0/request");
        assertEquals("http://unknown.invalid/%E2%80%AEgpj.exe%E2%80%8B%00%1B%5B31m", request.get("url").asText());
        assertEquals(BIDI, request.at("/headers/1/value").asText());
        assertEquals(SCRIPT, request.at("/headers/3/value").asText());
        assertEquals(SCRIPT, request.at("/headers/6/name").asText());
        JsonNode bytes = request.at("/headers/5");
        assertEquals("61ffc32862", bytes.get("_bytes").asText());
        assertEquals("not all UTF-8", bytes.get("comment").asText());
    }

    @Test
    void pageHoldsNoMarkupOfTheirs() throws Exception {
        String page = exported("format=html");
        Assumptions.assumeTrue(page.startsWith("<!doctype"), "the page is not part of this build");
        String list = page.substring(page.indexOf("<main"), page.indexOf("</main>"));
        assertFalse(list.contains("<script") || list.contains("<img") || list.contains("<i>."), list);
        assertTrue(list.contains("&lt;img src=x onerror=alert(2)&gt;"), list);
        assertTrue(list.contains("/<i>\\u{202e}</i>gpj.exe<i>\\u{200b}</i><i>\\0</i><i>\\x1b</i>[31m"), list);
        assertEquals(1, page.split("<script", -1).length - 1, "its own script only");
        assertTrue(page.contains("default-src 'none'; script-src 'sha256-"), "a policy that lets no other run");
        assertFalse(page.replace(list, "").matches("(?s).*(https?:|src=|href=|@import|url\\().*"), "nothing is fetched");
    }

    @Test
    void linesStayLines() throws Exception {
        assertEquals(9, exported("format=h2olog-text").lines().count());
        for (String format : List.of("jsonl", "h2olog")) {
            exported("format=" + format).lines().forEach(line -> {
                assertTrue(Written.json(line.getBytes(StandardCharsets.UTF_8)).isObject());
                assertTrue(line.chars().noneMatch(c -> c < ' '), line);
            });
        }
    }
}

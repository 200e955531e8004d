package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Synthetic;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements over HTTP: their answers, what is refused and how, and what the audit keeps of them. */
class StatementRoutesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Takes as long as it may. */
    private static final String ENDLESS = "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000000) a, SYSTEM_RANGE(1, 1000000000) b";
    @TempDir
    private static Path folder;
    private static Api api;
    private static String id;

    @BeforeAll
    static void start() throws Exception {
        api = new Api(folder);
        id = begin();
        for (int i = 0; i < 1000 && api.get("/api/sessions/" + id).at("/counts/requests").asInt() < 3; i++) {
            Thread.sleep(20);
        }
        api.expect(200, "POST", "/api/sessions/" + id + "/stop", "");
    }

    private static String begin() {
        Synthetic source = new Synthetic();
        String begun = Synthetic.begin(api.sessions, SessionSettings.of(4242, "http", "mine"), source).id();
        source.request(1, "/one", "curl/8", 503);
        source.request(2, "=cmd|'/c calc'!A1", "-1+\u202e2", 503);
        source.request(3, "/three \u0007", "a \"quoted\", one", 200);
        return begun;
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private String body(String sql, Map<String, Object> more) throws IOException {
        return body(id, sql, more);
    }

    private static String body(String session, String sql, Map<String, Object> more) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("sql", sql, "sessions", List.of(session)));
        body.putAll(more);
        return MAPPER.writeValueAsString(body);
    }

    private JsonNode ask(String sql) throws Exception {
        return api.expect(200, "POST", "/api/sql", body(sql, Map.of()));
    }

    private JsonNode latestRun() throws Exception {
        return api.get("/api/sql/history?limit=1").at("/rows/0");
    }

    @Test
    void anAnswerHasColumnsRowsAndHowLongItTook() throws Exception {
        JsonNode answer = ask("SELECT status, COUNT(*) AS n, MIN(at) AS since FROM request GROUP BY status ORDER BY status");
        assertEquals("[{\"name\":\"status\",\"type\":\"number\"},{\"name\":\"n\",\"type\":\"number\"},"
                + "{\"name\":\"since\",\"type\":\"time\"}]", answer.get("columns").toString());
        assertEquals(2, answer.get("rows").size());
        assertEquals("[200,1", answer.at("/rows/0").toString().substring(0, 6));
        assertTrue(answer.at("/rows/1/2").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z"),
                answer.toString());
        assertTrue(answer.get("elapsedMillis").isIntegralNumber());
        assertFalse(answer.has("truncated"));
        assertFalse(answer.has("through"));
    }

    @Test
    void aRunningSessionSaysThroughWhenItIsComplete() throws Exception {
        String running = begin();
        String question = body(running, "SELECT COUNT(*) FROM request", Map.of());
        JsonNode answer = api.expect(200, "POST", "/api/sql", question);
        for (int i = 0; i < 200 && answer.at("/rows/0/0").asInt() < 3; i++) {
            Thread.sleep(50);
            answer = api.expect(200, "POST", "/api/sql", question);
        }
        assertEquals(3, answer.at("/rows/0/0").asInt());
        assertTrue(answer.get("through").asText().endsWith("Z"), answer.toString());
    }

    @Test
    void parametersStandForTheirValues() throws Exception {
        String sql = "SELECT path FROM request WHERE status = :least AND path LIKE :path";
        JsonNode answer = api.expect(200, "POST", "/api/sql",
                body(sql, Map.of("parameters", Map.of("least", "503", "path", "/o%"))));
        assertEquals("[[\"/one\"]]", answer.get("rows").toString());
        JsonNode addressed = api.get("/api/sql?sql=" + Guest.encoded(sql) + "&session=" + id + "&p.least=503&p.path=%2Fo%25");
        assertEquals(answer.get("rows"), addressed.get("rows"));
        assertEquals("{\"least\":\"503\",\"path\":\"/o%\"}", latestRun().get("parameters").toString());
    }

    @Test
    void wholeNumbersThatJavaScriptCannotHoldAreTexts() throws Exception {
        JsonNode answer = ask("SELECT 9007199254740992, 9007199254740993, -9007199254740993, 0.5, NULL, TRUE,"
                + " 12345678901234567890123");
        assertEquals("[[9007199254740992,\"9007199254740993\",\"-9007199254740993\",0.5,null,true,"
                + "\"12345678901234567890123\"]]", answer.get("rows").toString());
    }

    @Test
    void noMoreRowsThanAskedForAndItSaysSo() throws Exception {
        JsonNode answer = api.expect(200, "POST", "/api/sql", body("SELECT X FROM SYSTEM_RANGE(1, 10)", Map.of("limit", 4)));
        assertEquals("[[1],[2],[3],[4]]", answer.get("rows").toString());
        assertEquals("rows", answer.get("truncated").asText());
    }

    @Test
    void asCsvNothingIsAFormulaAndNothingHides() throws Exception {
        HttpResponse<byte[]> file = api.bytes("/api/sql?format=csv&session=" + id + "&sql=" + Guest.encoded(
                "SELECT r.path, h.value, -1 AS n, NULL AS none FROM request r JOIN header h ON h.session = r.session AND"
                        + " h.conn = r.conn AND h.req = r.req WHERE h.name = 'user-agent' ORDER BY r.conn"));
        assertEquals(200, file.statusCode(), new String(file.body(), StandardCharsets.UTF_8));
        assertEquals("path,value,n,none\r\n/one,curl/8,-1,\r\n\"'=cmd|'/c calc'!A1\",'-1+\\u{202e}2,-1,\r\n"
                + "\"/three \\x07\",\"a \"\"quoted\"\", one\",-1,\r\n", new String(file.body(), StandardCharsets.UTF_8));
        assertTrue(file.headers().firstValue("Content-Disposition").orElse("").contains("hydroscope-sql.csv"));
    }

    @Test
    void aFileThatIsCutShortSaysSo() throws Exception {
        HttpResponse<byte[]> file = api.bytes("/api/sql?format=csv&limit=2&session=" + id + "&sql="
                + Guest.encoded("SELECT X FROM SYSTEM_RANGE(1, 10)"));
        String text = new String(file.body(), StandardCharsets.UTF_8);
        assertEquals("rows", file.headers().firstValue("X-Hydroscope-Truncated").orElse(""));
        assertTrue(text.startsWith("X\r\n1\r\n2\r\n\"# cut short"), text);
    }

    @Test
    void aLongAnswerIsWhole() throws Exception {
        JsonNode answer = api.expect(200, "POST", "/api/sql",
                body("SELECT X, 'some text to make it long' FROM SYSTEM_RANGE(1, 50000)", Map.of("format", "json")));
        assertEquals(50_000, answer.get("rows").size());
        assertEquals(50_000, answer.at("/rows/49999/0").asInt());
    }

    @Test
    void whatGoesWrongOnTheWayBreaksTheAnswerOff() throws Exception {
        String failing = Guest.encoded("SELECT X, 1 / (X - 60000) FROM SYSTEM_RANGE(1, 100000)");
        for (String format : List.of("csv", "json")) {
            assertThrows(IOException.class, () -> api.bytes("/api/sql?format=" + format + "&session=" + id + "&sql=" + failing));
            JsonNode run = latestRun();
            assertEquals("failed", run.get("outcome").asText(), run.toString());
            assertTrue(run.get("rows").asInt() > 0, run.toString());
        }
    }

    @Test
    void noMoreStatementsWaitThanThereAreSeats() throws Exception {
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        String body = body("SELECT COUNT(*) FROM SYSTEM_RANGE(1, 3000000)", Map.of());
        for (int i = 0; i < StatementRoutes.MOST_AT_ONCE * 3; i++) {
            all.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return status(body);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }, command -> new Thread(command).start()));
        }
        for (CompletableFuture<Integer> one : all) {
            assertTrue(List.of(200, 503).contains(one.get(1, TimeUnit.MINUTES)), one.toString());
        }
        assertEquals(200, status(body), "no seat is lost");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "SELEC 1                                   | refused",
        "SELECT nothing FROM request               | refused",
        "SELECT FILE_READ('/etc/hostname')         | refused",
        "DELETE FROM request                       | refused",
        "SELECT :missing                           | refused",
        "SELECT 1 / 0                              | failed",
    })
    void whatHasNoAnswerSaysWhyAndStandsInTheAudit(String sql, String outcome) throws Exception {
        JsonNode answer = api.expect(422, "POST", "/api/sql", body(sql, Map.of()));
        assertFalse(answer.get("error").asText().isEmpty());
        assertFalse(answer.get("hint").asText().isEmpty());
        JsonNode run = latestRun();
        assertEquals(outcome, run.get("outcome").asText(), run.toString());
        assertEquals(sql, run.get("sql").asText());
        assertEquals(answer.get("error"), run.get("error"));
    }

    @Test
    void numbersBeyondThoseOfJavaScriptAreToldInFull() throws Exception {
        JsonNode value = api.expect(200, "POST", "/api/sql", body("SELECT CAST('1e350' AS DECFLOAT) + 0.5", Map.of()))
                .at("/rows/0/0");
        assertEquals("1" + "0".repeat(350) + ".5", value.asText());
    }

    /** A session that is deleted is in no audit either. */
    @Test
    void theAuditQuotesNothingOfASession() throws Exception {
        String value = api.expect(200, "POST", "/api/sql", body("SELECT MIN(path) FROM request", Map.of()))
                .at("/rows/0/0").asText();
        for (String sql : List.of("SELECT CAST(path AS INT) FROM request WHERE path = (SELECT MIN(path) FROM request)",
                "SELECT CAST('\"' || path || '\" \"' AS INT) FROM request WHERE path = (SELECT MIN(path) FROM request)",
                "SELECT CAST(path || REPEAT('\"', 900) AS INT) FROM request WHERE path = (SELECT MIN(path) FROM request)")) {
            JsonNode answer = api.expect(422, "POST", "/api/sql", body(sql, Map.of()));
            assertTrue(answer.get("error").asText().contains(value), answer.toString());
            JsonNode run = latestRun();
            assertEquals("failed", run.get("outcome").asText());
            assertFalse(run.get("error").asText().contains(value), run.toString());
            assertFalse(run.get("error").asText().isEmpty());
        }
    }

    @Test
    void whatIsWrongIsPointedAt() throws Exception {
        JsonNode position = api.expect(422, "POST", "/api/sql", body("SELECT path, FROM request", Map.of())).get("position");
        assertTrue(position.get("from").asInt() == 13, position.toString());
        assertTrue(position.get("to").asInt() > position.get("from").asInt());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"sql\":\"SELECT 1\"}                                                           | 422",
        "{\"sql\":\"SELECT 1\",\"sessions\":[]}                                           | 422",
        "{\"sql\":\" \",\"sessions\":[\"ID\"]}                                            | 422",
        "{\"sql\":\"SELECT 1\",\"sessions\":[\"0123456789abc\"]}                          | 404",
        "{\"sql\":\"SELECT 1\",\"sessions\":[\"../../etc\"]}                              | 404",
        "{\"sql\":\"SELECT 1\",\"sessions\":[\"ID\"],\"limit\":0}                         | 422",
        "{\"sql\":\"SELECT 1\",\"sessions\":[\"ID\"],\"limit\":1000000}                   | 422",
        "{\"sql\":\"SELECT 1\",\"sessions\":[\"ID\"],\"format\":\"xml\"}                  | 422",
        "{\"sql\":\"SELECT 1\",\"sessions\":[\"ID\"],\"parameters\":{\"a b\":\"1\"}}      | 422",
        "{\"sql\":\"SELECT 1\",\"sessions\":[\"ID\"],\"parameters\":{\"a\":1}}            | 422",
        "{\"sql\":\"SELECT 1\",\"sessions\":[\"ID\"],\"parameters\":[]}                   | 422",
        "{\"sql\":\"SELECT 1\",\"sessions\":[\"ID\"],\"other\":1}                         | 422",
        "[]                                                                               | 400",
    })
    void whatIsAskedIsCheckedFirst(String body, int status) throws Exception {
        JsonNode answer = api.expect(status, "POST", "/api/sql", body.replace("ID", id));
        assertFalse(answer.get("hint").asText().isEmpty());
    }

    @Test
    void tooMuchIsRefusedBeforeItRuns() throws Exception {
        assertEquals(422, status(body("SELECT '" + "x".repeat(66_000) + "'", Map.of())));
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.add(String.format("%013d", i));
        }
        assertEquals(422, status(body("SELECT 1", Map.of("sessions", many))));
        assertEquals(422, status(body("SELECT 1", Map.of("parameters", Map.of("a", "x".repeat(5000))))));
        assertFalse(latestRun().toString().contains("xxxx"));
    }

    private int status(String body) throws Exception {
        return api.send("/api/sql", "application/json", body.getBytes(StandardCharsets.UTF_8)).statusCode();
    }

    @Test
    void theAuditTellsWhoAskedWhatAndWhatBecameOfIt() throws Exception {
        ask("SELECT path FROM request");
        JsonNode run = latestRun();
        assertEquals("token 127.0.0.1", run.get("who").asText());
        assertEquals("SELECT path FROM request", run.get("sql").asText());
        assertEquals("[\"" + id + "\"]", run.get("sessions").toString());
        assertEquals("done", run.get("outcome").asText());
        assertEquals(3, run.get("rows").asInt());
        assertTrue(run.get("millis").isIntegralNumber());
        assertFalse(run.has("error"));
        ask("SELECT 1 -- " + "x".repeat(20_000));
        assertTrue(latestRun().get("sql").asText().endsWith("… (cut: 20012 characters)"), latestRun().toString());
    }

    @Test
    void whoLeavesEndsTheStatement() throws Exception {
        byte[] body = body(ENDLESS, Map.of()).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket("127.0.0.1", api.server.port())) {
            socket.getOutputStream().write(("POST /api/sql HTTP/1.1\r\nHost: 127.0.0.1:" + api.server.port()
                    + "\r\nAuthorization: Bearer " + Api.TOKEN + "\r\nX-Hydroscope: 1\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            for (int i = 0; i < 1000 && !latestRun().path("outcome").asText().equals("running"); i++) {
                Thread.sleep(10);
            }
        }
        for (int i = 0; i < 1000 && latestRun().get("outcome").asText().equals("running"); i++) {
            Thread.sleep(10);
        }
        assertEquals("whoever asked has left", latestRun().get("error").asText());
        assertEquals("stopped", latestRun().get("outcome").asText());
    }

    @Test
    void aDeletedSessionIsGoneFromStatementsAndLeavesNothingInTheAudit() throws Exception {
        String other = begin();
        api.expect(200, "POST", "/api/sql", body(other, "SELECT path FROM request", Map.of()));
        api.sessions.delete(other, false);
        api.expect(404, "POST", "/api/sql", body(other, "SELECT path FROM request", Map.of()));
        JsonNode run = latestRun();
        assertEquals("[\"" + other + "\"]", run.get("sessions").toString());
        assertFalse(run.toString().contains("/one"), run.toString());
    }

    @Test
    void theSchemaDocumentsEveryColumnAndItsExamplesRun() throws Exception {
        JsonNode schema = api.get("/api/sql/schema");
        assertEquals(1000, schema.at("/limits/rows").asInt());
        assertTrue(schema.get("views").size() >= 2);
        for (JsonNode view : schema.get("views")) {
            for (JsonNode column : view.get("columns")) {
                assertFalse(column.get("about").asText().isEmpty(), column.toString());
            }
            assertTrue(view.get("columns").get(0).get("key").asBoolean(), view.toString());
            ask(view.get("example").asText());
        }
    }
}

package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.session.Synthetic;
import dev.hydroscope.web.Server;
import dev.hydroscope.web.ServerOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions and SQL in a terminal, of a folder and through a server. */
class SqlCommandTest {
    private static final String TOKEN = "a-token-for-tests-of-24-characters";
    @TempDir
    private static Path folder;
    private static String first;
    private static String second;

    @BeforeAll
    static void record() throws Exception {
        try (Sessions sessions = Sessions.open(folder)) {
            first = recorded(sessions, "first", "/one");
            second = recorded(sessions, "\u001b[2Jsecond", "/" + "long/".repeat(30));
        }
    }

    private static String recorded(Sessions sessions, String name, String path) throws Exception {
        Synthetic source = new Synthetic();
        String id = Synthetic.begin(sessions, SessionSettings.of(4242, "http", name), source).id();
        source.request(1, path, "agent \u001b]0;x\u0007\u202e", 200);
        source.request(22, path, "curl/8", 503);
        source.end("over");
        for (int i = 0; i < 1000 && sessions.get(id).endedAt().isEmpty(); i++) {
            Thread.sleep(20);
        }
        return id;
    }

    private static Ran ran(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--data", folder.toString()));
        return Ran.of(all.toArray(String[]::new));
    }

    private static void requireTame(String text) {
        assertTrue(text.codePoints().allMatch(c -> c == '\n' || c == '\r' || !Character.isISOControl(c) && Character.getType(c)
                != Character.FORMAT), text);
    }

    @Test
    void sessionsAreListedLatestFirst() throws Exception {
        Ran ran = ran("sessions");
        assertEquals(0, ran.status(), ran.err());
        List<String> lines = ran.out().lines().toList();
        assertEquals(4, lines.size(), ran.out());
        assertTrue(lines.get(0).matches("id +name +state +started +duration +requests +events +lost +size +pinned"), lines.get(0));
        assertTrue(lines.get(2).startsWith(second + "  \\u001b[2Jsecond"), ran.out());
        assertTrue(lines.get(3).startsWith(first + "  first "), ran.out());
        requireTame(ran.out());
        JsonNode json = new ObjectMapper().readTree(ran("sessions", "--json").out());
        assertEquals(first, json.at("/1/id").asText());
        assertEquals(2, json.at("/1/requests").asInt());
        assertEquals("\u001b[2Jsecond", json.at("/0/name").asText());
        Ran csv = ran("sessions", "--csv");
        assertEquals("id,name,state,started_at,duration_nanos,requests,events,lost,crashed,bytes,pinned",
                csv.out().lines().findFirst().orElse(""));
        requireTame(csv.out());
    }

    @Test
    void anAnswerIsATable() {
        Ran ran = ran("sql", "first", "SELECT conn, path, status, NULL AS none FROM request ORDER BY conn");
        assertEquals(0, ran.status(), ran.err());
        assertEquals(String.join("\n", "conn  path  status  none", "----  ----  ------  ----", "   1  /one     200  NULL",
                "  22  /one     503  NULL", ""), ran.out());
        assertTrue(ran.err().matches("2 rows in [\\d,]+ ms\\R"), ran.err());
    }

    @Test
    void theStatementIsOneOfSeveralSessions() {
        Ran ran = ran("sql", first, second, "SELECT session, COUNT(*) AS n FROM request GROUP BY session ORDER BY session");
        assertTrue(ran.out().contains(first + "  2\n" + second + "  2\n"), ran.out() + ran.err());
        Ran all = ran("sql", "--all", "SELECT session, COUNT(*) AS n FROM request GROUP BY session ORDER BY session");
        assertEquals(ran.out(), all.out());
    }

    @Test
    void nothingOfAnAnswerMovesTheTerminal() {
        String sql = "SELECT path, (SELECT CHAR(27) || CHAR(155) || '[2J') AS moving, at FROM request";
        for (String form : List.of("--all", "--csv", "--json")) {
            Ran ran = form.equals("--all") ? ran("sql", form, sql) : ran("sql", "--all", form, sql);
            assertEquals(0, ran.status(), ran.err());
            requireTame(ran.out());
        }
        Ran table = ran("sql", "--all", sql);
        assertTrue(table.out().contains("long/lon…"), table.out());
        String row = table.out().lines().skip(2).findFirst().orElse("");
        assertTrue(row.matches(".* \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}"), table.out());
    }

    @Test
    void scriptsHaveTheAnswersOfTheServer() throws Exception {
        String sql = "SELECT status, path FROM request WHERE path = :path AND status >= :least ORDER BY at";
        Ran csv = ran("sql", "--all", "-P", "path=/one", "-P", "least=500", "--csv", sql);
        assertEquals("status,path\r\n503,/one\r\n", csv.out(), csv.err());
        JsonNode json = new ObjectMapper().readTree(ran("sql", "--all", "-P", "path=/one", "-P", "least=1", "--json", "--limit",
                "1", sql).out());
        assertEquals("[[200,\"/one\"]]", json.get("rows").toString());
        assertEquals("rows", json.get("truncated").asText());
        Ran cut = ran("sql", "--all", "--limit", "1", "SELECT path FROM request");
        assertTrue(cut.err().contains("cut short") && cut.err().contains("--limit"), cut.err());
    }

    @Test
    void savedQueriesAndTheViewsAreListed() {
        Ran queries = ran("sql", "--queries");
        assertEquals(0, queries.status(), queries.err());
        String id = queries.out().lines().skip(2).findFirst().orElseThrow().split(" ")[0];
        Ran one = ran("sql", "--all", "--query", id);
        assertTrue(one.status() == 0 || one.err().contains("hydroscope: "), one.err());
        assertEquals(1, ran("sql", "--all", "--query", "no-such-query").status());
        Ran schema = Ran.of("sql", "--schema");
        assertTrue(schema.out().contains("request: ") && schema.out().contains("  session "), schema.out());
    }

    @Test
    void whatHasNoAnswerIsToldWithAWayOut() {
        for (String[] wrong : List.of(new String[] {"no-such-session", "SELECT 1"},
                new String[] {"first", "SELECT path, FROM request"}, new String[] {"first", "DELETE FROM request"},
                new String[] {"0", "SELECT 1"}, new String[] {"first", "SELECT :missing"})) {
            Ran ran = ran("sql", wrong[0], wrong[1]);
            assertEquals(1, ran.status(), wrong[1]);
            assertEquals(2, ran.err().lines().count(), ran.err());
        }
        assertTrue(ran("sql", "first", "SELECT path, FROM request").err().contains("(at character 14)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sql", "sql SELECT", "sql --all", "sql --all x SELECT", "sql x SELECT --csv --json",
        "sql x SELECT --url http://127.0.0.1:1 --data /x", "sql --all SELECT -P name", "sessions --csv --json"})
    void wrongUsageIsToldAsSuch(String line) {
        assertEquals(2, Ran.of(line.split(" ")).status(), line);
    }

    @Test
    void throughAServerItIsTheSame() throws Exception {
        String sql = "SELECT conn, path, at, 9007199254740993 AS big, 0.5 AS half, NULL AS none, TRUE AS yes FROM request"
                + " ORDER BY conn, path";
        List<Ran> local = List.of(ran("sql", "--all", sql), ran("sql", "--all", "--csv", sql), ran("sessions"));
        try (Sessions sessions = Sessions.open(folder);
                Server server = Server.start(sessions, new ServerOptions("127.0.0.1", 0, TOKEN))) {
            String url = server.url();
            List<Ran> through = List.of(Ran.of("sql", "--url", url, "--all", sql),
                    Ran.of("sql", "--url", url, "--all", "--csv", sql), Ran.of("sessions", "--url", url));
            for (int i = 0; i < local.size(); i++) {
                assertEquals(local.get(i).out(), through.get(i).out(), through.get(i).err());
            }
            Ran wrong = Ran.of("sql", "--url", url, "--all", "SELECT path, FROM request");
            assertEquals(1, wrong.status());
            assertTrue(wrong.err().contains("(at character 14)"), wrong.err());
            assertTrue(Ran.of("sql", "--url", url, "--queries").out().contains("group"));
            Ran held = ran("sql", "--all", "SELECT 1");
            assertEquals(1, held.status());
            assertTrue(held.err().contains("--url"), held.err());
            assertTrue(sessions.statements().runs().latest(10).stream().anyMatch(run -> run.who().equals("cli 127.0.0.1")));
            assertTrue(sessions.statements().runs().latest(100).stream().anyMatch(run -> run.who().startsWith("local ")));
        }
    }
}

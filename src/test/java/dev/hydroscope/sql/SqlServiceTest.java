package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.session.Written;
import dev.hydroscope.sql.SqlException.Kind;
import dev.hydroscope.trace.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements as people write them, through the process that runs them. */
class SqlServiceTest {
    private static final int REQUESTS = 5000;

    @TempDir
    private static Path folder;
    private static Place place;
    private static final SqlService SERVICE = new SqlService();

    @BeforeAll
    static void write() throws Exception {
        Traffic traffic = new Traffic(3, 20, 20_000);
        int[] left = {REQUESTS};
        Written.session(folder, "some requests", Traffic.PROBES, into -> into.addAll(traffic.request()) && --left[0] > 0);
        try (var files = Files.list(folder.resolve("sessions"))) {
            Path file = files.filter(each -> each.toString().endsWith(".mv.db")).findFirst().orElseThrow();
            place = new Place(new SessionHead("a", "some requests", "sealed", "probes", 1, 2, ""), file, false);
        }
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void aStatementIsAnswered() {
        Answer answer = ask("SELECT session, COUNT(*) AS n FROM request GROUP BY session");
        assertEquals(List.of(new Heading("session", Heading.Type.TEXT), new Heading("n", Heading.Type.NUMBER)), answer.columns);
        assertEquals(List.of(List.of("a", (long) REQUESTS)), answer.rows);
        assertEquals("", answer.ending.truncated());
    }

    @Test
    void noMoreRowsThanAreAskedForAndItSaysSo() {
        Answer answer = ask("SELECT conn FROM request", Map.of(), new SqlLimits(10, 1 << 20, 10_000));
        assertEquals(10, answer.rows.size());
        assertEquals("rows", answer.ending.truncated());
    }

    @Test
    void parametersAreTextsThatAreNeverPartOfTheStatement() {
        Answer answer = ask("SELECT COUNT(*) FROM request WHERE conn = :conn OR path = :path",
                Map.of("conn", "3", "path", "' OR 1=1 --"), SqlLimits.USUAL);
        assertTrue((Long) answer.rows.get(0).get(0) > 0 && (Long) answer.rows.get(0).get(0) < REQUESTS, answer.rows.toString());
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() {
        SqlException wrong = assertThrows(SqlException.class, () -> ask("SELECT :x, pth FROM request", Map.of("x", "1"),
                SqlLimits.USUAL));
        assertEquals("there is no column pth", wrong.getMessage());
        assertEquals("did you mean path?", wrong.hint());
        assertEquals(11, wrong.position());
        wrong = assertThrows(SqlException.class, () -> ask("SELECT :x FORM request", Map.of("x", "1"), SqlLimits.USUAL));
        assertEquals(15, wrong.position());
        assertEquals(Kind.REFUSED, wrong.kind());
    }

    @Test
    void whatTakesTooLongIsStoppedAndTheNextOneIsAnswered() {
        SqlException stopped = assertThrows(SqlException.class, () -> ask("SELECT HASH('SHA256', 'x', 2000000000)", Map.of(),
                new SqlLimits(10, 1 << 20, 300)));
        assertEquals(Kind.STOPPED, stopped.kind());
        assertEquals("the statement took more than the 300 ms it may take", stopped.getMessage());
        aStatementIsAnswered();
    }

    @Test
    void whatNeedsTooMuchMemoryIsStoppedAndTheNextOneIsAnswered() {
        SqlException stopped = assertThrows(SqlException.class, () -> ask("SELECT LENGTH(REPEAT('x', 2000000000))"));
        assertEquals("the statement needed more memory than the 320 MB it may have", stopped.getMessage());
        aStatementIsAnswered();
    }

    private record Answer(List<Heading> columns, List<List<Object>> rows, Ending ending) {
    }

    private static Answer ask(String sql) {
        return ask(sql, Map.of(), SqlLimits.USUAL);
    }

    private static Answer ask(String sql, Map<String, String> parameters, SqlLimits limits) {
        List<Heading> headings = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        Ending ending = SERVICE.ask(new Question(sql, parameters, List.of(place), limits), new Sink() {
            @Override
            public void columns(List<Heading> columns) {
                headings.addAll(columns);
            }

            @Override
            public void row(List<Object> values) {
                rows.add(values);
            }
        });
        return new Answer(headings, rows, ending);
    }
}

package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of statements, as it is told. */
class SqlRunsTest {
    @TempDir
    Path folder;

    private static SqlRun run(String sql) {
        return SqlRun.begun("page 127.0.0.1", SqlWish.of(sql, Map.of(), List.of("1m7yjstg0q2e2"), 0, ""));
    }

    /** Thousands of long ones at once would fill the memory of the server. */
    @Test
    void longOnesAreToldAsFarAsThereIsRoom() {
        try (Sessions sessions = Sessions.open(folder)) {
            SqlRuns runs = sessions.statements().runs();
            for (int i = 0; i < 700; i++) {
                runs.begin(run("SELECT " + i + " -- " + "x".repeat(7900)));
            }
            List<SqlRun> told = runs.latest(SqlRuns.MOST);
            assertTrue(told.size() > 400 && told.size() < 600, "told: " + told.size());
            assertTrue(told.get(0).sql().startsWith("SELECT 699 "));
            assertTrue(told.get(told.size() - 1).sql().startsWith("SELECT " + (700 - told.size()) + " "));
        }
    }

    @Test
    void asManyAsAreWantedAndThereAre() {
        try (Sessions sessions = Sessions.open(folder)) {
            SqlRuns runs = sessions.statements().runs();
            assertEquals(List.of(), runs.latest(9));
            for (int i = 0; i < 120; i++) {
                runs.begin(run("SELECT " + i));
            }
            assertEquals(120, runs.latest(SqlRuns.MOST).size());
            assertEquals(List.of("SELECT 119", "SELECT 118"), runs.latest(2).stream().map(SqlRun::sql).toList());
            assertEquals("SELECT 49", runs.latest(71).get(70).sql());
        }
    }
}

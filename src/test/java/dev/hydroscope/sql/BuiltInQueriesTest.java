package dev.hydroscope.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A saved query is a file with a head that says what it is. */
class BuiltInQueriesTest {
    @Test
    void theHeadSaysWhatItIs() {
        SavedQuery query = BuiltInQueries.parse("slow", String.join("\n", "-- title: Slow: paths", "-- group: latency",
                "-- about: What takes long,", "--   and how often.", "-- parameter least = 10: how many",
                "--   requests", "-- parameter since = 2026-01-31T12:00:00Z: from then on", "-- parameter word =: any",
                "SELECT 1 -- not of the head", "WHERE 1 = :least", ""));
        assertEquals(new SavedQuery("slow", "Slow: paths", "latency", "What takes long, and how often.",
                "SELECT 1 -- not of the head\nWHERE 1 = :least", List.of(
                        new SavedQuery.Parameter("least", "10", "how many requests"),
                        new SavedQuery.Parameter("since", "2026-01-31T12:00:00Z", "from then on"),
                        new SavedQuery.Parameter("word", "", "any")), false), query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "-- title: x\n-- group: y\nSELECT 1", "-- title: x\n-- group: y\n-- about: z\n",
            "-- title: x\n-- title: x\n-- group: y\n-- about: z\nSELECT 1", "-- titel: x\n-- group: y\n-- about: z\nSELECT 1",
            "--   more\n-- title: x\n-- group: y\n-- about: z\nSELECT 1",
            "-- title: x\n-- group: y\n-- about: z\n-- parameter 1 = 2: x\nSELECT 1"})
    void aHeadThatCannotBeReadIsNoQuery(String text) {
        IllegalStateException wrong = assertThrows(IllegalStateException.class, () -> BuiltInQueries.parse("mine", text));
        assertTrue(wrong.getMessage().startsWith("db/queries/mine.sql: "), wrong.getMessage());
    }

    @Test
    void everyFileIsRead() throws IOException {
        long files = 0;
        if (Files.isDirectory(Path.of("db/queries"))) {
            try (var all = Files.list(Path.of("db/queries"))) {
                files = all.filter(file -> file.toString().endsWith(".sql")).count();
            }
        }
        List<SavedQuery> all = BuiltInQueries.all();
        assertEquals(files, all.size());
        assertEquals(files, all.stream().map(SavedQuery::title).distinct().count(), "a title stands twice");
    }
}

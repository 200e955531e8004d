package dev.hydroscope.sql;

import dev.hydroscope.store.SessionFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;

/** The rows of a statement over the views, however many they are, as they come: for benchmarks that take them elsewhere. */
public final class AllRows {
    private AllRows() {
    }

    /** Takes all of them. */
    public interface Taker {
        void take(ResultSet rows) throws Exception;
    }

    public static void of(Path file, String sql, Taker taker) throws Exception {
        try (SessionFile opened = SessionFile.open(file)) {
            SessionHead head = new SessionHead("s", "s", "sealed", "probes", 1, 2, "");
            try (Sandbox sandbox = new Sandbox(List.of(new Opened(head, opened.reader())));
                    Connection reader = sandbox.reader(); Statement statement = reader.createStatement()) {
                statement.execute("SET LAZY_QUERY_EXECUTION 1");
                try (ResultSet rows = statement.executeQuery(sql)) {
                    taker.take(rows);
                }
            }
        }
    }
}

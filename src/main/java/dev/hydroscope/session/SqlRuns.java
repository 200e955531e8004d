package dev.hydroscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The audit of statements: each is there before it runs. The latest are kept. */
public final class SqlRuns {
    /** Older ones go. */
    static final int MOST = 2000;
    /** Of what they say, told at once: long ones would fill the memory. */
    static final int MOST_CHARS = 4 << 20;
    private static final int PIECE = 50;
    private static final String INTERRUPTED = "Hydroscope ended before it did";

    private final Catalogue catalogue;

    SqlRuns(Catalogue catalogue) {
        this.catalogue = catalogue;
        catalogue.attempt(at -> {
            try (Statement statement = at.createStatement()) {
                return statement.executeUpdate("UPDATE sql_run SET outcome = 'STOPPED', error = '" + INTERRUPTED
                        + "' WHERE outcome = 'RUNNING'");
            }
        });
    }

    /** @return by what number it is ended */
    long begin(SqlRun run) {
        return catalogue.attempt(at -> {
            try (PreparedStatement insert = at.prepareStatement("INSERT INTO sql_run (at_nanos, who, statement, parameters,"
                    + " sessions, millis, row_count, outcome, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", new String[] {"ID"});
                    PreparedStatement bound = at.prepareStatement("DELETE FROM sql_run WHERE id <= ?")) {
                insert.setLong(1, Nanos.of(run.at()));
                insert.setString(2, run.who());
                insert.setString(3, run.sql());
                insert.setString(4, Json.text(run.parameters()));
                insert.setString(5, String.join(",", run.sessions()));
                insert.setLong(6, run.millis());
                insert.setLong(7, run.rows());
                insert.setString(8, run.outcome().name());
                insert.setString(9, run.error());
                insert.executeUpdate();
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    keys.next();
                    bound.setLong(1, keys.getLong(1) - MOST);
                    bound.executeUpdate();
                    return keys.getLong(1);
                }
            }
        });
    }

    void end(long id, SqlRun run) {
        catalogue.attempt(at -> {
            try (PreparedStatement change = at.prepareStatement("UPDATE sql_run SET millis = ?, row_count = ?, outcome = ?,"
                    + " error = ? WHERE id = ?")) {
                change.setLong(1, run.millis());
                change.setLong(2, run.rows());
                change.setString(3, run.outcome().name());
                change.setString(4, run.error());
                change.setLong(5, id);
                return change.executeUpdate();
            }
        });
    }

    /** Latest first, fewer where they are long. */
    public List<SqlRun> latest(int most) {
        return catalogue.attempt(at -> {
            try (PreparedStatement select = at.prepareStatement("SELECT at_nanos, who, statement, parameters, sessions, millis,"
                    + " row_count, outcome, error, id FROM sql_run WHERE id < ? ORDER BY id DESC FETCH FIRST ? ROWS ONLY")) {
                List<SqlRun> runs = new ArrayList<>();
                long before = Long.MAX_VALUE;
                for (long chars = 0; before > 0 && chars < MOST_CHARS && runs.size() < most;) {
                    select.setLong(1, before);
                    select.setInt(2, Math.min(PIECE, most - runs.size()));
                    before = 0;
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            before = row.getLong(10);
                            chars += row.getString(3).length() + row.getString(4).length();
                            runs.add(run(row));
                        }
                    }
                }
                return runs;
            }
        });
    }

    private static SqlRun run(ResultSet row) throws SQLException {
        Map<String, String> parameters = new LinkedHashMap<>();
        JsonNode json = Json.read(row.getString(4).getBytes(StandardCharsets.UTF_8));
        json.fieldNames().forEachRemaining(name -> parameters.put(name, json.get(name).asText()));
        String sessions = row.getString(5);
        return new SqlRun(Nanos.instant(row.getLong(1)), row.getString(2), row.getString(3), parameters,
                sessions.isEmpty() ? List.of() : List.of(sessions.split(",")), row.getLong(6), row.getLong(7),
                SqlRun.Outcome.valueOf(row.getString(8)), row.getString(9));
    }
}

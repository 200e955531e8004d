package dev.hydroscope.bench;

import dev.hydroscope.sql.AllRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Another database with a session's requests and headers in two plain tables, as one would load them from our views. */
abstract class Rival {
    static final String REQUESTS = "SELECT conn, req, DATEDIFF(MICROSECOND, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00', at)"
            + " AS at_micros, protocol, path, status, duration_nanos FROM request";
    static final String HEADERS = "SELECT conn, req, direction, position, name, value FROM header";
    private static final String TABLES = "CREATE TABLE request (conn BIGINT, req BIGINT, at_micros BIGINT, protocol VARCHAR,"
            + " path VARCHAR, status INTEGER, duration_nanos BIGINT);"
            + "CREATE TABLE header (conn BIGINT, req BIGINT, direction VARCHAR, position INTEGER, name VARCHAR, value VARCHAR)";
    private static final String COUNTS = "SELECT at_micros / 60000000 AS minute, status, COUNT(*) FROM request"
            + " GROUP BY 1, 2 ORDER BY 1, 2";
    private static final String AGENTS = "SELECT value, COUNT(*) FROM header WHERE direction = 'request' AND name = 'user-agent'"
            + " GROUP BY value ORDER BY 2 DESC, 1 LIMIT 20";

    final Path file;

    Rival(Path file) {
        this.file = file;
    }

    abstract String url();

    /** Of the tables, there with nothing in them, from the rows of our views. */
    abstract void load(Connection connection, Path session) throws Exception;

    abstract String percentiles();

    /** By the name of the question. */
    String sql(SqlQuestion question, long conn) {
        return switch (question) {
            case COUNTS -> COUNTS.replace(" / ", division());
            case PERCENTILES -> percentiles();
            case AGENTS -> AGENTS;
            case CONNECTION -> "SELECT req, direction, position, name, value FROM header WHERE conn = " + conn
                    + " ORDER BY req, position";
        };
    }

    String division() {
        return " / ";
    }

    /** Whether it means by the question what we do, to the last digit. */
    boolean agrees(SqlQuestion question) {
        return true;
    }

    void load(Path session) throws Exception {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            for (String table : TABLES.split(";")) {
                statement.execute(table);
            }
            load(connection, session);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url() + file);
    }

    long bytes() throws Exception {
        return Files.size(file);
    }

    static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>(columns);
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** Takes its rows fastest from a file. */
    static final class DuckDb extends Rival {
        DuckDb(Path folder) {
            super(folder.resolve("rows.duckdb"));
        }

        @Override
        String url() {
            return "jdbc:duckdb:";
        }

        @Override
        String division() {
            return " // ";
        }

        /** Of two neighbours in the order its percentile may be the other one. */
        @Override
        boolean agrees(SqlQuestion question) {
            return question != SqlQuestion.PERCENTILES;
        }

        @Override
        String percentiles() {
            return "SELECT split_part(path, '?', 1) AS of, COUNT(*), quantile_disc(duration_nanos, 0.5),"
                    + " quantile_disc(duration_nanos, 0.99) AS p99 FROM request GROUP BY 1 ORDER BY p99 DESC, 1 LIMIT 20";
        }

        @Override
        void load(Connection connection, Path session) throws Exception {
            copy(connection, session, "request", REQUESTS);
            copy(connection, session, "header", HEADERS);
        }

        private void copy(Connection connection, Path session, String table, String sql) throws Exception {
            Path rows = file.resolveSibling(table + ".csv");
            AllRows.of(session, sql, result -> CsvRows.write(result, rows));
            try (Statement statement = connection.createStatement()) {
                statement.execute("COPY " + table + " FROM '" + rows + "' (FORMAT csv, HEADER false, QUOTE '\"', ESCAPE '\"')");
            }
            Files.delete(rows);
        }
    }

    /** With an index on what it is asked for by; its rows are put in one transaction that is not made safe. */
    static final class Sqlite extends Rival {
        private static final int BATCH = 10_000;

        Sqlite(Path folder) {
            super(folder.resolve("rows.sqlite"));
        }

        @Override
        String url() {
            return "jdbc:sqlite:";
        }

        @Override
        String percentiles() {
            return "WITH timed AS (SELECT substr(path, 1, instr(path || '?', '?') - 1) AS of, duration_nanos FROM request"
                    + " WHERE duration_nanos IS NOT NULL), placed AS (SELECT of, duration_nanos, ROW_NUMBER() OVER (PARTITION BY of"
                    + " ORDER BY duration_nanos) AS place, COUNT(*) OVER (PARTITION BY of) AS n FROM timed)"
                    + " SELECT of, n, MIN(CASE WHEN 100 * place >= 50 * (n - 1) + 50 THEN duration_nanos END),"
                    + " MIN(CASE WHEN 100 * place >= 99 * (n - 1) + 50 THEN duration_nanos END) AS p99 FROM placed GROUP BY of"
                    + " ORDER BY p99 DESC, of LIMIT 20";
        }

        @Override
        void load(Connection connection, Path session) throws Exception {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = OFF");
                statement.execute("PRAGMA synchronous = OFF");
                connection.setAutoCommit(false);
                insert(connection, session, "INSERT INTO request VALUES (?, ?, ?, ?, ?, ?, ?)", REQUESTS, 7);
                insert(connection, session, "INSERT INTO header VALUES (?, ?, ?, ?, ?, ?)", HEADERS, 6);
                statement.execute("CREATE INDEX header_of ON header (conn, req)");
                connection.commit();
            }
        }

        private static void insert(Connection connection, Path session, String into, String sql, int columns) throws Exception {
            try (PreparedStatement insert = connection.prepareStatement(into)) {
                AllRows.of(session, sql, result -> {
                    for (long row = 1; result.next(); row++) {
                        for (int i = 1; i <= columns; i++) {
                            insert.setObject(i, result.getObject(i));
                        }
                        insert.addBatch();
                        if (row % BATCH == 0) {
                            insert.executeBatch();
                        }
                    }
                    insert.executeBatch();
                });
            }
        }
    }
}

package dev.hydroscope.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings a database up to the newest schema: db/migration/SET/001.sql, 002.sql …, each once and in order. */
public final class Migrations {
    private Migrations() {
    }

    /**
     * Runs what is missing, each file in a transaction of its own with its number.
     *
     * @return the version that it found
     */
    public static int apply(Connection connection, String set) throws SQLException {
        return apply(connection, set, Integer.MAX_VALUE);
    }

    /** Likewise, up to a version. */
    static int apply(Connection connection, String set, int last) throws SQLException {
        int done = version(connection);
        for (int next = done + 1; next <= last; next++) {
            String script = script(set, next);
            if (script.isEmpty()) {
                break;
            }
            run(connection, script, next);
        }
        return done;
    }

    /** The newest version that is known here. */
    public static int newest(String set) {
        int newest = 0;
        while (Migrations.class.getResource(name(set, newest + 1)) != null) {
            newest++;
        }
        return newest;
    }

    private static String name(String set, int version) {
        return String.format("/db/migration/%s/%03d.sql", set, version);
    }

    /** Of a database that may be read-only. */
    static boolean behind(Connection connection, String set) throws SQLException {
        return !script(set, at(connection) + 1).isEmpty();
    }

    /** The version of a database that has one. */
    public static int at(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT MAX(version) FROM schema_version")) {
            result.next();
            return result.getInt(1);
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS schema_version (version INT PRIMARY KEY)");
            try (ResultSet result = statement.executeQuery("SELECT COALESCE(MAX(version), 0) FROM schema_version")) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    private static void run(Connection connection, String script, int version) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement mark = connection.prepareStatement("INSERT INTO schema_version VALUES (?)")) {
            statement.execute(script);
            mark.setInt(1, version);
            mark.execute();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            // on the disk before anything relies on it: else a disk that is full a moment later leaves an empty database
            statement.execute("CHECKPOINT SYNC");
        }
    }

    private static String script(String set, int version) throws SQLException {
        String name = name(set, version);
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SQLException("cannot read " + name, e);
        }
    }
}

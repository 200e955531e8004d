package dev.hydroscope.session;

import dev.hydroscope.store.Embedded;
import dev.hydroscope.store.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;

/** The database beside the sessions: their list, links and notes. What a method has returned from is on the disk. */
final class Catalogue implements AutoCloseable {
    private static final String SCHEMA = "catalogue";

    private final Path file;
    private final JdbcDataSource source;
    private Connection connection;

    /** What is done with a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private Catalogue(Path file, JdbcDataSource source, Connection connection) {
        this.file = file;
        this.source = source;
        this.connection = connection;
    }

    static Catalogue open(Path file) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(Embedded.url(file.toString(), ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"));
        try {
            Connection connection = source.getConnection();
            int found = Migrations.apply(connection, SCHEMA);
            if (found > Migrations.newest(SCHEMA)) {
                connection.close();
                throw new Problem(Problem.Kind.UNAVAILABLE, "a newer Hydroscope wrote the list of sessions: its schema is " + found
                        + ", and this one knows those up to " + Migrations.newest(SCHEMA),
                        "run that Hydroscope, or give this one its own folder with --data DIR");
            }
            Path whole = Path.of(file + ".mv.db");
            DataFolder.ownerOnly(whole);
            return new Catalogue(whole, source, connection);
        } catch (SQLException e) {
            throw unopened(e);
        }
    }

    /** A full disk breaks the database for good; once there is room again, a new connection opens it. */
    synchronized <T> T attempt(Work<T> work) {
        try {
            return work.with(connection);
        } catch (SQLException first) {
            letGo();
        }
        try {
            connection = source.getConnection();
            return work.with(connection);
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /**
     * Writes the file anew with what it holds now: of rows that were changed or removed nothing is in it any more. Throws
     * where that could not be done.
     */
    synchronized void compact() {
        Object before = identity();
        try (var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN COMPACT");
        } catch (SQLException e) {
            letGo();
        }
        try {
            connection = source.getConnection();
        } catch (SQLException e) {
            throw broken(e);
        }
        DataFolder.ownerOnly(file);
        if (identity().equals(before)) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "the list of sessions still holds on the disk what was taken out of it",
                    "see that the data folder's disk has room: it is tried again every few seconds");
        }
    }

    /** Another one once the file was written anew. */
    private Object identity() {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "the list of sessions cannot be read: " + DataFolder.reason(e),
                    "see that the data folder's disk works", e);
        }
    }

    /** Of a database that is broken and may not know it. What was committed is on the disk. */
    private void letGo() {
        shutDown(connection);
        try (Connection last = source.getConnection()) {
            shutDown(last);
        } catch (SQLException closed) {
            // as it should be
        }
    }

    private static void shutDown(Connection last) {
        try (var statement = last.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException closed) {
            // as it should be
        }
    }

    @Override
    public synchronized void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            letGo();
        }
    }

    private static Problem unopened(SQLException e) {
        return new Problem(Problem.Kind.UNAVAILABLE, "the list of sessions cannot be opened: " + reason(e),
                "see that the data folder's disk has room and is not read-only; where the list is damaged, put back a copy,"
                        + " or move it away: a new one is begun, and the files of the sessions stay", e);
    }

    private static Problem broken(SQLException e) {
        return new Problem(Problem.Kind.UNAVAILABLE, "the list of sessions cannot be read or written: " + reason(e),
                "see that the data folder's disk has room and is not read-only", e);
    }

    private static String reason(SQLException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return Optional.ofNullable(deepest.getMessage()).orElse(e.getMessage());
    }
}

package dev.hydroscope.session;

import dev.hydroscope.format.Caveats;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;

/** The database that lists the sessions. What a method has returned from is on the disk. */
final class SessionCatalogue implements AutoCloseable {
    private static final String TABLE = """
            create table if not exists session (
                id varchar(16) primary key,
                name varchar(200) not null,
                note varchar not null,
                pinned boolean not null,
                state varchar(10) not null,
                origin varchar not null,
                started_nanos bigint not null,
                ended_nanos bigint,
                counts varchar not null,
                bytes bigint not null)""";
    /** Lists of older versions lack it. */
    private static final String CAVEATS = "alter table session add column if not exists caveats varchar";
    private static final String COLUMNS =
            "id, name, note, pinned, state, origin, started_nanos, ended_nanos, counts, bytes, caveats";

    private final JdbcDataSource source;
    private Connection connection;

    /** What is done with a connection. */
    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private SessionCatalogue(JdbcDataSource source, Connection connection) {
        this.source = source;
        this.connection = connection;
    }

    static SessionCatalogue open(Path file) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0");
        try {
            Connection connection = source.getConnection();
            try (var statement = connection.createStatement()) {
                statement.execute(TABLE);
                statement.execute(CAVEATS);
            }
            DataFolder.ownerOnly(Path.of(file + ".mv.db"));
            return new SessionCatalogue(source, connection);
        } catch (SQLException e) {
            throw unopened(e);
        }
    }

    /** New or changed. */
    void put(SessionInfo info) {
        String sql = "merge into session (" + COLUMNS + ") key (id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        attempt(at -> {
            try (PreparedStatement statement = at.prepareStatement(sql)) {
                write(info, statement);
                return statement.executeUpdate();
            }
        });
    }

    /** Oldest first. */
    List<SessionInfo> all() {
        return attempt(at -> {
            try (PreparedStatement statement = at.prepareStatement("select " + COLUMNS + " from session order by id");
                    ResultSet rows = statement.executeQuery()) {
                List<SessionInfo> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(read(rows));
                }
                return all;
            }
        });
    }

    void remove(String id) {
        attempt(at -> {
            try (PreparedStatement statement = at.prepareStatement("delete from session where id = ?")) {
                statement.setString(1, id);
                return statement.executeUpdate();
            }
        });
    }

    /** A full disk breaks the database for good; once there is room again, a new connection opens it. */
    private synchronized <T> T attempt(Work<T> work) {
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

    private static void write(SessionInfo info, PreparedStatement statement) throws SQLException {
        statement.setString(1, info.id());
        statement.setString(2, info.name());
        statement.setString(3, info.note());
        statement.setBoolean(4, info.pinned());
        statement.setString(5, info.state().name());
        statement.setString(6, Json.text(info.origin()));
        statement.setLong(7, Nanos.of(info.startedAt()));
        statement.setObject(8, info.endedAt().map(Nanos::of).orElse(null));
        statement.setString(9, Json.text(info.counts()));
        statement.setLong(10, info.bytes());
        statement.setString(11, Json.text(info.caveats()));
    }

    private static SessionInfo read(ResultSet row) throws SQLException {
        return new SessionInfo(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4),
                SessionInfo.State.valueOf(row.getString(5)), Json.value(row.getString(6), SessionInfo.Origin.class),
                Nanos.instant(row.getLong(7)), Optional.ofNullable(row.getObject(8, Long.class)).map(Nanos::instant),
                Json.value(row.getString(9), Counts.class), row.getLong(10),
                Optional.ofNullable(row.getString(11)).map(text -> Json.value(text, Caveats.class)).orElse(Caveats.NONE));
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

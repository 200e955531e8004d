package dev.hydroscope.bench;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.trace.Event;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What one writes first: a row an event, its arguments as JSON, an index by connection and one by probe. */
final class NaiveStore implements AutoCloseable {
    private static final int BATCH = 1000;
    private static final int COMMIT = 10;

    private final Connection connection;
    private final PreparedStatement insert;
    private int inBatch;
    private int batches;

    NaiveStore(Path file) throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:file:" + file + ";DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=16384");
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE event (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at BIGINT,"
                    + " conn BIGINT, req BIGINT, probe VARCHAR, detail VARCHAR)");
            statement.execute("CREATE INDEX event_conn ON event (conn, req)");
            statement.execute("CREATE INDEX event_probe ON event (probe, at)");
        }
        insert = connection.prepareStatement("INSERT INTO event (at, conn, req, probe, detail) VALUES (?, ?, ?, ?, ?)");
    }

    void write(List<Event> events) throws SQLException {
        for (Event event : events) {
            insert.setLong(1, event.atNanos());
            insert.setLong(2, event.number(0));
            insert.setLong(3, event.number(1));
            insert.setString(4, event.probe().key());
            insert.setString(5, json(event));
            insert.addBatch();
            if (++inBatch == BATCH) {
                flush();
            }
        }
    }

    private void flush() throws SQLException {
        insert.executeBatch();
        inBatch = 0;
        if (++batches % COMMIT == 0) {
            connection.commit();
        }
    }

    private static String json(Event event) {
        StringBuilder json = new StringBuilder("{");
        List<Argument> arguments = event.probe().arguments();
        for (int i = 0; i < arguments.size(); i++) {
            json.append(i == 0 ? "\"" : ",\"").append(arguments.get(i).name()).append("\":");
            if (arguments.get(i).kind().number()) {
                json.append(event.number(i));
            } else {
                json.append('"').append(event.text(i).replace("\"", "\\\"")).append('"');
            }
        }
        return json.append('}').toString();
    }

    @Override
    public void close() throws SQLException {
        insert.executeBatch();
        connection.commit();
        connection.createStatement().execute("SHUTDOWN");
    }
}

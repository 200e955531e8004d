package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Counts the events of a file once more, and notes how far its requests reach, that was written when nobody did. */
final class EventDerivation {
    private static final int ROWS = 500;
    private static final String EVENTS = "SELECT id, data, COALESCE((SELECT version FROM connection c WHERE c.id = e.id / "
            + (1L << EventTable.CHUNK_BITS) + "), 0) FROM event e WHERE id > ? ORDER BY id LIMIT " + ROWS;
    private static final String REQUESTS = "SELECT * FROM request WHERE id > ? ORDER BY id LIMIT " + ROWS;

    private final Connection connection;
    private final Names names;
    private final Probes probes;
    private final EventTally tally;

    EventDerivation(Connection connection, Names names, Probes probes) throws SQLException {
        this.connection = connection;
        this.names = names;
        this.probes = probes;
        this.tally = new EventTally(connection);
    }

    void run() throws SQLException {
        each(EVENTS, row -> {
            int version = row.getInt(3);
            for (EventRow event : ChunkReader.read(probes, row.getBytes(2))) {
                tally.add(event.event().atNanos(), version, 1);
            }
        });
        ReachTable reach = new ReachTable(connection);
        each(REQUESTS, result -> {
            RequestRow row = RequestTable.row(result, names, false);
            HeaderCursor cursor = row.cursor();
            while (cursor.next()) {
                tally.add(cursor.atNanos(), row.httpVersion(), 1);
            }
            reach.until(Block.number(row.ordinal()), row.lastsUntilNanos());
        });
    }

    private interface Step {
        void take(ResultSet row) throws SQLException;
    }

    /** Some at a time: all at once would not fit. */
    private void each(String some, Step step) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(some)) {
            long last = -1;
            int found = ROWS;
            while (found == ROWS) {
                found = 0;
                select.setLong(1, last);
                try (ResultSet result = select.executeQuery()) {
                    for (; result.next(); found++) {
                        last = result.getLong(1);
                        step.take(result);
                    }
                }
                tally.flush();
                connection.commit();
            }
        }
    }
}

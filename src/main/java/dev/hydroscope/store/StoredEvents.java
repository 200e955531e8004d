package dev.hydroscope.store;

import dev.hydroscope.trace.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A connection's events in the order in which they came, from their rows. */
final class StoredEvents {
    private final Connection connection;
    private final Probes probes;
    private final long first;
    private final long end;

    /** Takes an event; says whether to go on. */
    interface Taker {
        boolean take(Event event);
    }

    StoredEvents(Connection connection, Probes probes, long of) {
        this.connection = connection;
        this.probes = probes;
        this.first = EventTable.firstChunk(of);
        this.end = EventTable.firstChunk(of + 1);
    }

    long count() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT SUM(events) FROM event WHERE id >= ? AND id < ?")) {
            select.setLong(1, first);
            select.setLong(2, end);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** The latest time in its newest rows, or in all of them; otherwise where there is none. */
    long latestNanos(boolean ordered, long otherwise) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT last_at FROM event WHERE id >= ? AND id < ?"
                + (ordered ? " ORDER BY id DESC LIMIT 4" : ""))) {
            select.setLong(1, first);
            select.setLong(2, end);
            long latest = otherwise;
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    latest = Math.max(latest, result.getLong(1));
                }
            }
            return latest;
        }
    }

    /** The last of its rows, at most so many. */
    void eachOfLast(int rows, Taker taker) throws SQLException {
        long from = first;
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id FROM event WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1")) {
            select.setLong(1, first);
            select.setLong(2, end);
            try (ResultSet result = select.executeQuery()) {
                from = result.next() ? Math.max(first, result.getLong(1) - rows + 1) : from;
            }
        }
        each(from, taker);
    }

    void each(Taker taker) throws SQLException {
        each(first, taker);
    }

    private void each(long from, Taker taker) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT data FROM event WHERE id >= ? AND id < ? ORDER BY id LIMIT " + PAGE)) {
            select.setLong(2, end);
            int found = PAGE;
            for (long at = from; found == PAGE; at += PAGE) {
                select.setLong(1, at);
                found = 0;
                try (ResultSet result = select.executeQuery()) {
                    for (; result.next(); found++) {
                        for (EventRow row : ChunkReader.read(probes, result.getBytes(1))) {
                            if (!taker.take(row.event())) {
                                return;
                            }
                        }
                    }
                }
            }
        }
    }

    private static final int PAGE = 256;
}

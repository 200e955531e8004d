package dev.hydroscope.store;

import dev.hydroscope.trace.Changes.Run;
import dev.hydroscope.trace.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Derives once more from the events of a file what the writer derives as it writes them: connection by connection, their
 * requests judged when the events have come as far as their ends.
 */
final class Derivation {
    /** Files of an older one hold nothing of it. */
    static final int SCHEMA = 2;
    private static final int HTTP3 = 0x300;
    private static final int CHUNKS = 32;
    private static final int COMMIT_EVENTS = 20_000;

    private final Connection connection;
    private final Tables tables;
    private final Probes probes;
    private final List<Loss> losses;
    private int uncommitted;

    Derivation(Connection connection, Tables tables, Probes probes) throws SQLException {
        this.connection = connection;
        this.tables = tables;
        this.probes = probes;
        this.losses = LossTable.read(connection);
    }

    void run() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                ConnectionTable.SELECT + "WHERE id > 0 AND version IN (0, " + HTTP3 + ") ORDER BY id")) {
            for (ConnectionRow row : ConnectionTable.rows(select)) {
                derive(row);
            }
        }
        tables.commit(true);
    }

    private void derive(ConnectionRow row) throws SQLException {
        var again = dev.hydroscope.trace.Connection.again(row.ordinal(), row.beforeCapture());
        List<long[]> requests = requests(row);
        int judged = 0;
        int lost = 0;
        long chunk = EventTable.firstChunk(row.ordinal());
        for (List<Event> events = events(chunk); !events.isEmpty(); events = events(chunk)) {
            tables.derive(new Run(again, events), chunk == EventTable.firstChunk(row.ordinal()));
            long now = events.get(events.size() - 1).atNanos();
            for (; lost < losses.size() && losses.get(lost).fromNanos() <= now; lost++) {
                if (losses.get(lost).toNanos() >= row.atNanos()) {
                    tables.missing(losses.get(lost));
                }
            }
            for (; judged < requests.size() && requests.get(judged)[1] <= now; judged++) {
                tables.judge(requests.get(judged)[0]);
            }
            commit(events.size());
            chunk += CHUNKS;
        }
        for (; judged < requests.size(); judged++) {
            tables.judge(requests.get(judged)[0]);
        }
    }

    private void commit(int events) throws SQLException {
        uncommitted += events;
        if (uncommitted >= COMMIT_EVENTS) {
            tables.commit(false);
            uncommitted = 0;
        }
    }

    private List<Event> events(long chunk) throws SQLException {
        List<Event> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT data FROM event WHERE id >= ? AND id < ? ORDER BY id")) {
            select.setLong(1, chunk);
            select.setLong(2, Math.min(chunk + CHUNKS, EventTable.firstChunk(EventTable.connection(chunk) + 1)));
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    ChunkReader.read(probes, result.getBytes(1)).forEach(row -> events.add(row.event()));
                }
            }
        }
        return events;
    }

    /** Ordinal and end of each, by their ends; those that are not finished come last. */
    private List<long[]> requests(ConnectionRow row) throws SQLException {
        List<long[]> requests = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id, CASE WHEN finished THEN ended ELSE "
                + Long.MAX_VALUE + " END AS until FROM request WHERE conn = ? AND connection = ? ORDER BY until, id")) {
            select.setLong(1, row.conn());
            select.setLong(2, row.ordinal());
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    requests.add(new long[] {result.getLong(1), result.getLong(2)});
                }
            }
        }
        return requests;
    }
}

package dev.hydroscope.store;

import dev.hydroscope.trace.Changes.Run;
import dev.hydroscope.trace.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of packed events. The last row of a connection grows until it is full, so that a slow connection does not
 * become a row an event; a few thousand such rows are held open, the others are left as they are.
 */
final class EventTable {
    private static final int OPEN = 4096;
    static final int CHUNK_BITS = 26;
    private static final int BATCH = 1000;

    private final Probes probes;
    private final Journal journal;
    private final PreparedStatement insert;
    private final PreparedStatement merge;
    private final PreparedStatement lastOf;
    private final Map<Long, ChunkPacker> open = new LinkedHashMap<>(64, 0.75f, true);
    private final List<ChunkPacker> fresh = new ArrayList<>();
    private final List<ChunkPacker> grown = new ArrayList<>();
    private long nextConnection;

    EventTable(Connection connection, Probes probes) throws SQLException {
        this.probes = probes;
        this.journal = new Journal(connection);
        String values = "INTO event (id, first_at, last_at, least_req, most_req, events, data)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)";
        this.insert = connection.prepareStatement("INSERT " + values);
        this.merge = connection.prepareStatement("MERGE " + values);
        this.lastOf = connection.prepareStatement("SELECT MAX(id) FROM event WHERE id BETWEEN ? AND ?");
        try (PreparedStatement last = connection.prepareStatement("SELECT COALESCE(MAX(id), -1) FROM event");
                ResultSet result = last.executeQuery()) {
            result.next();
            nextConnection = (result.getLong(1) >> CHUNK_BITS) + 1;
        }
    }

    static long firstChunk(long connection) {
        return connection << CHUNK_BITS;
    }

    static long connection(long chunk) {
        return chunk >> CHUNK_BITS;
    }

    /** Of a connection, its headers apart; 0 where it has none. */
    static long lastAt(Connection connection, long ordinal) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT last_at FROM event WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1")) {
            select.setLong(1, firstChunk(ordinal));
            select.setLong(2, firstChunk(ordinal + 1) - 1);
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        }
    }

    void put(Run run) throws SQLException {
        long connection = run.connection().ordinal();
        ChunkPacker chunk = open.get(connection);
        if (chunk == null) {
            chunk = open(connection, next(connection));
        }
        for (Event event : run.events()) {
            if (chunk.full()) {
                chunk = open(connection, chunk.id + 1);
            }
            Probes.Entry entry = probes.entry(event.probe());
            journal.add(chunk.id, chunk.count, entry.code(), event.atNanos());
            chunk.add(entry, event);
            if (!chunk.queued) {
                chunk.queued = true;
                grown.add(chunk);
            }
        }
    }

    private ChunkPacker open(long connection, long id) throws SQLException {
        ChunkPacker chunk = new ChunkPacker(id);
        if (fresh.size() + grown.size() >= BATCH) {
            flush();
        }
        chunk.queued = true;
        fresh.add(chunk);
        open.put(connection, chunk);
        return chunk;
    }

    private long next(long connection) throws SQLException {
        if (connection >= nextConnection) {
            nextConnection = connection + 1;
            return firstChunk(connection);
        }
        lastOf.setLong(1, firstChunk(connection));
        lastOf.setLong(2, firstChunk(connection + 1) - 1);
        try (ResultSet result = lastOf.executeQuery()) {
            result.next();
            long last = result.getLong(1);
            return result.wasNull() ? firstChunk(connection) : last + 1;
        }
    }

    void flush() throws SQLException {
        write(insert, fresh);
        write(merge, grown);
        journal.flush();
        var eldest = open.entrySet().iterator();
        for (int over = open.size() - OPEN; over > 0; over--) {
            eldest.next();
            eldest.remove();
        }
    }

    private static void write(PreparedStatement statement, List<ChunkPacker> chunks) throws SQLException {
        if (chunks.isEmpty()) {
            return;
        }
        for (ChunkPacker chunk : chunks) {
            statement.setLong(1, chunk.id);
            statement.setLong(2, chunk.firstAt);
            statement.setLong(3, chunk.lastAt);
            statement.setLong(4, chunk.leastReq);
            statement.setLong(5, chunk.mostReq);
            statement.setInt(6, chunk.count);
            statement.setBytes(7, chunk.data());
            statement.addBatch();
            chunk.queued = false;
        }
        statement.executeBatch();
        chunks.clear();
    }
}

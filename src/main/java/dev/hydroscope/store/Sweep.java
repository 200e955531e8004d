package dev.hydroscope.store;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.quic.StreamSummary;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Goes through all rows of a kind, some at a time and each time behind the last, so that any number of them takes the same
 * memory. It knows no lens: only who may see everything is given one.
 */
public final class Sweep {
    private static final int CHUNKS = 64;
    private static final int ROWS = 1000;
    private static final String PACKED = " WHERE id > ? AND id < ?";
    private static final String WITHIN = " AND last_at >= ? AND first_at <= ?";

    private final Reads database;
    private final Names names;
    private final Probes probes;

    Sweep(Reads database, Names names, Probes probes, Lens lens) {
        if (!lens.clear()) {
            throw new IllegalStateException("whoever looks through a lens may not see all rows");
        }
        this.database = database;
        this.names = names;
        this.probes = probes;
    }

    /**
     * Which of the packed rows: those behind one and before another of which something may lie in a time.
     *
     * @param behind an id; of the first ones -1
     */
    public record Part(long behind, long end, long fromNanos, long toNanos) {
        /** Of all connections. */
        public static Part all(long fromNanos, long toNanos) {
            return new Part(-1, Long.MAX_VALUE, fromNanos, toNanos);
        }

        public static Part of(long ordinal, long fromNanos, long toNanos) {
            return new Part(EventTable.firstChunk(ordinal) - 1, EventTable.firstChunk(ordinal + 1), fromNanos, toNanos);
        }

        public Part behind(long id) {
            return new Part(id, end, fromNanos, toNanos);
        }
    }

    /** What is packed in a row. */
    public record Chunk<T>(long id, T content) {
        /** The ordinal of the connection it belongs to. */
        public long connection() {
            return EventTable.connection(id);
        }
    }

    /** Those of the probes that are wanted; empty behind the last. */
    public List<Chunk<List<EventRow>>> events(Part part, Predicate<Probe> wanted) {
        return chunks("SELECT id, data FROM event" + PACKED + WITHIN, part, data -> ChunkReader.read(probes, data, wanted));
    }

    /** Those that may hold a number that is not less than one; empty behind the last. */
    public List<Chunk<PacketBatch>> packets(Part part, long leastNumber) {
        String from = leastNumber <= 0 ? "" : " AND (most_sent >= " + leastNumber + " OR most_received >= " + leastNumber + ")";
        return chunks("SELECT id, data FROM packet" + PACKED + WITHIN + from, part, PacketBatch::new);
    }

    /** Empty behind the last; at any time. */
    public List<Chunk<List<StreamSummary>>> streams(Part part) {
        return chunks("SELECT id, data FROM stream" + PACKED, part, StreamPacker::unpack);
    }

    private <T> List<Chunk<T>> chunks(String sql, Part part, Function<byte[], T> unpack) {
        return database.read(connection -> {
            List<Chunk<T>> chunks = new ArrayList<>(CHUNKS);
            try (PreparedStatement select = connection.prepareStatement(sql + " ORDER BY id LIMIT " + CHUNKS)) {
                select.setLong(1, part.behind);
                select.setLong(2, part.end);
                if (sql.contains(WITHIN)) {
                    select.setLong(3, part.fromNanos);
                    select.setLong(4, part.toNanos);
                }
                try (ResultSet result = select.executeQuery()) {
                    while (result.next()) {
                        chunks.add(new Chunk<>(result.getLong(1), unpack.apply(result.getBytes(2))));
                    }
                }
            }
            return chunks;
        });
    }

    /** Requests behind an ordinal that may have been under way in a time; empty behind the last. */
    public List<RequestRow> requests(long behind, long fromNanos, long toNanos) {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(RequestTable.SELECT
                    + "WHERE id > ? AND at <= ? AND (ended = 0 OR ended >= ?) ORDER BY id LIMIT " + ROWS)) {
                select.setLong(1, behind);
                select.setLong(2, toNanos);
                select.setLong(3, fromNanos);
                return RequestTable.rows(select, names);
            }
        });
    }

    /** The events that a request's headers were. */
    public static List<EventRow> headers(RequestRow request) {
        return HeaderEvents.of(request, 0);
    }

    /** Sums behind one, from one second to another; empty behind the last. */
    public List<RollUp> rollUps(long behind, long fromSecond, long toSecond) {
        return database.read(connection -> RollUp.read(connection, behind, fromSecond, toSecond, ROWS));
    }
}

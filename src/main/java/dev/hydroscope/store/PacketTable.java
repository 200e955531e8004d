package dev.hydroscope.store;

import dev.hydroscope.quic.PacketBook;
import dev.hydroscope.quic.Layout;
import dev.hydroscope.trace.Changes.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of packets. The last row of a connection grows until it is full, one with packets in flight is written again as
 * their fates become known; of some thousand connections in memory, of the others from the file.
 */
final class PacketTable implements QuicTable {
    private static final int MOST_OPEN = 4096;
    private static final int MOST_CHUNKS = 6000;
    private static final int BATCH = 1000;
    private static final int CHUNK_BITS = 26;

    private final PacketRows rows;
    private final PreparedStatement insert;
    private final PreparedStatement merge;
    private final Map<Long, PacketTrail> open = new LinkedHashMap<>(64, 0.75f, true);
    private final List<PacketChunk> changed = new ArrayList<>();
    private final List<PacketTrail> touched = new ArrayList<>();
    private final int mostOpen;
    private final int mostChunks;
    private long nextConnection;

    PacketTable(Connection connection) throws SQLException {
        this(connection, MOST_OPEN, MOST_CHUNKS);
    }

    /** @param mostOpen connections in memory @param mostChunks rows of theirs */
    PacketTable(Connection connection, int mostOpen, int mostChunks) throws SQLException {
        this.mostOpen = mostOpen;
        this.mostChunks = mostChunks;
        this.rows = new PacketRows(connection);
        String values = "INTO packet (id, first_at, last_at, most_sent, most_received, packets, data)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)";
        this.insert = connection.prepareStatement("INSERT " + values);
        this.merge = connection.prepareStatement("MERGE " + values);
        try (PreparedStatement last = connection.prepareStatement("SELECT COALESCE(MAX(id), -1) FROM packet");
                ResultSet result = last.executeQuery()) {
            result.next();
            nextConnection = (result.getLong(1) >> CHUNK_BITS) + 1;
        }
    }

    static long firstChunk(long connection) {
        return connection << CHUNK_BITS;
    }

    /** Events that belong to no connection make no packets: they are of many. */
    @Override
    public void put(Run run, Layout[] layouts) throws SQLException {
        int events = run.events().size();
        if (run.connection().ordinal() == 0 || !open.containsKey(run.connection().ordinal()) && !tells(layouts, events)) {
            return;
        }
        PacketTrail trail = trail(run.connection().ordinal());
        for (int i = 0; i < events; i++) {
            trail.book.accept(layouts[i], run.events().get(i));
        }
        if (!trail.touched) {
            trail.touched = true;
            touched.add(trail);
        }
        settle(trail);
        if (changed.size() >= BATCH) {
            write();
        }
    }

    private static boolean tells(Layout[] layouts, int events) {
        for (int i = 0; i < events; i++) {
            if (PacketBook.tells(layouts[i].kind())) {
                return true;
            }
        }
        return false;
    }

    private PacketTrail trail(long ordinal) throws SQLException {
        PacketTrail known = open.get(ordinal);
        if (known != null) {
            return known;
        }
        long first = firstChunk(ordinal);
        PacketChunk last = ordinal < nextConnection ? rows.last(ordinal) : null;
        nextConnection = Math.max(nextConnection, ordinal + 1);
        PacketTrail trail = new PacketTrail(ordinal, last == null ? new PacketChunk(first, -1, -1) : last, last != null,
                this::change);
        open.put(ordinal, trail);
        return trail;
    }

    private void change(PacketChunk chunk) {
        if (!chunk.queued) {
            chunk.queued = true;
            changed.add(chunk);
        }
    }

    private void settle(PacketTrail trail) throws SQLException {
        List<PacketTrail.Late> late = trail.takeLate();
        if (!late.isEmpty()) {
            // the rows tell where to look: they must be as their chunks are
            write();
        }
        for (PacketTrail.Late fate : late) {
            settle(trail, fate);
        }
    }

    /** Looks in the rows where the number should be; packets that changed their places stand in the next ones. */
    private void settle(PacketTrail trail, PacketTrail.Late fate) throws SQLException {
        long first = rows.find(firstChunk(trail.ordinal), trail.lastId() + 1, "most_sent", fate.number());
        for (long id = first; id <= Math.min(first + 2, trail.lastId()); id++) {
            PacketChunk chunk = held(trail, id);
            if (chunk != null && trail.settle(chunk, fate)) {
                return;
            }
        }
    }

    private PacketChunk held(PacketTrail trail, long id) throws SQLException {
        if (trail.held().get(id) == null) {
            write();
            PacketChunk chunk = rows.read(id);
            if (chunk == null) {
                return null;
            }
            trail.held().put(chunk);
        }
        return trail.held().get(id);
    }

    @Override
    public void flush() throws SQLException {
        touched.forEach(PacketTrail::lend);
        touched.clear();
        write();
        forget();
    }

    private void write() throws SQLException {
        int inserts = 0;
        for (PacketChunk chunk : changed) {
            PreparedStatement statement = chunk.stored ? merge : insert;
            inserts += chunk.stored ? 0 : 1;
            rows.bind(statement, chunk);
            statement.addBatch();
            chunk.stored = true;
            chunk.queued = false;
        }
        if (inserts > 0) {
            insert.executeBatch();
        }
        if (inserts < changed.size()) {
            merge.executeBatch();
        }
        changed.clear();
    }

    /** Connections that are gone, and those that were quiet for longest where there are too many. */
    private void forget() {
        open.values().removeIf(trail -> trail.book.ended());
        int chunks = 0;
        for (PacketTrail trail : open.values()) {
            chunks += trail.held().count();
        }
        Iterator<PacketTrail> eldest = open.values().iterator();
        for (int over = open.size() - mostOpen; over > 0 || chunks > mostChunks && open.size() > 1; over--) {
            chunks -= eldest.next().held().count();
            eldest.remove();
        }
    }
}

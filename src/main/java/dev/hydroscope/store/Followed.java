package dev.hydroscope.store;

import dev.hydroscope.quic.ConnectionStreams;
import dev.hydroscope.quic.Kind;
import dev.hydroscope.quic.Layout;
import dev.hydroscope.quic.StreamBytes;
import dev.hydroscope.quic.StreamState;
import dev.hydroscope.quic.StreamSummary;
import dev.hydroscope.trace.Event;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** A connection whose streams are followed, and the rows of it that may still change. */
final class Followed implements StreamBytes {
    /** With fewer moments of its bytes than this a connection has no rows of them: its events are read as fast. */
    static final int FEW = 4096;

    /** Some streams of the connection: a row. */
    private static final class Chunk {
        final long id;
        final StreamState[] states = new StreamState[StreamPacker.STREAMS];
        final byte[][] packed = new byte[StreamPacker.STREAMS][];
        int count;
        long base;
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        boolean written;

        Chunk(long id) {
            this.id = id;
        }
    }

    final ConnectionStreams tracker;
    boolean queued;
    private final List<Chunk> chunks = new ArrayList<>(1);
    private final List<BytesPacker> held = new ArrayList<>(1);
    private BytesPacker packer = new BytesPacker();
    private Chunk filling;
    private long nextChunk;
    private long nextBytes;
    private long told;
    private boolean many;
    private boolean ended;
    private boolean bytesChanged;

    /** @param many rows of its bytes are stored already */
    Followed(long nextChunk, long nextBytes, boolean many, boolean whole, boolean resumed) {
        this.nextChunk = nextChunk;
        this.nextBytes = nextBytes;
        this.many = many;
        this.tracker = new ConnectionStreams(whole && !resumed, resumed, this::opened, this);
    }

    void accept(Layout layout, Event event) {
        ended |= layout.kind() == Kind.FREE;
        tracker.accept(layout, event);
    }

    private void opened(StreamState stream) {
        if (filling == null || filling.count == StreamPacker.STREAMS) {
            filling = new Chunk(nextChunk++);
            chunks.add(filling);
        }
        filling.states[filling.count++] = stream;
        filling.least = Math.min(filling.least, stream.id());
        filling.most = Math.max(filling.most, stream.id());
    }

    @Override
    public void bytes(long stream, long atNanos, long offset, long length, Fate fate) {
        if (packer.full()) {
            held.add(packer);
            packer = new BytesPacker();
        }
        packer.bytes(stream, atNanos, offset, length, fate);
        told++;
        bytesChanged = true;
    }

    /** @param fresh for a row that is not there yet: an insert is the cheaper one */
    void write(PreparedStatement fresh, PreparedStatement grown, PreparedStatement bytes) throws SQLException {
        for (Iterator<Chunk> each = chunks.iterator(); each.hasNext();) {
            Chunk chunk = each.next();
            if (pack(chunk)) {
                write(chunk, chunk.written ? grown : fresh);
                chunk.written = true;
            }
            if (chunk.count == StreamPacker.STREAMS && Arrays.stream(chunk.states).allMatch(state -> state == null)) {
                each.remove();
            }
        }
        if (bytesChanged) {
            many |= told > FEW;
            if (many) {
                writeBytes(bytes);
            }
            bytesChanged = false;
        }
    }

    private boolean pack(Chunk chunk) {
        boolean changed = false;
        for (int i = 0; i < chunk.count; i++) {
            StreamState state = chunk.states[i];
            if (state != null && (state.takeChanged() || chunk.packed[i] == null)) {
                StreamSummary summary = state.summary(tracker.latestNanos());
                chunk.base = chunk.base == 0 ? Math.max(1, summary.firstNanos()) : chunk.base;
                chunk.packed[i] = StreamPacker.pack(summary, chunk.base);
                changed = true;
            }
            if (state != null && state.left()) {
                chunk.states[i] = null;
            }
        }
        return changed;
    }

    private static void write(Chunk chunk, PreparedStatement statement) throws SQLException {
        statement.setLong(1, chunk.id);
        statement.setLong(2, chunk.least);
        statement.setLong(3, chunk.most);
        statement.setInt(4, chunk.count);
        statement.setBytes(5, StreamPacker.row(chunk.base, Arrays.asList(chunk.packed).subList(0, chunk.count)));
        statement.addBatch();
    }

    /** Full rows once, the last one as often as it has grown. */
    private void writeBytes(PreparedStatement statement) throws SQLException {
        for (BytesPacker full : held) {
            write(nextBytes++, full, statement);
        }
        held.clear();
        write(nextBytes, packer, statement);
    }

    private static void write(long id, BytesPacker packer, PreparedStatement statement) throws SQLException {
        statement.setLong(1, id);
        statement.setLong(2, packer.firstAt);
        statement.setLong(3, packer.lastAt);
        statement.setLong(4, packer.leastStream);
        statement.setLong(5, packer.mostStream);
        statement.setBytes(6, packer.row());
        statement.addBatch();
    }

    /** It is forgotten: what was held back is written where more of it may come. */
    void leave(PreparedStatement bytes) throws SQLException {
        if (!many && !ended && !packer.isEmpty()) {
            writeBytes(bytes);
        }
    }
}

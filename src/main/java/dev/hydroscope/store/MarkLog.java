package dev.hydroscope.store;

import dev.hydroscope.quic.Mark;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The marks of a connection as they come, up to 256 in a row: each its place in {@link Mark}, the time since the one before,
 * its two numbers and what was said, that with its length. {@link MarkReader} reads it.
 */
final class MarkLog {
    static final int MARKS = 256;
    static final int BYTES = 16_384;
    private static final int CONNECTION_BITS = 26;

    /** A row of the table mark. */
    record Row(long id, long firstAt, long lastAt, int marks, byte[] data) {
    }

    private final List<Row> full;
    private final Packer packer = new Packer(64);
    private long nextId;
    private int count;
    private long atNanos;
    private long firstAt;
    private long lastAt;
    private boolean grown;

    MarkLog(long connection, List<Row> full) {
        this.full = full;
        this.nextId = firstId(connection);
        begin();
    }

    static long firstId(long connection) {
        return connection << CONNECTION_BITS;
    }

    private void begin() {
        packer.clear();
        count = 0;
        atNanos = 0;
        firstAt = Long.MAX_VALUE;
        lastAt = Long.MIN_VALUE;
        grown = false;
    }

    void behind(long lastId) {
        nextId = lastId + 1;
    }

    void add(Mark mark, long at, long first, long second, String text) {
        packer.number(mark.ordinal());
        packer.signed(at - atNanos);
        packer.signed(first);
        packer.signed(second);
        packer.text(text.isEmpty() ? NOTHING : text.getBytes(StandardCharsets.UTF_8));
        atNanos = at;
        firstAt = Math.min(firstAt, at);
        lastAt = Math.max(lastAt, at);
        count++;
        grown = true;
        if (count == MARKS || packer.length() > BYTES) {
            full.add(row());
            nextId++;
            begin();
        }
    }

    private static final byte[] NOTHING = {};

    private Row row() {
        return new Row(nextId, firstAt, lastAt, count, packer.take());
    }

    /** Adds the row that still grows, if it has. */
    void flush(List<Row> open) {
        if (grown) {
            open.add(row());
            grown = false;
        }
    }
}

package dev.hydroscope.store;

import dev.hydroscope.quic.StreamBytes;
import java.util.function.Consumer;

/**
 * What happened to bytes, as steps from one to the next. What follows on the one before within a millisecond is one with
 * it: first and last moment are kept, and how many there were.
 */
final class BytesPacker implements StreamBytes {
    static final int BYTES = 8192;
    private static final long NEAR_NANOS = 1_000_000;
    private static final Fate[] FATES = Fate.values();

    /** Stretches of bytes that met the same fate, in the order of their first moments but for those that grew together. */
    record Stretch(long stream, Fate fate, long fromNanos, long toNanos, long offset, long length, long count) {
    }

    private static final class Growing {
        long stream;
        long from;
        long to;
        long offset;
        long end;
        long count;
    }

    private final Growing[] growing = new Growing[FATES.length];
    private Packer packer = new Packer(512);
    private long base;
    private long at;
    private long lastOffset;
    private boolean begun;
    long firstAt = Long.MAX_VALUE;
    long lastAt = Long.MIN_VALUE;
    long leastStream = Long.MAX_VALUE;
    long mostStream = Long.MIN_VALUE;

    BytesPacker() {
        for (int i = 0; i < growing.length; i++) {
            growing[i] = new Growing();
        }
    }

    boolean isEmpty() {
        return mostStream < leastStream;
    }

    boolean full() {
        return packer.length() > BYTES;
    }

    @Override
    public void bytes(long stream, long atNanos, long offset, long length, Fate fate) {
        Growing now = growing[fate.ordinal()];
        if (now.count > 0 && now.stream == stream && now.end == offset && atNanos - now.from < NEAR_NANOS) {
            now.end += length;
            now.to = Math.max(now.to, atNanos);
            now.count++;
        } else {
            close(fate);
            now.stream = stream;
            now.from = atNanos;
            now.to = atNanos;
            now.offset = offset;
            now.end = offset + length;
            now.count = 1;
        }
        firstAt = Math.min(firstAt, atNanos);
        lastAt = Math.max(lastAt, atNanos);
        leastStream = Math.min(leastStream, stream);
        mostStream = Math.max(mostStream, stream);
    }

    private void close(Fate fate) {
        Growing done = growing[fate.ordinal()];
        if (done.count == 0) {
            return;
        }
        if (!begun) {
            begun = true;
            base = done.from;
            at = base;
        }
        packer.number(done.count - 1 << 3 | fate.ordinal());
        packer.signed(done.stream);
        packer.signed(done.from - at);
        packer.number(done.to - done.from);
        packer.signed(done.offset - lastOffset);
        packer.number(done.end - done.offset);
        at = done.from;
        lastOffset = done.end;
        done.count = 0;
    }

    /** What there is by now. */
    byte[] row() {
        for (Fate fate : FATES) {
            close(fate);
        }
        Packer row = new Packer(packer.length() + 10);
        row.number(base);
        byte[] packed = packer.take();
        row.bytes(packed, 0, packed.length);
        return row.take();
    }

    static void unpack(byte[] row, Consumer<Stretch> into) {
        Unpacker unpacker = new Unpacker(row);
        long at = unpacker.number();
        long offset = 0;
        while (unpacker.more()) {
            long head = unpacker.number();
            long stream = unpacker.signed();
            at += unpacker.signed();
            long to = at + unpacker.number();
            long from = offset + unpacker.signed();
            offset = from + unpacker.number();
            into.accept(new Stretch(stream, FATES[(int) head & 7], at, to, from, offset - from, (head >>> 3) + 1));
        }
    }
}

package dev.hydroscope.store;

/** Reads what {@link BitWriter} put. */
final class BitReader {
    private final Unpacker unpacker;
    private long held;
    private int count;

    BitReader(Unpacker unpacker) {
        this.unpacker = unpacker;
    }

    long get(int width) {
        if (width > 32) {
            return get(32) | get(width - 32) << 32;
        }
        if (count < width) {
            held |= (unpacker.int32() & 0xffffffffL) << count;
            count += 32;
        }
        long value = held & (1L << width) - 1;
        held >>>= width;
        count -= width;
        return value;
    }
}

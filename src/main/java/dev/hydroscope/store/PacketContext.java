package dev.hydroscope.store;

/** What one packet's packing leaves for the next one's: writing and reading a chunk go through the same states. */
final class PacketContext {
    private static final int STREAMS = 32;

    final long[] numbers = {-1, -1, -1, -1, -1, -1, -1, -1};
    final int[] sizes = new int[2];
    final long[] acked = new long[2];
    final long[] offsets = new long[2 * STREAMS];
    long atNanos;
    long stream;
    long length;

    /** Which of the offsets is of this stream's direction; streams may share one. */
    static int place(boolean sent, long stream) {
        return (sent ? 0 : STREAMS) + ((int) (stream >> 2 ^ stream << 3) & STREAMS - 1);
    }

    void copy(PacketContext other) {
        System.arraycopy(other.numbers, 0, numbers, 0, numbers.length);
        System.arraycopy(other.sizes, 0, sizes, 0, sizes.length);
        System.arraycopy(other.acked, 0, acked, 0, acked.length);
        System.arraycopy(other.offsets, 0, offsets, 0, offsets.length);
        atNanos = other.atNanos;
        stream = other.stream;
        length = other.length;
    }
}

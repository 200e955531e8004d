package dev.hydroscope.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The most frequent values of a header, by the space-saving sketch: what is frequent is surely among them. */
final class TopValues {
    static final int LENGTH_LIMIT = 128;
    private static final int KEPT = 32;

    /** A value and about how often it came. */
    record Counted(byte[] value, long count) {
    }

    private final byte[][] values = new byte[KEPT][];
    private final long[] counts = new long[KEPT];
    private final long[] hashes = new long[KEPT];
    private int size;

    void add(byte[] bytes, int offset, int length, long weight) {
        long hash = Term.header(0, bytes, offset, length);
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash) {
                counts[i] += weight;
                return;
            }
        }
        int place = size < KEPT ? size++ : least();
        values[place] = Arrays.copyOfRange(bytes, offset, offset + length);
        hashes[place] = hash;
        counts[place] += weight;
    }

    private int least() {
        int least = 0;
        for (int i = 1; i < KEPT; i++) {
            least = counts[i] < counts[least] ? i : least;
        }
        return least;
    }

    byte[] pack() {
        Packer packer = new Packer(256);
        for (int i = 0; i < size; i++) {
            packer.number(counts[i]);
            packer.text(values[i]);
        }
        return packer.take();
    }

    static TopValues unpack(byte[] packed) {
        TopValues top = new TopValues();
        for (Counted counted : list(packed)) {
            top.add(counted.value(), 0, counted.value().length, counted.count());
        }
        return top;
    }

    /** The packed values, the most frequent first. */
    static List<Counted> list(byte[] packed) {
        List<Counted> values = new ArrayList<>();
        Unpacker unpacker = new Unpacker(packed);
        while (unpacker.more()) {
            long count = unpacker.number();
            values.add(new Counted(unpacker.text(), count));
        }
        values.sort(Comparator.comparingLong(Counted::count).reversed());
        return values;
    }
}

package dev.hydroscope.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The most frequent values of a header, by the space-saving sketch: what is frequent is surely among them. A value that
 * took the place of another counts on from it; how much of its count is inherited is told apart.
 */
final class TopValues {
    static final int LENGTH_LIMIT = 128;
    private static final int KEPT = 32;

    /** A value and how often it was seen in its place; exact where every value was looked at and none took another's. */
    record Counted(byte[] value, long count, boolean exact) {
    }

    private final byte[][] values = new byte[KEPT][];
    private final long[] counts = new long[KEPT];
    private final long[] inherited = new long[KEPT];
    private final long[] hashes = new long[KEPT];
    private int size;
    private boolean sampled;

    void add(byte[] bytes, int offset, int length, long weight) {
        sampled |= weight > 1;
        long hash = Term.header(0, bytes, offset, length);
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash) {
                counts[i] += weight;
                return;
            }
        }
        int place = size < KEPT ? size++ : least();
        inherited[place] = counts[place];
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
        packer.number(sampled ? 1 : 0);
        for (int i = 0; i < size; i++) {
            packer.number(counts[i]);
            packer.number(inherited[i]);
            packer.text(values[i]);
        }
        return packer.take();
    }

    static TopValues unpack(byte[] packed) {
        TopValues top = new TopValues();
        Unpacker unpacker = new Unpacker(packed);
        top.sampled = unpacker.number() > 0;
        for (; unpacker.more(); top.size++) {
            top.counts[top.size] = unpacker.number();
            top.inherited[top.size] = unpacker.number();
            byte[] value = unpacker.text();
            top.values[top.size] = value;
            top.hashes[top.size] = Term.header(0, value, 0, value.length);
        }
        return top;
    }

    /** The packed values, the most frequent first. */
    static List<Counted> list(byte[] packed) {
        List<Counted> values = new ArrayList<>();
        TopValues top = packed.length == 0 ? new TopValues() : unpack(packed);
        for (int i = 0; i < top.size; i++) {
            boolean exact = !top.sampled && top.inherited[i] == 0;
            values.add(new Counted(top.values[i], top.counts[i] - top.inherited[i], exact));
        }
        values.sort(Comparator.comparingLong(Counted::count).reversed());
        return values;
    }
}

package dev.hydroscope.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The most frequent of many values: exact up to {@link #KEPT} different ones. Of more, those that came least are forgotten from
 * time to time, and how much a count can be short by is told.
 */
final class Frequent {
    static final int KEPT = 256;
    private static final int MOST_SLOTS = 512;
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    /** A value of a number, or the first bytes of a text, and how often it came at least. */
    record Counted(long number, byte[] text, long count) {
    }

    private final boolean text;
    private long[] keys = new long[16];
    private long[] counts = new long[16];
    private byte[][] texts;
    private int size;
    private long shortBy;

    Frequent(boolean text) {
        this.text = text;
        this.texts = text ? new byte[16][] : new byte[0][];
    }

    /** By how much a count can be too small; 0: all are exact, and these are all there are. */
    long shortBy() {
        return shortBy;
    }

    int size() {
        return size;
    }

    void add(long number) {
        add(number, null, 0, 0, 1);
    }

    void add(byte[] bytes, int offset, int length) {
        add(Term.header(length, bytes, offset, length), bytes, offset, Math.min(length, TopValues.LENGTH_LIMIT), 1);
    }

    private void add(long key, byte[] bytes, int offset, int length, long weight) {
        int slot = slot(key);
        if (counts[slot] == 0) {
            if (size == KEPT) {
                forget();
                slot = slot(key);
            } else if (2 * size >= keys.length) {
                resize(Math.min(MOST_SLOTS, 2 * keys.length), 0);
                slot = slot(key);
            }
            size++;
            keys[slot] = key;
            if (text) {
                texts[slot] = Arrays.copyOfRange(bytes, offset, offset + length);
            }
        }
        counts[slot] += weight;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key * PRIME >>> 40) & mask;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** What came no more often than half of them. */
    private void forget() {
        long[] sorted = Arrays.stream(counts).filter(count -> count > 0).sorted().toArray();
        long least = sorted[sorted.length / 2];
        shortBy += least;
        resize(keys.length, least);
    }

    private void resize(int slots, long less) {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        byte[][] oldTexts = texts;
        keys = new long[slots];
        counts = new long[slots];
        texts = text ? new byte[slots][] : texts;
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] > less) {
                put(oldKeys[i], text ? oldTexts[i] : null, oldCounts[i] - less);
            }
        }
    }

    private void put(long key, byte[] value, long count) {
        int slot = slot(key);
        keys[slot] = key;
        counts[slot] = count;
        if (text) {
            texts[slot] = value;
        }
        size++;
    }

    void add(Frequent other) {
        shortBy += other.shortBy;
        for (int i = 0; i < other.keys.length; i++) {
            if (other.counts[i] > 0) {
                byte[] value = text ? other.texts[i] : null;
                add(other.keys[i], value, 0, value == null ? 0 : value.length, other.counts[i]);
            }
        }
    }

    /** The most frequent first. */
    List<Counted> list() {
        List<Counted> list = new ArrayList<>(size);
        IntStream.range(0, keys.length).filter(i -> counts[i] > 0)
                .forEach(i -> list.add(new Counted(keys[i], text ? texts[i] : new byte[0], counts[i])));
        list.sort(Comparator.comparingLong(Counted::count).reversed().thenComparing(Counted::number));
        return list;
    }

    void pack(Packer packer) {
        packer.number(shortBy);
        packer.number(size);
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] > 0) {
                packer.number(counts[i]);
                if (text) {
                    packer.int64(keys[i]);
                    packer.text(texts[i]);
                } else {
                    packer.signed(keys[i]);
                }
            }
        }
    }

    static Frequent unpack(Unpacker unpacker, boolean text) {
        Frequent frequent = new Frequent(text);
        frequent.shortBy = unpacker.number();
        for (int left = unpacker.count(); left > 0; left--) {
            long count = unpacker.number();
            long key = text ? unpacker.int64() : unpacker.signed();
            byte[] value = text ? unpacker.text() : null;
            frequent.add(key, value, 0, value == null ? 0 : value.length, count);
        }
        return frequent;
    }
}

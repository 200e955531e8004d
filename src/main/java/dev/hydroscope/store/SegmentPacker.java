package dev.hydroscope.store;

import java.util.Arrays;

/**
 * Gathers the terms of up to 2,000 requests and packs them in rows: 64 by the term's first bits, and one by the names of
 * headers. In each, ascending: 32 more bits of the term (or the name's code), how many, then the places in the segment as
 * steps, or a bitmap where that is shorter. {@link Postings} reads them.
 */
final class SegmentPacker {
    static final int SIZE = 2000;
    static final int BUCKETS = 64;
    static final int ROW_BITS = 7;
    static final int BITMAP_BYTES = SIZE / 8;
    /** The row of names: every published segment has one. */
    static final int NAMES_ROW = BUCKETS;
    private static final int PLACE_BITS = 11;
    private static final int HASH_BITS = 38;

    private final Packer packer = new Packer();
    private long[][] names = new long[64][];
    private long[] keys = new long[16_384];
    private int count;

    /** 38 bits of a term: six choose the row, 32 stand in it. */
    static long shortened(long term) {
        return term >>> 64 - HASH_BITS;
    }

    static int bucket(long term) {
        return (int) (term >>> 58);
    }

    int terms() {
        return count;
    }

    void add(long term, int place) {
        if (count == keys.length) {
            compact();
            if (count > keys.length / 2) {
                keys = Arrays.copyOf(keys, keys.length * 2);
            }
        }
        keys[count++] = shortened(term) << PLACE_BITS | place;
    }

    void addName(int code, int place) {
        if (code >= names.length) {
            names = Arrays.copyOf(names, Math.max(code + 1, names.length * 2));
        }
        if (names[code] == null) {
            names[code] = new long[(SIZE + 63) / 64];
        }
        names[code][place >> 6] |= 1L << place;
    }

    /** What is added twice counts once. */
    private void compact() {
        Arrays.sort(keys, 0, count);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (kept == 0 || keys[i] != keys[kept - 1]) {
                keys[kept++] = keys[i];
            }
        }
        count = kept;
    }

    /** Takes the packed rows, by their place 0 to 64. */
    byte[][] rows() {
        compact();
        byte[][] rows = new byte[BUCKETS + 1][];
        int at = 0;
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            packer.clear();
            while (at < count && keys[at] >>> PLACE_BITS + 32 == bucket) {
                at = term(at);
            }
            rows[bucket] = packer.take();
        }
        rows[NAMES_ROW] = names();
        return rows;
    }

    private int term(int from) {
        long hash = keys[from] >>> PLACE_BITS;
        int to = from;
        while (to < count && keys[to] >>> PLACE_BITS == hash) {
            to++;
        }
        packer.int32((int) hash);
        packer.number(to - from);
        if (to - from >= BITMAP_BYTES) {
            byte[] bitmap = new byte[BITMAP_BYTES];
            for (int i = from; i < to; i++) {
                set(bitmap, place(i));
            }
            packer.bytes(bitmap, 0, bitmap.length);
        } else {
            for (int i = from; i < to; i++) {
                packer.number(place(i) - (i == from ? 0 : place(i - 1)));
            }
        }
        return to;
    }

    private int place(int key) {
        return (int) keys[key] & (1 << PLACE_BITS) - 1;
    }

    private byte[] names() {
        packer.clear();
        for (int code = 0; code < names.length; code++) {
            if (names[code] != null) {
                packer.int32(code);
                name(names[code]);
            }
        }
        return packer.take();
    }

    private void name(long[] places) {
        int total = (int) Arrays.stream(places).map(Long::bitCount).sum();
        packer.number(total);
        byte[] bitmap = new byte[BITMAP_BYTES];
        int before = 0;
        for (int place = 0; place < SIZE; place++) {
            if ((places[place >> 6] >>> place & 1) == 0) {
                continue;
            }
            if (total < BITMAP_BYTES) {
                packer.number(place - before);
                before = place;
            }
            set(bitmap, place);
        }
        if (total >= BITMAP_BYTES) {
            packer.bytes(bitmap, 0, bitmap.length);
        }
    }

    private static void set(byte[] bitmap, int place) {
        bitmap[place >> 3] |= (byte) (1 << (place & 7));
    }
}

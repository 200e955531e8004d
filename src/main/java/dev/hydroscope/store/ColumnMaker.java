package dev.hydroscope.store;

import java.util.Arrays;

/** Makes header columns of values that stand sorted by place. */
final class ColumnMaker {
    private static final int SLOTS = 4096;

    private final char[] places;
    private final long[] hashes;
    private final long[] slots = new long[SLOTS];
    private final char[] slotCodes = new char[SLOTS];
    private final long[] values = new long[SegmentPacker.SIZE];

    ColumnMaker(char[] places, long[] hashes) {
        this.places = places;
        this.hashes = hashes;
    }

    HeaderColumn make(int from, int to) {
        Arrays.fill(slots, 0);
        char[] codes = new char[SegmentPacker.SIZE];
        char[] morePlaces = new char[0];
        long[] moreHashes = new long[0];
        int distinct = 0;
        int more = 0;
        for (int i = from; i < to; i++) {
            int place = places[i];
            if (codes[place] == 0) {
                int slot = slot(hashes[i]);
                if (slots[slot] == 0) {
                    slots[slot] = hashes[i];
                    slotCodes[slot] = (char) (distinct + 1);
                    values[distinct++] = hashes[i];
                }
                codes[place] = slotCodes[slot];
            } else if (!known(i, from)) {
                if (more == morePlaces.length) {
                    morePlaces = Arrays.copyOf(morePlaces, Math.max(8, more * 2));
                    moreHashes = Arrays.copyOf(moreHashes, Math.max(8, more * 2));
                }
                morePlaces[more] = (char) place;
                moreHashes[more++] = hashes[i];
            }
        }
        return HeaderColumn.of(Arrays.copyOf(values, distinct), codes, Arrays.copyOf(morePlaces, more),
                Arrays.copyOf(moreHashes, more));
    }

    /** Whether a request has the same value more than once. */
    private boolean known(int i, int from) {
        for (int j = i - 1; j >= from && places[j] == places[i]; j--) {
            if (hashes[j] == hashes[i]) {
                return true;
            }
        }
        return false;
    }

    private int slot(long hash) {
        int slot = (int) (hash ^ hash >>> 23) & SLOTS - 1;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }
}

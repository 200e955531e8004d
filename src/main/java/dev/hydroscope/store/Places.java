package dev.hydroscope.store;

import java.util.Arrays;

/** A set of places in a segment, 0 to 1,999. */
final class Places {
    private final long[] words = new long[(SegmentPacker.SIZE + 63) / 64];

    static Places all() {
        Places places = new Places();
        Arrays.fill(places.words, -1);
        places.words[places.words.length - 1] = (1L << SegmentPacker.SIZE % 64) - 1;
        return places;
    }

    void add(int place) {
        words[place >> 6] |= 1L << place;
    }

    void bitmap(byte[] bits) {
        for (int i = 0; i < bits.length; i++) {
            words[i >> 3] |= (bits[i] & 0xffL) << (i & 7) * 8;
        }
    }

    void and(Places other) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= other.words[i];
        }
    }

    void or(Places other) {
        for (int i = 0; i < words.length; i++) {
            words[i] |= other.words[i];
        }
    }

    boolean isEmpty() {
        for (long word : words) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    boolean has(int place) {
        return (words[place >> 6] >>> place & 1) != 0;
    }

    /** Ascending. */
    int[] toArray() {
        int[] found = new int[Arrays.stream(words).mapToInt(Long::bitCount).sum()];
        int count = 0;
        for (int place = 0; place < SegmentPacker.SIZE; place++) {
            if (has(place)) {
                found[count++] = place;
            }
        }
        return found;
    }
}

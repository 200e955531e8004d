package dev.hydroscope.store;

import java.util.Arrays;

/** A set of places in a segment, 0 to 1,999. */
public final class Places {
    private final long[] words = new long[(SegmentPacker.SIZE + 63) / 64];

    public static Places all() {
        Places places = new Places();
        Arrays.fill(places.words, -1);
        places.words[places.words.length - 1] = (1L << SegmentPacker.SIZE % 64) - 1;
        return places;
    }

    public void add(int place) {
        words[place >> 6] |= 1L << place;
    }

    public void remove(int place) {
        words[place >> 6] &= ~(1L << place);
    }

    void bitmap(byte[] bits) {
        for (int i = 0; i < bits.length; i++) {
            words[i >> 3] |= (bits[i] & 0xffL) << (i & 7) * 8;
        }
    }

    /** All, or some ascending, or a bitmap: what is shorter. */
    void pack(Packer packer) {
        int size = size();
        packer.number(size);
        int before = 0;
        for (int place = next(0); place >= 0 && size < SegmentPacker.BITMAP_BYTES; place = next(place + 1)) {
            packer.number(place - before);
            before = place;
        }
        for (int i = 0; i < words.length && size >= SegmentPacker.BITMAP_BYTES && size < SegmentPacker.SIZE; i++) {
            packer.int64(words[i]);
        }
    }

    static Places unpack(Unpacker unpacker) {
        int size = (int) unpacker.number();
        if (size == SegmentPacker.SIZE) {
            return all();
        }
        Places places = new Places();
        for (int i = 0, place = 0; i < size && size < SegmentPacker.BITMAP_BYTES; i++) {
            place += (int) unpacker.number();
            places.add(place);
        }
        for (int i = 0; i < places.words.length && size >= SegmentPacker.BITMAP_BYTES; i++) {
            places.words[i] = unpacker.int64();
        }
        return places;
    }

    public void and(Places other) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= other.words[i];
        }
    }

    public void or(Places other) {
        for (int i = 0; i < words.length; i++) {
            words[i] |= other.words[i];
        }
    }

    public void andNot(Places other) {
        for (int i = 0; i < words.length; i++) {
            words[i] &= ~other.words[i];
        }
    }

    public Places copy() {
        Places copy = new Places();
        copy.or(this);
        return copy;
    }

    /** The first from one on; -1 behind the last. */
    public int next(int from) {
        int word = from >> 6;
        long rest = word < words.length ? words[word] & -1L << from : 0;
        while (rest == 0 && ++word < words.length) {
            rest = words[word];
        }
        return rest == 0 ? -1 : (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    public int size() {
        int size = 0;
        for (long word : words) {
            size += Long.bitCount(word);
        }
        return size;
    }

    public boolean isEmpty() {
        for (long word : words) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    public boolean has(int place) {
        return (words[place >> 6] >>> place & 1) != 0;
    }

    /** Ascending. */
    public int[] toArray() {
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

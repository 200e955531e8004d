package dev.hydroscope.store;

import java.util.Objects;

/** A number for each place of a block, kept in as few bytes each as their spread allows. */
final class Numbers {
    static final int SIZE = SegmentPacker.SIZE;
    /** Where a width would stand: steps from one to the next. */
    private static final int STEPS = 65;

    private final long base;
    private final int width;
    private final byte[] bytes;
    private final char[] chars;
    private final int[] ints;
    private final long[] longs;

    private Numbers(long[] values, long base, int width) {
        this.base = base;
        this.width = width;
        this.bytes = width > 0 && width <= 8 ? new byte[SIZE] : null;
        this.chars = width > 8 && width <= 16 ? new char[SIZE] : null;
        this.ints = width > 16 && width <= 32 ? new int[SIZE] : null;
        this.longs = width > 32 ? new long[SIZE] : null;
        for (int place = 0; place < SIZE && width > 0; place++) {
            set(place, values[place] - base);
        }
    }

    private void set(int place, long above) {
        if (bytes != null) {
            bytes[place] = (byte) above;
        } else if (chars != null) {
            chars[place] = (char) above;
        } else if (ints != null) {
            ints[place] = (int) above;
        } else {
            longs[place] = above;
        }
    }

    /** Those of places where nothing is are of no account, and become the least. */
    static Numbers of(long[] values, Places present) {
        int first = present.next(0);
        long least = first < 0 ? 0 : values[first];
        long most = least;
        for (int place = first; place >= 0; place = present.next(place + 1)) {
            least = Math.min(least, values[place]);
            most = Math.max(most, values[place]);
        }
        for (int place = 0; place < SIZE; place++) {
            values[place] = present.has(place) ? values[place] : least;
        }
        int width = 64 - Long.numberOfLeadingZeros(most - least);
        // a spread beyond a long wraps, and its sum wraps back
        return new Numbers(values, width == 64 ? 0 : least, width);
    }

    long get(int place) {
        if (bytes != null) {
            return base + (bytes[place] & 0xff);
        } else if (chars != null) {
            return base + chars[place];
        } else if (ints != null) {
            return base + (ints[place] & 0xffffffffL);
        }
        return longs == null ? base : base + longs[place];
    }

    /** How much memory it takes, about. */
    int weight() {
        return 64 + (width == 0 ? 0 : SIZE * (width <= 8 ? 1 : width <= 16 ? 2 : width <= 32 ? 4 : 8));
    }

    long[] plain() {
        long[] values = new long[SIZE];
        for (int place = 0; place < SIZE; place++) {
            values[place] = get(place);
        }
        return values;
    }

    /** The shorter of: bits above the least, or steps from one to the next. */
    void pack(Packer packer) {
        Packer steps = new Packer(SIZE * 4);
        long before = 0;
        for (int place = 0; place < SIZE && width > 0; place++) {
            steps.signed(get(place) - before);
            before = get(place);
        }
        if (width > 0 && steps.length() < width * SIZE / 8) {
            packer.number(STEPS);
            byte[] packed = steps.take();
            packer.bytes(packed, 0, packed.length);
            return;
        }
        packer.number(width);
        packer.signed(base);
        BitWriter bits = new BitWriter(packer);
        for (int place = 0; place < SIZE && width > 0; place++) {
            bits.put(get(place) - base, width);
        }
        bits.end();
    }

    static Numbers unpack(byte[] data) {
        Unpacker unpacker = new Unpacker(data);
        int width = Objects.checkIndex((int) unpacker.number(), STEPS + 1);
        long base = width == STEPS ? 0 : unpacker.signed();
        long[] values = new long[SIZE];
        if (width != STEPS) {
            BitReader bits = new BitReader(unpacker);
            for (int place = 0; place < SIZE && width > 0; place++) {
                values[place] = base + bits.get(width);
            }
            return new Numbers(values, base, width);
        }
        for (int place = 0; place < SIZE; place++) {
            base += unpacker.signed();
            values[place] = base;
        }
        return of(values, Places.all());
    }
}

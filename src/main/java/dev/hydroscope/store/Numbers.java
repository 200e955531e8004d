package dev.hydroscope.store;

/** A number for each place of a block, kept in as few bytes each as their spread allows. */
final class Numbers {
    private static final int CONSTANT = 0;
    private static final int STEPS = 65;

    private final long base;
    private final byte[] bytes;
    private final char[] chars;
    private final int[] ints;
    private final long[] longs;

    private Numbers(long[] values, int size, long base, long spread) {
        this.base = base;
        this.bytes = spread != 0 && spread >>> 8 == 0 ? new byte[size] : null;
        this.chars = spread >>> 8 != 0 && spread >>> 16 == 0 ? new char[size] : null;
        this.ints = spread >>> 16 != 0 && spread >>> 32 == 0 ? new int[size] : null;
        this.longs = spread >>> 32 != 0 ? new long[size] : null;
        for (int i = 0; i < size; i++) {
            set(i, values[i] - base);
        }
    }

    private void set(int place, long above) {
        if (bytes != null) {
            bytes[place] = (byte) above;
        } else if (chars != null) {
            chars[place] = (char) above;
        } else if (ints != null) {
            ints[place] = (int) above;
        } else if (longs != null) {
            longs[place] = above;
        }
    }

    static Numbers of(long[] values, int size) {
        long least = size == 0 ? 0 : values[0];
        long most = least;
        for (int i = 1; i < size; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        return new Numbers(values, size, least, most - least);
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
        return 48 + (bytes != null ? bytes.length : chars != null ? chars.length * 2 : ints != null ? ints.length * 4
                : longs != null ? longs.length * 8 : 0);
    }

    /** The shorter of: bits above the least, or steps from one to the next. */
    static void pack(long[] values, int size, Packer packer) {
        Packer steps = new Packer(size * 4);
        long before = 0;
        long least = size == 0 ? 0 : values[0];
        long most = least;
        for (int i = 0; i < size; i++) {
            steps.signed(values[i] - before);
            before = values[i];
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        int width = 64 - Long.numberOfLeadingZeros(most - least);
        if (width > CONSTANT && steps.length() < (long) width * size / 8) {
            packer.number(STEPS);
            byte[] packed = steps.take();
            packer.bytes(packed, 0, packed.length);
            return;
        }
        packer.number(width);
        packer.signed(least);
        Bits bits = new Bits(packer);
        for (int i = 0; i < size && width > 0; i++) {
            bits.put(values[i] - least, width);
        }
        bits.end();
    }

    static Numbers unpack(Unpacker unpacker, int size) {
        long[] values = new long[size];
        int width = (int) unpacker.number();
        long before = width == STEPS ? 0 : unpacker.signed();
        BitReader bits = new BitReader(unpacker);
        for (int i = 0; i < size; i++) {
            if (width == STEPS) {
                before += unpacker.signed();
                values[i] = before;
            } else {
                values[i] = before + (width == CONSTANT ? 0 : bits.get(width));
            }
        }
        return of(values, size);
    }

    /** Puts numbers of so many bits one after the other, the least bit first. */
    static final class Bits {
        private final Packer packer;
        private long held;
        private int count;

        Bits(Packer packer) {
            this.packer = packer;
        }

        void put(long value, int width) {
            if (width > 32) {
                put(value & 0xffffffffL, 32);
                put(value >>> 32, width - 32);
                return;
            }
            held |= value << count;
            count += width;
            if (count >= 32) {
                packer.int32((int) held);
                count -= 32;
                held = value >>> width - count;
            }
        }

        void end() {
            if (count > 0) {
                packer.int32((int) held);
            }
        }
    }

    /** Gives them back. */
    static final class BitReader {
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
}

package dev.hydroscope.store;

import java.util.Arrays;

/**
 * Packs a header column: the one value of all; or its values and for each place a code of the least width; or, where that is
 * longer, the places and their values. Then the values beyond a request's first.
 */
final class HeaderColumnCodec {
    private static final int CONSTANT = 0;
    private static final int CODED = 1;
    private static final int LISTED = 2;
    private static final int HASH_BYTES = 7;
    private static final int SIZE = SegmentPacker.SIZE;

    private HeaderColumnCodec() {
    }

    static void pack(HeaderColumn column, Packer packer) {
        if (column.constant()) {
            packer.number(CONSTANT);
            hash(packer, column.hashOf(1));
        } else {
            Places there = new Places();
            for (int place = 0; place < SIZE; place++) {
                if (column.code(place) != 0) {
                    there.add(place);
                }
            }
            int count = there.size();
            int width = width(column.codes());
            int coded = column.codes() * HASH_BYTES + width * SIZE / 8;
            int listed = count * HASH_BYTES + Math.min(count, SIZE / 8);
            if (coded <= listed) {
                coded(column, width, packer);
            } else {
                listed(column, there, packer);
            }
        }
        packer.number(column.more());
        for (int i = 0; i < column.more(); i++) {
            packer.number(column.morePlace(i) - (i == 0 ? 0 : column.morePlace(i - 1)));
            hash(packer, column.moreHash(i));
        }
    }

    private static int width(int codes) {
        return 32 - Integer.numberOfLeadingZeros(codes);
    }

    private static void coded(HeaderColumn column, int width, Packer packer) {
        packer.number(CODED);
        packer.number(column.codes());
        for (int code = 1; code <= column.codes(); code++) {
            hash(packer, column.hashOf(code));
        }
        BitWriter bits = new BitWriter(packer);
        for (int place = 0; place < SIZE; place++) {
            bits.put(column.code(place), width);
        }
        bits.end();
    }

    private static void listed(HeaderColumn column, Places there, Packer packer) {
        packer.number(LISTED);
        there.pack(packer);
        for (int place = there.next(0); place >= 0; place = there.next(place + 1)) {
            hash(packer, column.hash(place));
        }
    }

    static HeaderColumn unpack(byte[] data) {
        Unpacker unpacker = new Unpacker(data);
        char[] codes = new char[SIZE];
        long[] values = switch ((int) unpacker.number()) {
            case CONSTANT -> constant(unpacker, codes);
            case CODED -> coded(unpacker, codes);
            default -> listed(unpacker, codes);
        };
        int more = unpacker.count();
        char[] places = new char[more];
        long[] hashes = new long[more];
        int place = 0;
        for (int i = 0; i < more; i++) {
            place += (int) unpacker.number();
            places[i] = (char) place;
            hashes[i] = hash(unpacker);
        }
        return HeaderColumn.of(values, codes, places, hashes);
    }

    private static long[] constant(Unpacker unpacker, char[] codes) {
        Arrays.fill(codes, (char) 1);
        return new long[] {hash(unpacker)};
    }

    private static long[] coded(Unpacker unpacker, char[] codes) {
        long[] values = new long[unpacker.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = hash(unpacker);
        }
        BitReader bits = new BitReader(unpacker);
        int width = width(values.length);
        for (int place = 0; place < SIZE; place++) {
            codes[place] = (char) bits.get(width);
        }
        return values;
    }

    /** A code for each place, be the value the same. */
    private static long[] listed(Unpacker unpacker, char[] codes) {
        Places there = Places.unpack(unpacker);
        long[] values = new long[there.size()];
        int count = 0;
        for (int place = there.next(0); place >= 0; place = there.next(place + 1)) {
            values[count++] = hash(unpacker);
            codes[place] = (char) count;
        }
        return values;
    }

    private static void hash(Packer packer, long hash) {
        packer.int32((int) hash);
        packer.int24((int) (hash >>> 32));
    }

    private static long hash(Unpacker unpacker) {
        return unpacker.int32() & 0xffffffffL | (long) unpacker.int24() << 32;
    }
}

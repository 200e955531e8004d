package dev.hydroscope.store;

import java.util.Arrays;

/**
 * The headers of one name and direction in a block of requests: for each place the hash of the value, and of requests with
 * several such headers the other values. Two values can have one hash, about once in 10^16 pairs.
 */
public final class HeaderColumn {
    static final HeaderColumn NONE = new HeaderColumn(new long[0], new char[SegmentPacker.SIZE], new char[0], new long[0]);

    private final long[] values;
    private final char[] codes;
    private final char[] morePlaces;
    private final long[] moreHashes;

    HeaderColumn(long[] values, char[] codes, char[] morePlaces, long[] moreHashes) {
        this.values = values;
        this.codes = codes;
        this.morePlaces = morePlaces;
        this.moreHashes = moreHashes;
    }

    /** Of a value of the header of that {@link Term#key}, as it is stored; never 0. */
    public static long hash(String key, byte[] value) {
        return shortened(Term.header(key, value));
    }

    /** Seven bytes in the file. */
    static long shortened(long term) {
        return Math.max(1, term >>> 8);
    }

    /** The hash of the first such header's value; 0: there is none. */
    public long hash(int place) {
        int code = codes[place];
        return code == 0 ? 0 : values[code - 1];
    }

    /** A number from 1 on that stands for the value within this block; 0: there is none. One hash may have several codes. */
    public int code(int place) {
        return codes[place];
    }

    /** The highest code. */
    public int codes() {
        return values.length;
    }

    public long hashOf(int code) {
        return values[code - 1];
    }

    /** Whether a request has such a header more than once, with another value each time. */
    public boolean several(int place) {
        return Arrays.binarySearch(morePlaces, (char) place) >= 0;
    }

    /** How many values there are beside the first ones of their requests. */
    public int more() {
        return morePlaces.length;
    }

    /** Ascending; a place may come more than once. */
    public int morePlace(int i) {
        return morePlaces[i];
    }

    public long moreHash(int i) {
        return moreHashes[i];
    }

    int weight() {
        return 96 + values.length * 8 + codes.length * 2 + morePlaces.length * 10;
    }

    char[] placeCodes() {
        return codes;
    }
}

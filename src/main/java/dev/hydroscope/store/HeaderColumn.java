package dev.hydroscope.store;

import java.util.Arrays;

/**
 * The headers of one name and direction in a block of requests: for each place the hash of the value, and of requests with
 * several such headers the other values. Two values can have one hash, about once in 10^16 pairs.
 */
public final class HeaderColumn {
    static final HeaderColumn NONE = new HeaderColumn(new long[0], new byte[SegmentPacker.SIZE], null, new char[0], new long[0]);
    private static final int FEW = 256;
    private static final long[] NO_HASHES = {};
    private static final long PATH_BEGINNING = Term.name("path beginning");

    private final long[] values;
    private final byte[] few;
    private final char[] many;
    private final char[] morePlaces;
    private final long[] moreHashes;

    /** Of the codes the first or the second kind is there; neither where every place has the one value. */
    private HeaderColumn(long[] values, byte[] few, char[] many, char[] morePlaces, long[] moreHashes) {
        this.values = values;
        this.few = few;
        this.many = many;
        this.morePlaces = morePlaces;
        this.moreHashes = moreHashes;
    }

    static HeaderColumn of(long[] values, char[] codes, char[] morePlaces, long[] moreHashes) {
        if (values.length >= FEW) {
            return new HeaderColumn(values, null, codes, morePlaces, moreHashes);
        }
        byte[] few = new byte[codes.length];
        boolean same = values.length == 1;
        for (int place = 0; place < few.length; place++) {
            few[place] = (byte) codes[place];
            same &= codes[place] == 1;
        }
        return new HeaderColumn(values, same ? null : few, null, morePlaces, moreHashes);
    }

    /** Of a value of the header of that {@link Term#key}, as it is stored; never 0. */
    public static long hash(String key, byte[] value) {
        return shortened(Term.header(key, value));
    }

    /** Of the header that a cursor stands at. */
    public static long hash(HeaderCursor cursor) {
        return shortened(Term.header(cursor.nameHash(), cursor.body(), cursor.valueOffset(), cursor.captured()));
    }

    /** Of the first segments of a path. */
    public static long pathHash(byte[] path, int offset, int length) {
        return shortened(Term.header(PATH_BEGINNING, path, offset, length));
    }

    /** Seven bytes in the file. */
    static long shortened(long term) {
        return Math.max(1, term >>> 8);
    }

    /** The hash of the first such header's value; 0: there is none. */
    public long hash(int place) {
        int code = code(place);
        return code == 0 ? 0 : values[code - 1];
    }

    /** A number from 1 on that stands for the value within this block; 0: there is none. One hash may have several codes. */
    public int code(int place) {
        return few != null ? few[place] & 0xff : many != null ? many[place] : 1;
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

    /** Of all such headers of a request: each value once, none where it has no such header. */
    public long[] hashes(int place) {
        long first = hash(place);
        if (first == 0) {
            return NO_HASHES;
        }
        int at = Arrays.binarySearch(morePlaces, (char) place);
        if (at < 0) {
            return new long[] {first};
        }
        while (at > 0 && morePlaces[at - 1] == place) {
            at--;
        }
        int end = at;
        while (end < morePlaces.length && morePlaces[end] == place) {
            end++;
        }
        long[] all = new long[1 + end - at];
        all[0] = first;
        System.arraycopy(moreHashes, at, all, 1, end - at);
        return all;
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
        return 112 + values.length * 8 + (few != null ? few.length : many != null ? many.length * 2 : 0) + morePlaces.length * 10;
    }

    /** Whether every place has the one value. */
    boolean constant() {
        return few == null && many == null;
    }
}

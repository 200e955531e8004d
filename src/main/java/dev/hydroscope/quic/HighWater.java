package dev.hydroscope.quic;

import java.util.Arrays;

/** How far the bytes of each stream of a connection have come, in either direction; of a bounded number of streams. */
final class HighWater {
    private static final int MOST = 1 << 16;
    private static final long NONE = Long.MIN_VALUE;

    private long[] keys = new long[16];
    private long[] ends = new long[16];
    private int used;

    HighWater() {
        Arrays.fill(keys, NONE);
    }

    /** Where the stream had come before these bytes, or -1 where nothing is known of it. */
    long move(long stream, long end) {
        int at = find(stream);
        if (keys[at] == NONE) {
            return begin(stream, end, at);
        }
        long before = ends[at];
        ends[at] = Math.max(before, end);
        return before;
    }

    private long begin(long stream, long end, int at) {
        keys[at] = stream;
        ends[at] = end;
        used++;
        if (used * 2 > keys.length) {
            rehash(used > MOST ? new HighWater() : this, used > MOST ? 16 : keys.length * 2);
        }
        return -1;
    }

    /** Grows; or forgets all, where a connection leaves more streams open than any does. */
    private void rehash(HighWater from, int size) {
        long[] oldKeys = from.keys;
        long[] oldEnds = from.ends;
        keys = new long[size];
        Arrays.fill(keys, NONE);
        ends = new long[size];
        used = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != NONE) {
                int at = find(oldKeys[i]);
                keys[at] = oldKeys[i];
                ends[at] = oldEnds[i];
                used++;
            }
        }
    }

    private int find(long stream) {
        int at = (int) (stream * 0x9E3779B97F4A7C15L >>> 40) & keys.length - 1;
        while (keys[at] != NONE && keys[at] != stream) {
            at = at + 1 & keys.length - 1;
        }
        return at;
    }

    /** A stream that is gone. */
    void forget(long stream) {
        int at = find(stream);
        if (keys[at] == NONE) {
            return;
        }
        keys[at] = NONE;
        used--;
        for (int next = at + 1 & keys.length - 1; keys[next] != NONE; next = next + 1 & keys.length - 1) {
            long key = keys[next];
            long end = ends[next];
            keys[next] = NONE;
            int home = find(key);
            keys[home] = key;
            ends[home] = end;
        }
    }
}

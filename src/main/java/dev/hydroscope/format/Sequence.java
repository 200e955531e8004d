package dev.hydroscope.format;

import java.util.HashMap;
import java.util.Map;

/**
 * Time and count for lines that have milliseconds, or none, and no count of their thread's events: a line is never before
 * the one above it, and none counts as lost.
 */
final class Sequence {
    private static final long NANOS = 1_000_000;
    private static final long LATEST = Long.MAX_VALUE / NANOS;
    /** Threads write one after the other, which is not quite the order of their clocks. */
    private static final long JITTER_NANOS = 1000 * NANOS;
    private static final int MOST_THREADS = 65_536;

    private final Map<Integer, int[]> counts = new HashMap<>();
    private int lastTid;
    private int[] last;
    private long atNanos;
    private volatile long backwards;

    /**
     * @param millis since 1970; 0 where the line does not tell
     * @param nanos beyond it
     */
    long atNanos(long millis, long nanos) {
        if (millis <= 0 || millis >= LATEST) {
            return atNanos;
        }
        long at = millis * NANOS + nanos;
        if (at >= atNanos) {
            atNanos = at;
        } else if (atNanos - at > JITTER_NANOS) {
            backwards = backwards + 1;
        }
        return atNanos;
    }

    /** The next count of that thread. */
    int next(int tid) {
        if (last == null || tid != lastTid) {
            if (counts.size() > MOST_THREADS) {
                counts.clear();
            }
            last = counts.computeIfAbsent(tid, thread -> new int[1]);
            lastTid = tid;
        }
        return ++last[0];
    }

    /** Lines whose time lies far before that of the line above. */
    long backwards() {
        return backwards;
    }
}

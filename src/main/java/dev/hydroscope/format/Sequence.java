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
    private static final long JITTER_MILLIS = 1000;
    private static final int MOST_THREADS = 65_536;

    private final Map<Integer, int[]> counts = new HashMap<>();
    private int lastTid;
    private int[] last;
    private long atMillis;
    private volatile long backwards;

    /** @param millis since 1970; 0 where the line does not tell */
    long atNanos(long millis) {
        if (millis > atMillis && millis <= LATEST) {
            atMillis = millis;
        } else if (millis > 0 && atMillis - millis > JITTER_MILLIS) {
            backwards = backwards + 1;
        }
        return atMillis * NANOS;
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

    /** Lines whose time lies before that of the line above. */
    long backwards() {
        return backwards;
    }
}

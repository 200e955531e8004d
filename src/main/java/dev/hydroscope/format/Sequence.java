package dev.hydroscope.format;

import java.util.HashMap;
import java.util.Map;

/** Time and count for lines that have milliseconds at most, and no count of their thread's events: none counts as lost. */
final class Sequence {
    private static final long NANOS = 1_000_000;
    private static final long LATEST = Long.MAX_VALUE / NANOS;
    private static final int MOST_THREADS = 65_536;

    private final Map<Integer, int[]> counts = new HashMap<>();
    private int lastTid;
    private int[] last;
    private long atNanos;

    /**
     * The time as it is told: a thread's lines are in order, and an export has one connection behind the other. A line
     * without a time has that of the line above.
     *
     * @param millis since 1970; 0 where the line does not tell
     * @param nanos beyond it
     */
    long atNanos(long millis, long nanos) {
        if (millis > 0 && millis < LATEST) {
            atNanos = millis * NANOS + nanos;
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
}

package dev.hydroscope.source;

import java.time.Instant;

/** What turns CLOCK_MONOTONIC, the clock of the kernel's records and of System.nanoTime, into time since 1970. */
final class Clock {
    private static final int TRIES = 20;

    private Clock() {
    }

    /** Taken where the two clocks were read closest together. */
    static long offsetNanos() {
        long best = 0;
        long closest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long before = System.nanoTime();
            Instant now = Instant.now();
            long after = System.nanoTime();
            if (after - before < closest) {
                closest = after - before;
                best = nanos(now) - (before + (after - before) / 2);
            }
        }
        return best;
    }

    static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}

package dev.hydroscope.query;

import dev.hydroscope.store.ColumnScan;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Orders groups by a rank of their durations, counted in steps of a sixteenth of an octave. */
final class Ranked {
    private static final int STEPS = 64 * 16;

    private Ranked() {
    }

    /** The keys of those groups whose rank is the longest, the longest first. */
    static LongStream first(ColumnScan scan, Matching matching, BooleanSupplier cancelled, FieldReading reading,
            LongIndex keys, int percent, int limit) {
        int[][] counts = new int[keys.size()][];
        Groups.each(scan, matching, cancelled, reading, (key, block, place) -> {
            int at = keys.find(key);
            long nanos = block.durationNanos(place);
            if (at >= 0 && nanos >= 0) {
                counts[at] = counts[at] == null ? new int[STEPS] : counts[at];
                counts[at][step(nanos)]++;
            }
        });
        return IntStream.range(0, keys.size()).boxed().sorted(Comparator.comparing(at -> -rank(counts[at], percent)))
                .limit(limit).mapToLong(keys::key);
    }

    private static int step(long nanos) {
        int octave = 63 - Long.numberOfLeadingZeros(nanos | 1);
        return octave * 16 + (int) (octave < 4 ? nanos << 4 - octave & 15 : nanos >>> octave - 4 & 15);
    }

    private static int rank(int[] counts, int percent) {
        if (counts == null) {
            return -1;
        }
        long left = (Arrays.stream(counts).asLongStream().sum() * percent + 99) / 100;
        for (int step = 0; step < STEPS; step++) {
            left -= counts[step];
            if (left <= 0) {
                return step;
            }
        }
        return STEPS;
    }
}

package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import java.util.Optional;

/** How long requests took, in steps of 1, 2 and 5 times a power of ten. */
final class DurationReading extends FieldReading {
    private static final long[] BOUNDS = bounds();
    private ColumnBlock block;

    private static long[] bounds() {
        long[] bounds = new long[46];
        bounds[0] = 0;
        long ten = 1;
        for (int i = 1; i < bounds.length; i += 3, ten *= 10) {
            bounds[i] = ten;
            bounds[i + 1] = ten * 2;
            bounds[i + 2] = ten * 5;
        }
        return bounds;
    }

    @Override
    void enter(ColumnBlock next) {
        block = next;
    }

    @Override
    long first(int place) {
        long nanos = block.durationNanos(place);
        if (nanos < 0) {
            return NONE;
        }
        int step = 0;
        while (step + 1 < BOUNDS.length && BOUNDS[step + 1] <= nanos) {
            step++;
        }
        return step;
    }

    /** The literal is a condition of its own. */
    @Override
    Said say(long key, long ordinal) {
        int step = (int) key;
        String from = written(BOUNDS[step]);
        if (step + 1 == BOUNDS.length) {
            return new Said("from " + from, Optional.of("duration >= " + from), false, false);
        }
        String to = written(BOUNDS[step + 1]);
        return new Said(from + " to " + to, Optional.of("(duration >= " + from + " and duration < " + to + ")"), false, false);
    }

    private static String written(long nanos) {
        return nanos == 0 || nanos % 1_000_000_000 == 0 ? nanos / 1_000_000_000 + "s" : nanos % 1_000_000 == 0
                ? nanos / 1_000_000 + "ms" : nanos % 1000 == 0 ? nanos / 1000 + "us" : nanos + "ns";
    }
}

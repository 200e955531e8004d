package dev.hydroscope.store;

import dev.hydroscope.quic.Bucket;
import dev.hydroscope.quic.Mark;
import dev.hydroscope.quic.Metric;
import dev.hydroscope.quic.Samples;

/**
 * The buckets of a connection at every level as its samples come: a bucket is packed when a sample falls into another, and
 * then is part of the one above it. What is not packed in a full row yet is known from the levels below, at last from the
 * samples themselves, so that nothing but they need be written again and again.
 */
final class Pyramid implements Samples {
    /** Takes the rows that are full. */
    interface Rows {
        void full(int level, BucketPacker packer);
    }

    private static final class Level {
        final BucketPacker packer = new BucketPacker();
        final Bucket bucket = new Bucket();
        boolean open;
        long number;
        /** Until when states have been counted, and which are on since. */
        long covered = Long.MIN_VALUE;
        int states;
    }

    private final Level[] levels = new Level[SeriesRow.LEVELS];
    private final Rows rows;

    Pyramid(Rows rows) {
        this.rows = rows;
        levels[0] = new Level();
    }

    @Override
    public void sample(Metric metric, long at, long value) {
        Level finest = levels[0];
        if (at < finest.covered) {
            roll(0, at, true);
            finest.covered = at;
        } else if (!finest.open || at >> SeriesRow.FINEST_SHIFT != finest.number) {
            roll(0, at, false);
        }
        if (!finest.open) {
            open(finest, at >> SeriesRow.FINEST_SHIFT, SeriesRow.FINEST_SHIFT);
        }
        finest.bucket.elapse(finest.states, at - finest.covered);
        finest.covered = at;
        if (metric.state()) {
            finest.states = value != 0 ? finest.states | metric.bit() : finest.states & ~metric.bit();
            finest.bucket.change(metric.ordinal(), value);
        } else {
            finest.bucket.value(metric.ordinal(), value);
        }
    }

    @Override
    public void mark(Mark mark, long at, long first, long second, String text) {
        // marks have rows of their own
    }

    private static void open(Level level, long number, int shift) {
        level.open = true;
        level.number = number;
        level.bucket.clear();
        level.covered = Math.max(level.covered, number << shift);
    }

    /** Closes what does not hold that time, from a level on; all of it where the clock was set back. */
    private void roll(int from, long at, boolean step) {
        for (int i = from; i < levels.length; i++) {
            if (levels[i] != null && levels[i].open) {
                if (!step && at >> shift(i) == levels[i].number) {
                    return;
                }
                close(i, step);
            }
        }
    }

    private static int shift(int level) {
        return SeriesRow.shift(level + 1);
    }

    private void close(int i, boolean step) {
        Level level = levels[i];
        long start = level.number << shift(i);
        long end = start + (1L << shift(i));
        if (!step) {
            level.bucket.elapse(level.states, end - level.covered);
            level.covered = end;
        }
        keep(level);
        level.open = false;
        level.packer.add(level.number, level.bucket);
        if (i + 1 < levels.length) {
            merge(i + 1, start, end, level.bucket);
        }
        if (level.packer.full()) {
            give(i);
        }
    }

    /** The levels below too, so that none ever knows less in its rows than one above it. */
    private void give(int upTo) {
        for (int i = 0; i <= upTo; i++) {
            if (levels[i] != null && !levels[i].packer.isEmpty()) {
                rows.full(i + 1, levels[i].packer);
                levels[i].packer.clear();
            }
        }
    }

    /** What is on is told though it had no time: a clock was set. */
    private static void keep(Level level) {
        for (int rest = level.states & ~level.bucket.active(); rest != 0; rest &= rest - 1) {
            level.bucket.set(Integer.numberOfTrailingZeros(rest), 0, 1, 1, 0, 0);
        }
    }

    private void merge(int i, long start, long end, Bucket child) {
        if (levels[i] == null) {
            levels[i] = new Level();
        }
        Level level = levels[i];
        if (start < level.covered) {
            level.covered = start;
        }
        if (!level.open) {
            open(level, start >> shift(i), shift(i));
        }
        level.bucket.elapse(level.states, start - level.covered);
        level.bucket.add(child);
        level.covered = end;
        level.states = child.states();
    }

    /** A bucket of a level that is stored already, but not in the rows of the levels above. */
    void restore(int level, long number, Bucket bucket) {
        long start = number << SeriesRow.shift(level);
        roll(level, start, start < levels[0].covered);
        if (level < levels.length) {
            merge(level, start, start + (1L << SeriesRow.shift(level)), bucket);
        }
        levels[0].states = bucket.states();
        levels[0].covered = start + (1L << SeriesRow.shift(level));
    }
}

package dev.hydroscope.store;

/** A row of the table series: samples, or the buckets of a level. */
record SeriesRow(long id, long firstAt, long lastAt, long firstSample, long samples, int steps, byte[] data) {
    static final int LEVEL_BITS = 4;
    static final int ROW_BITS = 22;
    static final int SAMPLES = 0;
    static final int CONNECTION_BITS = LEVEL_BITS + ROW_BITS;
    /** Of a bucket of level 1; those of the next level are four times as long. */
    static final int FINEST_SHIFT = 20;
    static final int LEVELS = 11;

    static long id(long connection, int level, long row) {
        return connection << CONNECTION_BITS | (long) level << ROW_BITS | row;
    }

    static int shift(int level) {
        return FINEST_SHIFT + 2 * (level - 1);
    }

    long row() {
        return id & (1L << ROW_BITS) - 1;
    }

    /** The number of the sample behind its last. */
    long end() {
        return firstSample + samples;
    }
}

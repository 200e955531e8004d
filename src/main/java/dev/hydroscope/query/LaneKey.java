package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;

/** What requests of one lane have in common, as a number. */
interface LaneKey {
    /** Of no lane. */
    long NONE = Long.MIN_VALUE;

    long of(ColumnBlock block, int place);
}

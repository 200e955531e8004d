package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;

/** Which lanes requests are in, of one block after the other: a number for each lane, the same one whenever it is asked. */
interface LaneKey {
    /** From now on places are those of this block. */
    void enter(ColumnBlock block);

    long first(int place);

    /** Whether a request is in more than one. */
    default boolean several(int place) {
        return false;
    }

    /** All of them, each once. */
    default long[] all(int place) {
        return new long[] {first(place)};
    }
}

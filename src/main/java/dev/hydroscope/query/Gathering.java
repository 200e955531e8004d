package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.Places;

/** What is gathered of requests, block by block from the oldest on, and joined of parts. */
interface Gathering<T> {
    /** @param lanes which ones requests are in, of this block; of no matter where there are no lanes */
    void add(ColumnBlock block, Places matched, LaneKey lanes);

    /** What another has gathered, of other blocks; that one stays as it is. */
    void add(T other);

    /** How many requests. */
    long requests();
}

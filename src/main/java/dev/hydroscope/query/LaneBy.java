package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;

/** What requests of one lane have in common: a connection, or the value of a field. */
record LaneBy(String word, LaneKey key) {
    static final String CONNECTION = "connection";
    static final String REQUEST = "request";

    static final LaneBy OF_CONNECTION = new LaneBy(CONNECTION, ColumnBlock::connection);
}

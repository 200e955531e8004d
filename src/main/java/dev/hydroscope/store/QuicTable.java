package dev.hydroscope.store;

import dev.hydroscope.quic.Layout;
import dev.hydroscope.trace.Changes.Run;
import java.sql.SQLException;

/** What is derived from the events of QUIC connections as they are written. */
interface QuicTable {
    /** @param layouts of the run's events, place by place; it may be longer than the run */
    void put(Run run, Layout[] layouts) throws SQLException;

    /** Whether it looks up a connection's earlier events itself: of those written before it needs but the first run. */
    default boolean looksBack() {
        return false;
    }

    /** Everything to the tables, what may still grow too. */
    void flush() throws SQLException;
}

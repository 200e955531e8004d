package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Goes through the rows of a connection's packets, a few at a time, in either order. */
final class PacketChunks {
    private static final int PAGE = 32;
    private static final int PLACE_BITS = 8;

    /** @param at how many chunks of the connection stand before it */
    record Row(long at, byte[] data) {
        /** Where its first packet stands among the connection's. */
        long position() {
            return at << PLACE_BITS;
        }
    }

    private final Connection connection;
    private final long base;
    private final boolean newest;
    private long low;
    private long high;
    private final List<Row> page = new ArrayList<>(PAGE);
    private int next;

    /** @param low the first chunk of the connection to read @param high the one behind the last */
    PacketChunks(Connection connection, long ordinal, long low, long high, boolean newest) {
        this.connection = connection;
        this.base = PacketTable.firstChunk(ordinal);
        this.low = low;
        this.high = high;
        this.newest = newest;
    }

    static long chunk(long position) {
        return position >> PLACE_BITS;
    }

    /** Null at the end. */
    Row next() throws SQLException {
        if (next == page.size() && low < high) {
            read();
        }
        return next == page.size() ? null : page.get(next++);
    }

    private void read() throws SQLException {
        long from = newest ? Math.max(low, high - PAGE) : low;
        long to = newest ? high : Math.min(high, low + PAGE);
        page.clear();
        next = 0;
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, data FROM packet WHERE id >= ? AND id < ? ORDER BY id")) {
            select.setLong(1, base + from);
            select.setLong(2, base + to);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    page.add(new Row(result.getLong(1) - base, result.getBytes(2)));
                }
            }
        }
        low = newest ? low : to;
        high = newest ? from : high;
        if (newest) {
            Collections.reverse(page);
        }
    }
}

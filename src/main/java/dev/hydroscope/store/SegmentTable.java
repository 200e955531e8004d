package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Collection;

/** The rows of search segments, their columns, and of the requests that came late for theirs. */
final class SegmentTable {
    private final Connection connection;
    private final PreparedStatement posting;
    private final PreparedStatement segment;
    private final PreparedStatement late;
    private final ReachTable reach;
    private final ColumnTable columns;
    private long next;

    SegmentTable(Connection connection) throws SQLException {
        this.connection = connection;
        this.posting = connection.prepareStatement("INSERT INTO posting (id, data) VALUES (?, ?)");
        this.segment = connection.prepareStatement(
                "INSERT INTO segment (id, block, ordinals, first_at, last_at, classes) VALUES (?, ?, ?, ?, ?, ?)");
        this.reach = new ReachTable(connection);
        this.late = connection.prepareStatement("MERGE INTO late (id) VALUES (?)");
        this.columns = new ColumnTable(connection);
        this.next = number("SELECT COALESCE(MAX(id), -1) FROM segment") + 1;
    }

    long number(String select) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    /** The blocks that have a segment. */
    BitSet published() throws SQLException {
        BitSet blocks = new BitSet();
        try (PreparedStatement statement = connection.prepareStatement("SELECT block FROM segment WHERE block >= 0");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                blocks.set((int) result.getLong(1));
            }
        }
        return blocks;
    }

    /** @param ordinals packed, of a segment of requests here and there; empty for those of a block */
    void publish(Block block, byte[] ordinals) throws SQLException {
        columns.put(next, block.columns());
        postings(block.publish());
        if (block.number >= 0) {
            reach.until(block.number, block.lastEnd);
        }
        row(block.number, ordinals, block);
    }

    /** Of one that is published in a segment of requests here and there. */
    void reach(RequestRow row) throws SQLException {
        reach.until(Block.number(row.ordinal()), row.lastsUntilNanos());
    }

    void clearLate() throws SQLException {
        try (PreparedStatement clear = connection.prepareStatement("DELETE FROM late")) {
            clear.execute();
        }
    }

    private void postings(byte[][] rows) throws SQLException {
        for (int i = 0; i < rows.length; i++) {
            posting.setLong(1, next << SegmentPacker.ROW_BITS | i);
            posting.setBytes(2, rows[i]);
            posting.addBatch();
        }
        posting.executeBatch();
    }

    private void row(long number, byte[] ordinals, Block block) throws SQLException {
        segment.setLong(1, next++);
        segment.setLong(2, number);
        segment.setBytes(3, ordinals);
        segment.setLong(4, block.firstAt);
        segment.setLong(5, block.lastAt);
        segment.setInt(6, block.classes);
        segment.execute();
    }

    void late(Collection<Long> ordinals) throws SQLException {
        for (long ordinal : ordinals) {
            late.setLong(1, ordinal);
            late.addBatch();
        }
        late.executeBatch();
    }
}

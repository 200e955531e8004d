package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts stored events by steps of 2^26 ns (67 ms) since 1970 and by HTTP version: whatever is drawn in steps of a greater
 * power of two is an exact sum. A row holds 256 steps, each cell that is not empty as its distance from the one before and
 * its count; {@link EventCounts} adds them up.
 */
final class EventTally {
    static final int STEP_SHIFT = 26;
    static final int ROW_SHIFT = 34;
    static final int STEPS = 1 << ROW_SHIFT - STEP_SHIFT;
    /** None, then those of {@link Protocol#VERSIONS}. */
    static final int VERSIONS = 1 + Protocol.VERSIONS.size();
    private static final int KEPT = 64;

    private final PreparedStatement select;
    private final PreparedStatement merge;
    private final Map<Long, Row> rows = new LinkedHashMap<>(64, 0.75f, true);
    private Row latest = new Row(Long.MIN_VALUE);

    private static final class Row {
        final long id;
        final long[] cells = new long[VERSIONS * STEPS];
        boolean changed;

        Row(long id) {
            this.id = id;
        }
    }

    EventTally(Connection connection) throws SQLException {
        this.select = connection.prepareStatement("SELECT data FROM event_count WHERE id = ?");
        this.merge = connection.prepareStatement("MERGE INTO event_count (id, data) VALUES (?, ?)");
    }

    void add(long atNanos, int httpVersion, long events) throws SQLException {
        long id = atNanos >> ROW_SHIFT;
        if (id != latest.id) {
            latest = row(id);
        }
        int step = (int) (atNanos >> STEP_SHIFT) & STEPS - 1;
        latest.cells[place(httpVersion) * STEPS + step] += events;
        latest.changed = true;
    }

    static int place(int httpVersion) {
        return Protocol.VERSIONS.indexOf(httpVersion) + 1;
    }

    private Row row(long id) throws SQLException {
        Row row = rows.get(id);
        if (row == null) {
            row = new Row(id);
            select.setLong(1, id);
            try (ResultSet result = select.executeQuery()) {
                if (result.next()) {
                    unpack(result.getBytes(1), row.cells);
                }
            }
            rows.put(id, row);
        }
        return row;
    }

    void flush() throws SQLException {
        for (Row row : rows.values()) {
            if (row.changed) {
                merge.setLong(1, row.id);
                merge.setBytes(2, pack(row.cells));
                merge.addBatch();
                row.changed = false;
            }
        }
        merge.executeBatch();
        var eldest = rows.entrySet().iterator();
        for (int over = rows.size() - KEPT; over > 0; over--) {
            eldest.next();
            eldest.remove();
        }
        latest = new Row(Long.MIN_VALUE);
    }

    private static byte[] pack(long[] cells) {
        Packer packer = new Packer(256);
        int before = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            if (cells[cell] != 0) {
                packer.number(cell - before);
                packer.number(cells[cell]);
                before = cell;
            }
        }
        return packer.take();
    }

    /** Adds to cells, which stand version by version. */
    static void unpack(byte[] data, long[] cells) {
        Unpacker unpacker = new Unpacker(data);
        for (int cell = 0; unpacker.more();) {
            cell += (int) unpacker.number();
            cells[cell] += unpacker.number();
        }
    }
}

package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts stored events by HTTP version and by steps of 2^22 ns (4 ms) and of 2^30 ns (1 s) since 1970: whatever is drawn in
 * steps of a greater power of two is an exact sum. A row holds 512 steps, each cell that is not empty as its distance from
 * the one before and its count; {@link EventCounts} adds them up.
 */
final class EventTally {
    /** Of the fine and the coarse level. */
    private static final int[] STEP_SHIFTS = {22, 30};
    static final int LEVELS = STEP_SHIFTS.length;
    static final int STEP_BITS = 9;
    static final int STEPS = 1 << STEP_BITS;
    /** None, then those of {@link Protocol#VERSIONS}. */
    static final int VERSIONS = 1 + Protocol.VERSIONS.size();
    private static final int KEPT = 64;

    private final PreparedStatement select;
    private final PreparedStatement merge;
    private final Map<Long, Row> rows = new LinkedHashMap<>(64, 0.75f, true);
    private final Row[] latest = new Row[LEVELS];

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

    static int stepShift(int level) {
        return STEP_SHIFTS[level];
    }

    static long id(int level, long row) {
        return row * LEVELS + level;
    }

    /** Counted since 1970 in rows of its level. */
    static long row(long id) {
        return Math.floorDiv(id, LEVELS);
    }

    void add(long atNanos, int httpVersion, long events) throws SQLException {
        int version = Protocol.VERSIONS.indexOf(httpVersion) + 1;
        for (int level = 0; level < LEVELS; level++) {
            long step = atNanos >> STEP_SHIFTS[level];
            long id = id(level, step >> STEP_BITS);
            if (latest[level] == null || id != latest[level].id) {
                latest[level] = load(id);
            }
            latest[level].cells[version * STEPS + (int) (step & STEPS - 1)] += events;
            latest[level].changed = true;
        }
    }

    private Row load(long id) throws SQLException {
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
        Arrays.fill(latest, null);
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

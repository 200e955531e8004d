package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts stored events by probe and by steps of 2^28 ns (268 ms) and of 2^34 ns (17 s) since 1970. A row holds 64 steps, each
 * cell that is not empty as its distance from the one before and its count; {@link ProbeCounts} adds them up.
 */
final class ProbeTally {
    private static final int[] STEP_SHIFTS = {28, 34};
    static final int LEVELS = STEP_SHIFTS.length;
    static final int STEP_BITS = 6;
    static final int STEPS = 1 << STEP_BITS;
    /** Headers' events have no code: they are stored with their requests. */
    static final int RECEIVED = -1;
    static final int SENT = -2;
    private static final int BELOW = 2;
    private static final int KEPT = 16;

    private final PreparedStatement select;
    private final PreparedStatement merge;
    private final Map<Long, Row> rows = new LinkedHashMap<>(16, 0.75f, true);
    private final Row[] latest = new Row[LEVELS];

    private static final class Row {
        final long id;
        long[] cells = new long[16 * STEPS];
        boolean changed;

        Row(long id) {
            this.id = id;
        }

        void add(int cell, long events) {
            if (cell >= cells.length) {
                cells = Arrays.copyOf(cells, Math.max(cell + 1, 2 * cells.length));
            }
            cells[cell] += events;
        }
    }

    /** Takes a count of a probe. */
    interface Taker {
        void take(int code, int step, long events);
    }

    ProbeTally(Connection connection) throws SQLException {
        this.select = connection.prepareStatement("SELECT data FROM probe_count WHERE id = ?");
        this.merge = connection.prepareStatement("MERGE INTO probe_count (id, data) VALUES (?, ?)");
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

    void add(long atNanos, int code) throws SQLException {
        for (int level = 0; level < LEVELS; level++) {
            long step = atNanos >> STEP_SHIFTS[level];
            long id = id(level, step >> STEP_BITS);
            if (latest[level] == null || id != latest[level].id) {
                latest[level] = load(id);
            }
            latest[level].add(code + BELOW << STEP_BITS | (int) (step & STEPS - 1), 1);
            latest[level].changed = true;
        }
    }

    private Row load(long id) throws SQLException {
        Row row = rows.get(id);
        if (row == null) {
            Row fresh = new Row(id);
            select.setLong(1, id);
            try (ResultSet result = select.executeQuery()) {
                if (result.next()) {
                    unpack(result.getBytes(1), (code, step, events) -> fresh.add(code + BELOW << STEP_BITS | step, events));
                }
            }
            rows.put(id, fresh);
            row = fresh;
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

    static void unpack(byte[] data, Taker taker) {
        Unpacker unpacker = new Unpacker(data);
        for (int cell = 0; unpacker.more();) {
            cell += (int) unpacker.number();
            taker.take((cell >> STEP_BITS) - BELOW, cell & STEPS - 1, unpacker.number());
        }
    }
}

package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How many stored events there were, in steps of a power of two of nanoseconds since 1970.
 *
 * @param shift of the steps; 22 (4 ms) at least, whatever was asked for
 * @param fromStep the first step, counted since 1970
 * @param byVersion counts by step: of no version, then of each of {@link Protocol#VERSIONS}
 */
public record EventCounts(int shift, long fromStep, long[][] byVersion) {
    static final int SCHEMA = 3;
    /** As many as a window can have; one that is wider than that gets wider steps. */
    private static final int MOST_STEPS = 20_000;

    /** Of both ends too; empty where an older file was not brought up to date. */
    static Optional<EventCounts> read(Connection connection, long fromNanos, long toNanos, int wantedShift) throws SQLException {
        if (Migrations.at(connection) < SCHEMA) {
            return Optional.empty();
        }
        int shift = Math.max(wantedShift, EventTally.stepShift(0));
        while ((toNanos >> shift) - (fromNanos >> shift) >= MOST_STEPS) {
            shift++;
        }
        int steps = (int) ((toNanos >> shift) - (fromNanos >> shift)) + 1;
        EventCounts counts = new EventCounts(shift, fromNanos >> shift, new long[EventTally.VERSIONS][steps]);
        counts.read(connection, shift >= EventTally.stepShift(1) ? 1 : 0);
        return Optional.of(counts);
    }

    private void read(Connection connection, int level) throws SQLException {
        int rowShift = EventTally.stepShift(level) + EventTally.STEP_BITS;
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, data FROM event_count WHERE id BETWEEN ? AND ? AND MOD(id, " + EventTally.LEVELS + ") = ?")) {
            select.setLong(1, EventTally.id(level, fromStep << shift >> rowShift));
            select.setLong(2, EventTally.id(level, (fromStep + byVersion[0].length << shift) - 1 >> rowShift));
            select.setInt(3, level);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    add(EventTally.row(result.getLong(1)), EventTally.stepShift(level), result.getBytes(2));
                }
            }
        }
    }

    private void add(long row, int stepShift, byte[] data) {
        long[] cells = new long[EventTally.VERSIONS * EventTally.STEPS];
        EventTally.unpack(data, cells);
        for (int cell = 0; cell < cells.length; cell++) {
            if (cells[cell] != 0) {
                long small = (row << EventTally.STEP_BITS) + cell % EventTally.STEPS;
                long step = (small >> shift - stepShift) - fromStep;
                if (step >= 0 && step < byVersion[0].length) {
                    byVersion[cell / EventTally.STEPS][(int) step] += cells[cell];
                }
            }
        }
    }
}

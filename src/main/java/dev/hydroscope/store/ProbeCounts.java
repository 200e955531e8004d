package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each probe fired, in steps of a power of two of nanoseconds since 1970.
 *
 * @param shift of the steps; 28 (268 ms) at least, whatever was asked for
 * @param fromStep the first step, counted since 1970
 * @param steps by `provider:name`
 */
public record ProbeCounts(int shift, long fromStep, Map<String, long[]> steps) {
    static final int SCHEMA = 6;
    /** As many as a window can have; one that is wider than that gets wider steps. */
    private static final int MOST_STEPS = 4000;

    static ProbeCounts read(Connection connection, Probes probes, long fromNanos, long toNanos, int wantedShift)
            throws SQLException {
        int shift = Math.max(wantedShift, ProbeTally.stepShift(0));
        while ((toNanos >> shift) - (fromNanos >> shift) >= MOST_STEPS) {
            shift++;
        }
        ProbeCounts counts = new ProbeCounts(shift, fromNanos >> shift, new HashMap<>());
        counts.read(connection, probes, (int) ((toNanos >> shift) - (fromNanos >> shift)) + 1);
        return counts;
    }

    private void read(Connection connection, Probes probes, int length) throws SQLException {
        int level = shift >= ProbeTally.stepShift(1) ? 1 : 0;
        int rowShift = ProbeTally.stepShift(level) + ProbeTally.STEP_BITS;
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, data FROM probe_count WHERE id BETWEEN ? AND ? AND MOD(id, " + ProbeTally.LEVELS + ") = ?")) {
            select.setLong(1, ProbeTally.id(level, fromStep << shift >> rowShift));
            select.setLong(2, ProbeTally.id(level, (fromStep + length << shift) - 1 >> rowShift));
            select.setInt(3, level);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    long first = ProbeTally.row(result.getLong(1)) << ProbeTally.STEP_BITS;
                    ProbeTally.unpack(result.getBytes(2), (code, step, events) -> add(key(probes, code),
                            (first + step >> shift - ProbeTally.stepShift(level)) - fromStep, length, events));
                }
            }
        }
    }

    private void add(String key, long step, int length, long events) {
        if (step >= 0 && step < length) {
            steps.computeIfAbsent(key, any -> new long[length])[(int) step] += events;
        }
    }

    /** How often each fired in all. */
    static Map<String, Long> totals(Connection connection, Probes probes) throws SQLException {
        Map<String, Long> totals = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT data FROM probe_count WHERE MOD(id, " + ProbeTally.LEVELS + ") = 1");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                ProbeTally.unpack(result.getBytes(1),
                        (code, step, events) -> totals.merge(key(probes, code), events, Long::sum));
            }
        }
        return totals;
    }

    private static String key(Probes probes, int code) {
        return switch (code) {
            case ProbeTally.RECEIVED -> HeaderEvents.RECEIVED.key();
            case ProbeTally.SENT -> HeaderEvents.SENT.key();
            default -> probes.get(code).probe().key();
        };
    }
}

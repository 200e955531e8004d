package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests of a second that had the same protocol and status.
 *
 * @param status 0: none was seen
 * @param durations how many took how long: at 0 those of which nobody knows, at n those of 2^(n-1) to 2^n - 1 nanoseconds
 */
public record RollUp(long id, long second, int version, int status, long requests, long headers, long headerBytes,
        long[] durations) {
    private static final int SECOND_SHIFT = 13;

    /** As {@link Protocol#name}. */
    public String protocol() {
        return Protocol.name(version);
    }

    static List<RollUp> read(Connection connection, long behind, long fromSecond, long toSecond, int limit) throws SQLException {
        List<RollUp> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id, epoch_second, version, status, requests, headers,"
                + " header_bytes, latency FROM roll_up WHERE id > ? AND id < ? AND requests > 0 ORDER BY id LIMIT " + limit)) {
            select.setLong(1, Math.max(behind, (Math.max(0, fromSecond) << SECOND_SHIFT) - 1));
            select.setLong(2, Math.min(toSecond, (Long.MAX_VALUE >> SECOND_SHIFT) - 1) + 1 << SECOND_SHIFT);
            try (ResultSet r = select.executeQuery()) {
                while (r.next()) {
                    rows.add(new RollUp(r.getLong(1), r.getLong(2), r.getInt(3), r.getInt(4), r.getLong(5), r.getLong(6),
                            r.getLong(7), RollUps.unpack(r.getBytes(8))));
                }
            }
        }
        return rows;
    }
}

package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Until when the published requests of a block last: never less than the truth. */
final class ReachTable {
    private static final int SCHEMA = 3;

    private final PreparedStatement select;
    private final PreparedStatement merge;

    ReachTable(Connection connection) throws SQLException {
        this.select = connection.prepareStatement("SELECT last_end FROM reach WHERE block = ?");
        this.merge = connection.prepareStatement("MERGE INTO reach (block, last_end) VALUES (?, ?)");
    }

    void until(long block, long endNanos) throws SQLException {
        select.setLong(1, block);
        try (ResultSet result = select.executeQuery()) {
            if (result.next() && result.getLong(1) >= endNanos) {
                return;
            }
        }
        merge.setLong(1, block);
        merge.setLong(2, endNanos);
        merge.execute();
    }

    /** By block; none of an older file that could not be brought up to date. */
    static Map<Long, Long> read(Connection connection) throws SQLException {
        if (Migrations.at(connection) < SCHEMA) {
            return Map.of();
        }
        Map<Long, Long> reach = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT block, last_end FROM reach");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                reach.put(result.getLong(1), result.getLong(2));
            }
        }
        return reach;
    }
}

package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page of connections, newest first; where a lens shows few of many, a page is given out as it is when its time is over. */
final class ConnectionPage {
    private static final long BUDGET_NANOS = 2_000_000_000L;

    private final Connection connection;
    private final Shown shown;

    ConnectionPage(Connection connection, Shown shown) {
        this.connection = connection;
        this.shown = shown;
    }

    Page<ConnectionRow> read(long before, long fromNanos, long toNanos, int limit) throws SQLException {
        List<ConnectionRow> page = new ArrayList<>();
        long began = System.nanoTime();
        long at = before;
        try (PreparedStatement select = connection.prepareStatement(ConnectionTable.SELECT
                + "WHERE id > 0 AND id < ? AND at >= ? AND at <= ? ORDER BY id DESC LIMIT ?")) {
            select.setLong(2, fromNanos);
            select.setLong(3, toNanos);
            select.setInt(4, limit + 1);
            for (boolean more = true; more;) {
                select.setLong(1, at);
                List<ConnectionRow> rows = ConnectionTable.rows(select);
                more = rows.size() > limit;
                for (ConnectionRow row : rows) {
                    boolean full = page.size() == limit;
                    if (full || System.nanoTime() - began > BUDGET_NANOS && at < before) {
                        return new Page<>(page, Long.toString(at), page.size() + (full ? 1 : 0), full);
                    }
                    Optional<ConnectionRow> seen = shown.connection(row);
                    seen.ifPresent(page::add);
                    at = row.ordinal();
                }
            }
        }
        return new Page<>(page, "", page.size(), true);
    }
}

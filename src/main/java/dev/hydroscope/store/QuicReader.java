package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reads summaries: of a page of connections, or all there are. */
final class QuicReader {
    private static final long PAGE = 2000;

    private QuicReader() {
    }

    static Map<Long, QuicRow> of(Connection connection, List<ConnectionRow> of) throws SQLException {
        Map<Long, QuicRow> rows = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(QuicRows.select(connection) + "WHERE id = ?")) {
            for (ConnectionRow row : of) {
                select.setLong(1, row.ordinal());
                QuicRows.rows(select).forEach(quic -> rows.put(quic.connection(), quic));
            }
        }
        return rows;
    }

    /** By pages of ordinals, so that neither table is in memory as a whole. */
    static Long each(Connection connection, BiConsumer<ConnectionRow, QuicRow> each) throws SQLException {
        long given = 0;
        String page = "WHERE id BETWEEN ? AND ? ORDER BY id";
        try (PreparedStatement summaries = connection.prepareStatement(QuicRows.select(connection) + page);
                PreparedStatement connections = connection.prepareStatement(ConnectionTable.SELECT + page)) {
            long last = last(connection);
            for (long from = 0; from <= last; from += PAGE) {
                summaries.setLong(1, from);
                summaries.setLong(2, from + PAGE - 1);
                Map<Long, QuicRow> found = new HashMap<>();
                QuicRows.rows(summaries).forEach(row -> found.put(row.connection(), row));
                if (!found.isEmpty()) {
                    connections.setLong(1, from);
                    connections.setLong(2, from + PAGE - 1);
                    for (ConnectionRow row : ConnectionTable.rows(connections)) {
                        if (found.containsKey(row.ordinal())) {
                            each.accept(row, found.get(row.ordinal()));
                            given++;
                        }
                    }
                }
            }
        }
        return given;
    }

    private static long last(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT COALESCE(MAX(id), -1) FROM connection");
                ResultSet result = select.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }
}

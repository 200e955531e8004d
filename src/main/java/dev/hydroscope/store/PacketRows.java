package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Single rows of packets, by their id or by what they hold. */
final class PacketRows {
    private static final String SELECT = "SELECT id, most_sent, most_received, data FROM packet WHERE id = ";

    private final Connection connection;

    PacketRows(Connection connection) {
        this.connection = connection;
    }

    void bind(PreparedStatement statement, PacketChunk chunk) throws SQLException {
        statement.setLong(1, chunk.id);
        statement.setLong(2, chunk.firstAt);
        statement.setLong(3, chunk.lastAt);
        statement.setLong(4, chunk.mostSent);
        statement.setLong(5, chunk.mostReceived);
        statement.setInt(6, chunk.count);
        statement.setBytes(7, chunk.data());
    }

    /** The id behind a connection's last chunk; of one without packets, that of its first. */
    long end(long ordinal) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT MAX(id) FROM packet WHERE id BETWEEN ? AND ?")) {
            select.setLong(1, PacketTable.firstChunk(ordinal));
            select.setLong(2, PacketTable.firstChunk(ordinal + 1) - 1);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                long last = result.getLong(1);
                return result.wasNull() ? PacketTable.firstChunk(ordinal) : last + 1;
            }
        }
    }

    /** The connection's last chunk, to go on with; null where it has none. */
    PacketChunk last(long ordinal) throws SQLException {
        return read(end(ordinal) - 1);
    }

    /** Null where there is none. */
    PacketChunk read(long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "?")) {
            select.setLong(1, id);
            try (ResultSet r = select.executeQuery()) {
                return r.next() ? PacketChunk.restore(r.getLong(1), r.getLong(2), r.getLong(3), r.getBytes(4)) : null;
            }
        }
    }

    /** The first chunk whose column, which never falls, has come as far as that; the end where none has. */
    long find(long from, long end, String column, long least) throws SQLException {
        long low = from;
        long high = end;
        try (PreparedStatement select = connection.prepareStatement("SELECT " + column + " FROM packet WHERE id = ?")) {
            while (low < high) {
                long middle = low + high >>> 1;
                select.setLong(1, middle);
                try (ResultSet result = select.executeQuery()) {
                    if (result.next() && result.getLong(1) < least) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
            }
        }
        return low;
    }
}

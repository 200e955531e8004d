package dev.hydroscope.store;

import dev.hydroscope.trace.Connection.Identity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The rows of connections. */
final class ConnectionTable {
    static final String SELECT = "SELECT id, conn, pid, generation, at, ended, requests, events, version,"
            + " before_capture, identity, peer, sni, alpn, uuid FROM connection ";
    private static final String VALUES = "INTO connection (id, conn, pid, generation, at, ended, requests, events,"
            + " version, before_capture, identity, peer, sni, alpn, uuid)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final Identity[] IDENTITIES = Identity.values();

    private final PreparedStatement insert;
    private final PreparedStatement merge;
    /** By ordinal; the first is no connection, and never new. */
    private final BitSet written = new BitSet();
    private long next;

    ConnectionTable(Connection connection) throws SQLException {
        this.insert = connection.prepareStatement("INSERT " + VALUES);
        this.merge = connection.prepareStatement("MERGE " + VALUES);
        try (PreparedStatement last = connection.prepareStatement("SELECT COALESCE(MAX(id), -1) FROM connection");
                ResultSet result = last.executeQuery()) {
            result.next();
            next = result.getLong(1) + 1;
            written.set(0, (int) Math.max(1, next));
        }
    }

    /**
     * Writes those that are new or have grown; gives how many are new: some come late, behind others that began after them.
     * The one of all events that belong to none is no connection.
     */
    long put(List<dev.hydroscope.trace.Connection> connections) throws SQLException {
        BitSet fresh = new BitSet();
        long end = next;
        for (dev.hydroscope.trace.Connection connection : connections) {
            boolean first = connection.ordinal() >= end;
            bind(first ? insert : merge, connection);
            end = Math.max(end, connection.ordinal() + 1);
            fresh.set((int) connection.ordinal());
        }
        insert.executeBatch();
        merge.executeBatch();
        next = end;
        fresh.andNot(written);
        written.or(fresh);
        return fresh.cardinality();
    }

    private static void bind(PreparedStatement statement, dev.hydroscope.trace.Connection c) throws SQLException {
        statement.setLong(1, c.ordinal());
        statement.setLong(2, c.conn());
        statement.setInt(3, c.pid());
        statement.setInt(4, c.generation());
        statement.setLong(5, c.atNanos());
        statement.setLong(6, c.endedNanos());
        statement.setLong(7, c.requests());
        statement.setLong(8, c.events());
        statement.setInt(9, c.httpVersion());
        statement.setBoolean(10, c.beforeCapture());
        statement.setInt(11, c.identity().ordinal());
        statement.setString(12, c.peer());
        statement.setString(13, c.sni());
        statement.setString(14, c.alpn());
        statement.setString(15, c.uuid());
        statement.addBatch();
    }

    /** The rows of a statement that begins with {@link #SELECT}. */
    static List<ConnectionRow> rows(PreparedStatement statement) throws SQLException {
        List<ConnectionRow> rows = new ArrayList<>();
        try (ResultSet r = statement.executeQuery()) {
            while (r.next()) {
                rows.add(new ConnectionRow(r.getLong(1), r.getLong(2), r.getInt(3), r.getInt(4), r.getLong(5),
                        r.getLong(6), r.getLong(7), r.getLong(8), r.getInt(9), r.getBoolean(10),
                        IDENTITIES[r.getInt(11)], r.getString(12), r.getString(13), r.getString(14), r.getString(15)));
            }
        }
        return rows;
    }
}

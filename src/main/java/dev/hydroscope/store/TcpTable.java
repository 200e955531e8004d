package dev.hydroscope.store;

import dev.hydroscope.trace.Tcp;
import dev.hydroscope.trace.Tcp.Joined;
import dev.hydroscope.trace.Tcp.Numbers;
import dev.hydroscope.trace.TcpEnd.Side;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The TCP connections under those of a session. */
final class TcpTable {
    static final int SINCE = 5;
    private static final String COLUMNS = "id, number, conns, local, peer, side, began, closed, as_of, bytes_received, bytes_acked,"
            + " bytes_sent, retransmits, rtt, rtt_min, cwnd, samples, state, error, joined";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM tcp ";
    private static final String VALUES = "INTO tcp (" + COLUMNS + ") VALUES (" + "?, ".repeat(19) + "?)";
    private static final long UNTOLD = -1;
    private static final Side[] SIDES = Side.values();
    private static final Joined[] JOINED = Joined.values();

    private final PreparedStatement insert;
    private final PreparedStatement merge;
    private long next;

    TcpTable(Connection connection) throws SQLException {
        this.insert = connection.prepareStatement("INSERT " + VALUES);
        this.merge = connection.prepareStatement("MERGE " + VALUES);
        try (PreparedStatement last = connection.prepareStatement("SELECT COALESCE(MAX(id), -1) FROM tcp");
                ResultSet result = last.executeQuery()) {
            result.next();
            next = result.getLong(1) + 1;
        }
    }

    /** Of each of them what is known of its TCP connection, and with it all others that are on that. */
    void put(List<dev.hydroscope.trace.Connection> connections) throws SQLException {
        Map<Long, Tcp> rows = new HashMap<>();
        for (dev.hydroscope.trace.Connection connection : connections) {
            connection.tcp().ifPresent(tcp -> tcp.connections().forEach(on -> rows.put(on.ordinal(), tcp)));
        }
        if (rows.isEmpty()) {
            return;
        }
        long end = next;
        for (Map.Entry<Long, Tcp> row : rows.entrySet()) {
            bind(row.getKey() >= next ? insert : merge, row.getKey(), row.getValue());
            end = Math.max(end, row.getKey() + 1);
        }
        insert.executeBatch();
        merge.executeBatch();
        next = end;
    }

    private static void bind(PreparedStatement statement, long id, Tcp tcp) throws SQLException {
        Numbers numbers = tcp.numbers();
        statement.setLong(1, id);
        statement.setLong(2, tcp.number());
        statement.setString(3, tcp.connections().stream().map(on -> Long.toString(on.conn())).collect(Collectors.joining(" ")));
        statement.setString(4, tcp.local());
        statement.setString(5, tcp.peer());
        statement.setInt(6, tcp.side().ordinal());
        long[] longs = {tcp.beganNanos(), tcp.closedNanos(), numbers.atNanos(), numbers.bytesReceived(), numbers.bytesAcked(),
            numbers.bytesSent(), numbers.retransmits(), numbers.rttNanos(), numbers.rttMinNanos(), numbers.cwnd(), tcp.samples()};
        for (int i = 0; i < longs.length; i++) {
            statement.setLong(7 + i, longs[i] == Tcp.UNKNOWN ? UNTOLD : longs[i]);
        }
        statement.setInt(18, tcp.state());
        statement.setInt(19, tcp.error());
        statement.setInt(20, tcp.joined().ordinal());
        statement.addBatch();
    }

    /** By the ordinals of their connections; of an older file that could not be brought up to date none. */
    static Map<Long, TcpRow> of(Connection connection, List<ConnectionRow> of) throws SQLException {
        Map<Long, TcpRow> rows = new HashMap<>();
        if (Migrations.at(connection) < SINCE) {
            return rows;
        }
        try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE id = ?")) {
            for (ConnectionRow row : of) {
                select.setLong(1, row.ordinal());
                rows(select).forEach(tcp -> rows.put(tcp.connection(), tcp));
            }
        }
        return rows;
    }

    /** The greatest ordinal of a connection that is on one; -1: there is none. */
    static long last(Connection connection) throws SQLException {
        if (Migrations.at(connection) < SINCE) {
            return -1;
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT COALESCE(MAX(id), -1) FROM tcp");
                ResultSet result = select.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Those whose connections have these ordinals. */
    static List<TcpRow> between(Connection connection, long least, long most) throws SQLException {
        if (Migrations.at(connection) < SINCE) {
            return List.of();
        }
        try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE id BETWEEN ? AND ? ORDER BY id")) {
            select.setLong(1, least);
            select.setLong(2, most);
            return rows(select);
        }
    }

    private static long told(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return number == UNTOLD ? Tcp.UNKNOWN : number;
    }

    private static List<TcpRow> rows(PreparedStatement statement) throws SQLException {
        List<TcpRow> rows = new ArrayList<>();
        try (ResultSet r = statement.executeQuery()) {
            while (r.next()) {
                List<Long> conns = Arrays.stream(r.getString(3).split(" ")).map(Long::valueOf).toList();
                Numbers numbers = new Numbers(r.getLong(9), told(r, 10), told(r, 11), told(r, 12), told(r, 13), told(r, 14),
                        told(r, 15), told(r, 16));
                rows.add(new TcpRow(r.getLong(1), r.getLong(2), conns, r.getString(4), r.getString(5), SIDES[r.getInt(6)],
                        r.getLong(7), r.getLong(8), numbers, r.getLong(17), r.getInt(18), r.getInt(19), JOINED[r.getInt(20)]));
            }
        }
        return rows;
    }
}

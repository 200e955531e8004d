package dev.hydroscope.store;

import dev.hydroscope.quic.Measure;
import dev.hydroscope.trace.Tcp;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a list of connections can go by that their own rows do not hold; {@link Tcp#UNKNOWN} where nobody told.
 *
 * @param never whether a TCP connection is known to have carried no HTTP
 */
record ConnectionFigures(long received, long sent, long again, long rttNanos, boolean never) {
    static final ConnectionFigures NONE = new ConnectionFigures(Tcp.UNKNOWN, Tcp.UNKNOWN, Tcp.UNKNOWN, Tcp.UNKNOWN, false);

    /** By the ordinals of connections that follow one another. */
    static Map<Long, ConnectionFigures> of(Connection connection, List<ConnectionRow> rows) throws SQLException {
        Map<Long, ConnectionFigures> figures = new HashMap<>();
        if (rows.isEmpty()) {
            return figures;
        }
        long one = rows.get(0).ordinal();
        long other = rows.get(rows.size() - 1).ordinal();
        TcpTable.between(connection, Math.min(one, other), Math.max(one, other))
                .forEach(tcp -> figures.put(tcp.connection(), of(tcp)));
        return figures;
    }

    /** The same with the round trips of QUIC. */
    static Map<Long, ConnectionFigures> withQuic(Connection connection, List<ConnectionRow> rows) throws SQLException {
        Map<Long, ConnectionFigures> figures = of(connection, rows);
        QuicReader.of(connection, rows).forEach((ordinal, quic) -> {
            long rtt = quic.summary().rtt(Measure.RTT_SMOOTHED);
            if (rtt >= 0) {
                figures.put(ordinal, new ConnectionFigures(Tcp.UNKNOWN, Tcp.UNKNOWN, Tcp.UNKNOWN, rtt, false));
            }
        });
        return figures;
    }

    private static ConnectionFigures of(TcpRow row) {
        Tcp.Numbers numbers = row.numbers();
        return new ConnectionFigures(numbers.bytesReceived(), numbers.bytesAcked(), numbers.retransmits(), numbers.rttNanos(),
                row.joined() == Tcp.Joined.NEVER);
    }

    /** How many connections there are of each kind. */
    static Map<ConnectionKind, Long> kinds(Connection connection) throws SQLException {
        Map<ConnectionKind, Long> counts = new HashMap<>();
        boolean tcp = Migrations.at(connection) >= TcpTable.SINCE;
        String never = tcp ? "COALESCE(t.joined = " + Tcp.Joined.NEVER.ordinal() + ", FALSE)" : "FALSE";
        try (PreparedStatement select = connection.prepareStatement("SELECT c.version, " + never + " AS never, COUNT(*)"
                + " FROM connection c " + (tcp ? "LEFT JOIN tcp t ON t.id = c.id " : "")
                + "WHERE c.id > 0 GROUP BY c.version, never");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                counts.merge(ConnectionKind.of(result.getInt(1), result.getBoolean(2)), result.getLong(3), Long::sum);
            }
        }
        return counts;
    }
}

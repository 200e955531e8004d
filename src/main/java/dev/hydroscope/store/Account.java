package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;

/** The counts of a session, written with every batch: what they say and what is stored cannot part. */
final class Account {
    private static final String SELECT = "SELECT events, connections, requests, headers, packets, truncated, lost,"
            + " latest_at FROM account";

    private final PreparedStatement update;
    private long events;
    private long connections;
    private long requests;
    private long headers;
    private long packets;
    private long truncated;
    private long lost;
    private long latestAt;

    Account(Connection connection) throws SQLException {
        this.update = connection.prepareStatement("UPDATE account SET events = ?, connections = ?, requests = ?,"
                + " headers = ?, packets = ?, truncated = ?, lost = ?, latest_at = ?");
        try (PreparedStatement select = connection.prepareStatement(SELECT); ResultSet r = select.executeQuery()) {
            r.next();
            events = r.getLong(1);
            connections = r.getLong(2);
            requests = r.getLong(3);
            headers = r.getLong(4);
            packets = r.getLong(5);
            truncated = r.getLong(6);
            lost = r.getLong(7);
            latestAt = r.getLong(8);
        }
    }

    static Counts read(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT); ResultSet r = select.executeQuery()) {
            r.next();
            return new Counts(r.getLong(1), r.getLong(2), r.getLong(3), r.getLong(4), r.getLong(5), r.getLong(6),
                    r.getLong(7));
        }
    }

    static long latestAt(Connection connection) throws SQLException {
        return number(connection, "SELECT latest_at FROM account").orElse(0);
    }

    /** Where the writer did not note it, the least of what is stored. */
    static OptionalLong firstAt(Connection connection) throws SQLException {
        String noted = SessionFile.info(connection).get(Writer.FIRST_AT);
        if (noted != null) {
            return OptionalLong.of(Long.parseLong(noted));
        }
        return number(connection, "SELECT MIN(at) FROM ((SELECT at FROM request ORDER BY id LIMIT 1) UNION ALL"
                + " (SELECT at FROM connection WHERE at > 0 ORDER BY id LIMIT 1))");
    }

    private static OptionalLong number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql); ResultSet r = select.executeQuery()) {
            r.next();
            long number = r.getLong(1);
            return r.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
        }
    }

    void events(long more) {
        events += more;
    }

    void connections(long more) {
        connections += more;
    }

    void lost(long more) {
        lost += more;
    }

    void packet() {
        packets++;
    }

    void truncated() {
        truncated++;
    }

    /** A request as it is now, instead of as it was. */
    void request(Summary before, Summary now) {
        requests += before.isNone() ? 1 : 0;
        headers += now.headers() - before.headers();
        truncated += now.truncated() - before.truncated();
    }

    void at(long atNanos) {
        latestAt = Math.max(latestAt, atNanos);
    }

    /** The latest moment that is stored. */
    long latestAt() {
        return latestAt;
    }

    Counts counts() {
        return new Counts(events, connections, requests, headers, packets, truncated, lost);
    }

    void flush() throws SQLException {
        long[] values = {events, connections, requests, headers, packets, truncated, lost, latestAt};
        for (int i = 0; i < values.length; i++) {
            update.setLong(i + 1, values[i]);
        }
        update.execute();
    }
}

package dev.hydroscope.store;

import dev.hydroscope.probe.Probe;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Keeps the names of headers, with how often they came, and the probes of a session in its file. */
final class Dictionaries {
    private static final long STATS_EVERY_NANOS = 2_000_000_000L;

    private final Names names;
    private final Probes probes;
    private final NameStats stats;
    private final PreparedStatement putName;
    private final PreparedStatement putProbe;
    private int namesWritten;
    private int probesWritten;
    private long statsWrittenAt;

    Dictionaries(Connection connection, Names names, Probes probes, NameStats stats) throws SQLException {
        this.names = names;
        this.probes = probes;
        this.stats = stats;
        this.putName = connection.prepareStatement(
                "MERGE INTO header_name (code, name, requests, responses, top) VALUES (?, ?, ?, ?, ?)");
        this.putProbe = connection.prepareStatement(
                "INSERT INTO probe (code, provider, name, known, arguments) VALUES (?, ?, ?, ?, ?)");
        this.namesWritten = count(connection, "SELECT COALESCE(MAX(code), 0) FROM header_name") + 1;
        this.probesWritten = count(connection, "SELECT COALESCE(MAX(code), -1) FROM probe") + 1;
    }

    private static int count(Connection connection, String select) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getInt(1);
        }
    }

    /** Reads what a file holds into empty dictionaries. */
    static void read(Connection connection, Names names, Probes probes, NameStats stats) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT code, name, requests, responses, top FROM header_name ORDER BY code");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                names.add(result.getBytes(2));
                stats.restore(result.getInt(1), result.getLong(3), result.getLong(4), result.getBytes(5));
            }
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT provider, name, known, arguments FROM probe ORDER BY code");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                probes.restore(new Probe(result.getString(1), result.getString(2),
                        Probes.arguments(result.getString(4)), result.getBoolean(3)));
            }
        }
    }

    /** Writes what is new; what has only been counted further, every two seconds or at the end. */
    void flush(boolean all) throws SQLException {
        for (; probesWritten < probes.all().size(); probesWritten++) {
            put(probes.get(probesWritten).probe());
        }
        putProbe.executeBatch();
        long now = System.nanoTime();
        if (all || now - statsWrittenAt > STATS_EVERY_NANOS) {
            statsWrittenAt = now;
            for (int code : stats.takeChanged().stream().filter(code -> code < namesWritten).toArray()) {
                put(code);
            }
        }
        for (; namesWritten < names.size(); namesWritten++) {
            put(namesWritten);
        }
        putName.executeBatch();
    }

    private void put(int code) throws SQLException {
        putName.setInt(1, code);
        putName.setBytes(2, names.get(code).bytes());
        putName.setLong(3, stats.requests(code));
        putName.setLong(4, stats.responses(code));
        putName.setBytes(5, stats.top(code));
        putName.addBatch();
    }

    private void put(Probe probe) throws SQLException {
        putProbe.setInt(1, probesWritten);
        putProbe.setString(2, probe.provider());
        putProbe.setString(3, probe.name());
        putProbe.setBoolean(4, probe.known());
        putProbe.setString(5, Probes.arguments(probe));
        putProbe.addBatch();
    }
}

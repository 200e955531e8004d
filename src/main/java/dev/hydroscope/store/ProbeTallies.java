package dev.hydroscope.store;

import dev.hydroscope.trace.Event;
import java.sql.Connection;
import java.sql.SQLException;

/** All that is added up of the probes of stored events. */
final class ProbeTallies {
    private final Probes probes;
    private final ProbeTally counts;
    private final ArgumentTally arguments;

    ProbeTallies(Connection connection, Probes probes) throws SQLException {
        this.probes = probes;
        this.counts = new ProbeTally(connection);
        this.arguments = new ArgumentTally(connection);
    }

    void add(Event event) throws SQLException {
        Probes.Entry entry = probes.entry(event.probe());
        counts.add(event.atNanos(), entry.code());
        arguments.add(entry, event);
    }

    /** Of a header, which stands with its request. */
    void header(long atNanos, boolean response) throws SQLException {
        counts.add(atNanos, response ? ProbeTally.SENT : ProbeTally.RECEIVED);
    }

    void flush(boolean all) throws SQLException {
        counts.flush();
        arguments.flush(all);
    }
}

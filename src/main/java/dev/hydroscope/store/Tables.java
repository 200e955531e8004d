package dev.hydroscope.store;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Changes.Run;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Header;
import dev.hydroscope.trace.Request;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** All that a writer writes through one connection; given up as a whole when that connection breaks. */
final class Tables {
    private static final int HTTP3 = 0x300;
    private final Connection connection;
    private final Dictionaries dictionaries;
    private final RequestTable requests;
    private final ConnectionTable connections;
    private final TcpTable tcp;
    private final EventTable events;
    private final StreamTable streams;
    private final QuicTables quic;
    private final Segments segments;
    private final RollUps rollUps;
    private final EventTally tally;
    private final ProbeTallies fired;
    private final LossTable losses;
    private final Account account;

    Tables(Connection connection, Names names, Probes probes, NameStats stats) throws SQLException {
        this.connection = connection;
        this.dictionaries = new Dictionaries(connection, names, probes, stats);
        this.requests = new RequestTable(connection, names);
        this.connections = new ConnectionTable(connection);
        this.tcp = new TcpTable(connection);
        this.events = new EventTable(connection, probes);
        this.streams = new StreamTable(connection);
        this.quic = new QuicTables(List.of(new PacketTable(connection), streams, new SummaryTable(connection),
                new SeriesTable(connection, probes)));
        this.segments = new Segments(connection, names, requests, stats);
        this.rollUps = new RollUps(connection);
        this.tally = new EventTally(connection);
        this.fired = new ProbeTallies(connection, probes);
        this.losses = new LossTable(connection);
        this.account = new Account(connection);
    }

    Account account() {
        return account;
    }

    Connection connection() {
        return connection;
    }

    void put(Changes changes) throws SQLException {
        account.connections(connections.put(changes.connections()));
        tcp.put(changes.connections());
        for (Run run : changes.runs()) {
            events.put(run);
            if (run.connection().httpVersion() == HTTP3 || run.connection().httpVersion() == 0) {
                quic.put(run);
            }
            for (Event event : run.events()) {
                tally.add(event.atNanos(), run.connection().httpVersion(), 1);
                fired.add(event);
                count(event);
            }
        }
        // behind the runs: their verdicts are made of the events before
        for (Request request : changes.requests()) {
            put(request);
        }
        account.events(changes.events());
    }

    /** What is derived of events that were written before, by a Hydroscope that knew nothing of it. */
    void derive(Run again, boolean first) throws SQLException {
        quic.again(again, first);
    }

    /** The verdict of a request that was written before, of what was derived by now. */
    void judge(long ordinal) throws SQLException {
        Optional<RequestRow> row = requests.get(ordinal);
        Optional<byte[]> verdict = row.flatMap(streams::verdict);
        if (verdict.isPresent()) {
            RequestRow judged = row.get().with(verdict.get());
            segments.before(ordinal);
            requests.put(judged, false);
            segments.put(judged);
        }
    }

    /** An interval of loss that is known by now: what is derived next is not whole. */
    void missing(Loss loss) {
        streams.lost(loss);
    }

    private void put(Request request) throws SQLException {
        RequestRow row = requests.pack(request, streams.verdict(request).orElse(null));
        Summary before = segments.before(row.ordinal());
        requests.put(row, before.isNone());
        Summary now = segments.put(row);
        rollUps.change(before, now);
        for (Header header : request.headers().subList(before.headers(), now.headers())) {
            tally.add(header.atNanos(), request.httpVersion(), 1);
            fired.header(header.atNanos(), header.response());
        }
        account.request(before, now);
        account.at(Math.max(row.atNanos(), row.endedNanos()));
    }

    private void count(Event event) {
        account.at(event.atNanos());
        Probe probe = event.probe();
        if (probe.provider().equals("quicly")
                && (probe.name().equals("packet_sent") || probe.name().equals("packet_received"))) {
            account.packet();
        }
        for (int i = 0; i < probe.arguments().size(); i++) {
            if (!probe.arguments().get(i).kind().number() && event.has(i, Event.CUT)) {
                account.truncated();
                return;
            }
        }
    }

    void put(Loss loss) throws SQLException {
        losses.put(loss);
        streams.lost(loss);
    }

    void info(String key, String value) throws SQLException {
        try (PreparedStatement merge = connection.prepareStatement("MERGE INTO info (name, content) VALUES (?, ?)")) {
            merge.setString(1, key);
            merge.setString(2, value);
            merge.execute();
        }
    }

    /** Everything to the tables, and published where it is due; then it is committed. */
    void commit(boolean last) throws SQLException {
        requests.flush();
        events.flush();
        quic.flush();
        segments.publish(last);
        rollUps.flush();
        tally.flush();
        fired.flush(last);
        dictionaries.flush(last);
        account.flush();
        connection.commit();
    }

    /** Whether the connection can still write; what it was about is rolled back. */
    boolean alive() {
        try (Statement statement = connection.createStatement()) {
            connection.rollback();
            statement.execute("UPDATE account SET lost = lost");
            connection.commit();
            return true;
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }
}

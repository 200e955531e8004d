package dev.hydroscope.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The TCP connections under those of a session, where they were followed. */
public final class TcpReader {
    private final Reads database;
    private final Names names;
    private final Lens lens;
    private final Reader reader;

    TcpReader(Reads database, Names names, Lens lens, Reader reader) {
        this.database = database;
        this.names = names;
        this.lens = lens;
        this.reader = reader;
    }

    public Optional<TcpRow> of(ConnectionRow connection) {
        return Optional.ofNullable(of(List.of(connection)).get(connection.ordinal()));
    }

    /** By the ordinals of the connections. */
    public Map<Long, TcpRow> of(List<ConnectionRow> connections) {
        Map<Long, TcpRow> rows = connections.isEmpty() ? Map.of()
                : database.read(connection -> TcpTable.of(connection, connections));
        return lens.clear() ? rows : rows.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, row -> lens.redactor().tcp(row.getValue())));
    }

    /** What it had come to over time, in so many points at most; 0 for toNanos: no end. */
    public TcpSeries series(ConnectionRow of, long fromNanos, long toNanos, int width) {
        List<Long> conns = of(of).map(TcpRow::conns).orElse(List.of());
        return TcpSeries.read(reader, conns, fromNanos, toNanos, width);
    }

    /** What all of them came to together, whatever is shown of the session otherwise. */
    public TcpTotals totals() {
        return database.read(TcpTotals::read);
    }

    /** The session's connections, listed by what TCP and QUIC tell of them. */
    public ConnectionLists lists() {
        return new ConnectionLists(database, names, lens);
    }
}

package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A request's connection and the other requests on it, as a scan comes by; keeps some thousand connections at hand. */
public final class Neighbours implements Beside, AutoCloseable {
    private static final int KEPT = 4096;
    private static final int ASKED = 10_000;
    private static final long AROUND = 64;
    private static final int PAGE = 500;
    /** Of a connection with more requests these are asked. */
    private static final int MOST = 20_000;

    private final Connection connection;
    private final Names names;
    private final Lens lens;
    private final Shown shown;
    private final PreparedStatement connections;
    private final PreparedStatement requests;
    private final Map<Long, ConnectionRow> kept = new Kept<>();
    private final Map<Long, Optional<QuicRow>> keptQuic = new Kept<>();
    private final Map<Long, Optional<TcpRow>> keptTcp = new Kept<>();
    /** Only for a query that asks for it. */
    private PreparedStatement summaries;

    private static final class Kept<T> extends LinkedHashMap<Long, T> {
        private static final long serialVersionUID = 1;

        Kept() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, T> eldest) {
            return size() > KEPT;
        }
    }

    Neighbours(Connection connection, Names names, Lens lens) throws SQLException {
        this.connection = connection;
        this.names = names;
        this.lens = lens;
        this.shown = new Shown(connection, names, lens);
        this.connections = connection.prepareStatement(ConnectionTable.SELECT + "WHERE id BETWEEN ? AND ?");
        this.requests = connection.prepareStatement(
                RequestTable.SELECT + "WHERE conn = ? AND req > ? AND connection = ? ORDER BY conn, req LIMIT " + PAGE);
    }

    @Override
    public Optional<ConnectionRow> connection(RequestRow request) {
        long ordinal = request.connection();
        ConnectionRow known = kept.get(ordinal);
        if (known == null) {
            load(ordinal);
            known = kept.get(ordinal);
        }
        return Optional.ofNullable(known);
    }

    /** Some more than the one: the next request's connection is most often near. */
    private void load(long ordinal) {
        try {
            connections.setLong(1, ordinal - AROUND);
            connections.setLong(2, ordinal + AROUND);
            ConnectionTable.rows(connections).forEach(row -> kept.put(row.ordinal(), shown(row)));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Its request is shown, so it is. */
    private ConnectionRow shown(ConnectionRow row) {
        return lens.clear() ? row : lens.redactor().connection(row, lens.whole());
    }

    @Override
    public Lens lens() {
        return lens;
    }

    @Override
    public Optional<QuicRow> quic(RequestRow request) {
        long ordinal = request.connection();
        Optional<QuicRow> known = keptQuic.get(ordinal);
        if (known == null) {
            loadQuic(ordinal);
            known = keptQuic.computeIfAbsent(ordinal, none -> Optional.empty());
        }
        return known;
    }

    @Override
    public Optional<TcpRow> tcp(RequestRow request) {
        long ordinal = request.connection();
        Optional<TcpRow> known = keptTcp.get(ordinal);
        if (known == null) {
            loadTcp(ordinal);
            known = keptTcp.computeIfAbsent(ordinal, none -> Optional.empty());
        }
        return known;
    }

    private void loadTcp(long ordinal) {
        try {
            TcpTable.between(connection, ordinal - AROUND, ordinal + AROUND).forEach(row -> keptTcp.put(row.connection(),
                    Optional.of(lens.clear() ? row : lens.redactor().tcp(row))));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private void loadQuic(long ordinal) {
        try {
            if (summaries == null) {
                summaries = connection.prepareStatement(QuicRows.select(connection) + "WHERE id BETWEEN ? AND ?");
            }
            summaries.setLong(1, ordinal - AROUND);
            summaries.setLong(2, ordinal + AROUND);
            QuicRows.rows(summaries).forEach(row -> keptQuic.put(row.connection(),
                    Optional.of(lens.clear() ? row : lens.redactor().quic(row))));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Asked once of each connection, as far as the memory goes. */
    @Override
    public Predicate<RequestRow> anyOf(Predicate<RequestRow> wanted) {
        Map<Long, Boolean> asked = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
                return size() > ASKED;
            }
        };
        return row -> {
            Boolean known = asked.get(row.connection());
            if (known == null) {
                known = wanted.test(row) || any(row, wanted);
                asked.put(row.connection(), known);
            }
            return known;
        };
    }

    private boolean any(RequestRow request, Predicate<RequestRow> wanted) {
        long req = Long.MIN_VALUE;
        try {
            for (int asked = 0; asked < MOST; asked += PAGE) {
                requests.setLong(1, request.conn());
                requests.setLong(2, req);
                requests.setLong(3, request.connection());
                List<RequestRow> page = RequestTable.rows(requests, names);
                if (shown.requests(page).stream().anyMatch(wanted)) {
                    return true;
                }
                if (page.size() < PAGE) {
                    return false;
                }
                req = page.get(PAGE - 1).req();
            }
            return false;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    static StoreException broken(SQLException e) {
        return new StoreException("cannot read a connection: " + Database.reason(e),
                "see whether the disk works and the file is whole", e);
    }

    @Override
    public void close() throws SQLException {
        shown.close();
        connections.close();
        requests.close();
        if (summaries != null) {
            summaries.close();
        }
    }
}

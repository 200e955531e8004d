package dev.hydroscope.store;

import dev.hydroscope.quic.StreamSummary;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Holds rows as they are stored against a lens and gives what it shows of them; with one connection to the file. */
final class Shown implements AutoCloseable {
    private static final int PAGE = 500;

    private final Connection connection;
    private final Names names;
    private final Lens lens;
    private final Neighbours plain;
    private final Predicate<RequestRow> wanted;
    /** Of the one connection that is asked about. */
    private final Map<Long, Belonging> requests = new HashMap<>();
    private PreparedStatement page;

    Shown(Connection connection, Names names, Lens lens) throws SQLException {
        this.connection = connection;
        this.names = names;
        this.lens = lens;
        this.plain = lens.clear() ? null : new Neighbours(connection, names, Lens.NONE);
        this.wanted = lens.clear() ? row -> true : lens.embrace().wanted().apply(plain);
    }

    boolean embraces(RequestRow row) {
        return lens.clear() || lens.shows(row.atNanos()) && wanted.test(row);
    }

    List<RequestRow> requests(List<RequestRow> rows) {
        return lens.clear() ? rows : rows.stream().filter(this::embraces).map(lens.redactor()::request).toList();
    }

    Optional<ConnectionRow> connection(ConnectionRow row) throws SQLException {
        if (lens.clear()) {
            return Optional.of(row);
        }
        return embraces(row) ? Optional.of(lens.redactor().connection(row, lens.whole())) : Optional.empty();
    }

    /** A connection is shown with any of its requests; where every request is, those without one are, too. */
    private boolean embraces(ConnectionRow row) throws SQLException {
        if (lens.whole() || lens.found(row.ordinal()) || lens.embrace().named().test(row.conn())) {
            return true;
        }
        long req = Long.MIN_VALUE;
        List<RequestRow> rows;
        do {
            rows = page(row, req);
            if (rows.stream().anyMatch(this::embraces)) {
                lens.find(row.ordinal());
                return true;
            }
            req = rows.isEmpty() ? req : rows.get(rows.size() - 1).req();
        } while (rows.size() == PAGE);
        return false;
    }

    private List<RequestRow> page(ConnectionRow of, long behind) throws SQLException {
        if (page == null) {
            page = connection.prepareStatement(RequestTable.SELECT
                    + "WHERE conn = ? AND req > ? AND connection = ? ORDER BY conn, req LIMIT " + PAGE);
        }
        page.setLong(1, of.conn());
        page.setLong(2, behind);
        page.setLong(3, of.ordinal());
        return RequestTable.rows(page, names);
    }

    List<EventRow> events(ConnectionRow of, List<EventRow> rows) throws SQLException {
        if (lens.clear()) {
            return rows;
        }
        List<EventRow> shown = new ArrayList<>(rows.size());
        for (EventRow row : rows) {
            Belonging belonging = row.req() < 0 || lens.whole() ? Belonging.NOBODY : belonging(of, row.req());
            if (belonging == Belonging.SHOWN || belonging == Belonging.NOBODY && lens.shows(row.event().atNanos())) {
                shown.add(lens.redactor().event(row));
            }
        }
        return shown;
    }

    /** What belongs to a request goes with it; what belongs to none, as a control stream, goes with the connection. */
    boolean stream(ConnectionRow of, long id) throws SQLException {
        return lens.clear() || lens.whole() || belonging(of, id) != Belonging.HIDDEN;
    }

    List<StreamSummary> streams(ConnectionRow of, List<StreamSummary> rows) throws SQLException {
        List<StreamSummary> shown = new ArrayList<>(rows.size());
        for (StreamSummary row : rows) {
            if (stream(of, row.stream())) {
                shown.add(row);
            }
        }
        return shown;
    }

    /** Gives a connection on, where it is shown. */
    void each(ConnectionRow row, QuicRow quic, BiConsumer<ConnectionRow, QuicRow> each) {
        try {
            connection(row).ifPresent(seen -> each.accept(seen, lens.redactor().quic(quic)));
        } catch (SQLException e) {
            throw Neighbours.broken(e);
        }
    }

    private enum Belonging { NOBODY, SHOWN, HIDDEN }

    private Belonging belonging(ConnectionRow of, long req) throws SQLException {
        Belonging known = requests.get(req);
        if (known == null) {
            List<RequestRow> rows = rows(of, req);
            known = rows.isEmpty() ? Belonging.NOBODY
                    : rows.stream().anyMatch(this::embraces) ? Belonging.SHOWN : Belonging.HIDDEN;
            requests.put(req, known);
        }
        return known;
    }

    private List<RequestRow> rows(ConnectionRow of, long req) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RequestTable.SELECT
                + "WHERE conn = ? AND req = ? AND connection = ?")) {
            select.setLong(1, of.conn());
            select.setLong(2, req);
            select.setLong(3, of.ordinal());
            return RequestTable.rows(select, names);
        }
    }

    @Override
    public void close() throws SQLException {
        if (plain != null) {
            plain.close();
        }
        if (page != null) {
            page.close();
        }
    }
}

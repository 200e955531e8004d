package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Requests and connections by their numbers, each that has them: a number may come again. For any thread. */
public final class Numbered {
    private static final int PAGE = 500;

    private final Reads database;
    private final Names names;
    private final Lens lens;

    Numbered(Reads database, Names names, Lens lens) {
        this.database = database;
        this.names = names;
        this.lens = lens;
    }

    /**
     * Requests of every connection of a number, those with the least req first: all that have one up to the `next` of the page.
     *
     * @param most the last req that is wanted
     */
    public Page<RequestRow> requests(long conn, long least, long most) {
        return database.read(connection -> {
            List<RequestRow> rows = requests(connection, conn, least, most, PAGE);
            String next = "";
            if (rows.size() == PAGE) {
                long last = rows.get(PAGE - 1).req();
                boolean one = rows.get(0).req() == last;
                rows = one ? requests(connection, conn, last, last, Integer.MAX_VALUE)
                        : new ArrayList<>(rows.stream().filter(row -> row.req() != last).toList());
                next = !one ? Long.toString(last) : last == most ? "" : Long.toString(last + 1);
            }
            try (Shown shown = new Shown(connection, names, lens)) {
                return new Page<>(shown.requests(rows), next, rows.size(), true);
            }
        });
    }

    private List<RequestRow> requests(Connection connection, long conn, long least, long most, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                RequestTable.SELECT + "WHERE conn = ? AND req BETWEEN ? AND ? ORDER BY conn, req LIMIT ?")) {
            select.setLong(1, conn);
            select.setLong(2, least);
            select.setLong(3, most);
            select.setInt(4, limit);
            return RequestTable.rows(select, names);
        }
    }

    /** Those of a number, but for the one of all events that belong to none. */
    public List<ConnectionRow> connections(long conn) {
        return connections("WHERE conn = ? AND id > 0 ORDER BY id", conn);
    }

    /** Some connections behind one, by their ordinals; none behind the last. 0: from the first on. */
    public List<ConnectionRow> connectionsAfter(long ordinal) {
        return connections("WHERE id > ? ORDER BY id LIMIT " + PAGE, ordinal);
    }

    private List<ConnectionRow> connections(String where, long number) {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(ConnectionTable.SELECT + where);
                    Shown shown = new Shown(connection, names, lens)) {
                select.setLong(1, number);
                List<ConnectionRow> rows = new ArrayList<>();
                for (ConnectionRow row : ConnectionTable.rows(select)) {
                    shown.connection(row).ifPresent(rows::add);
                }
                return rows;
            }
        });
    }
}

package dev.hydroscope.store;

import dev.hydroscope.store.RequestRow.Columns;
import dev.hydroscope.trace.Request;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of requests: written by one, read by any. */
final class RequestTable implements AutoCloseable {
    /** All columns in their order: the last, verdict, lacks in files of an older schema that stayed as they were. */
    static final String SELECT = "SELECT * FROM request ";
    private static final int COLUMNS = 13;
    private static final String VALUES = "(id, conn, req, connection, at, responded, ended, version, status, gaps,"
            + " finished, body, verdict) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final int BATCH = 1000;

    private final HeaderPacker packer;
    private final Names names;
    private final PreparedStatement insert;
    private final PreparedStatement merge;
    private final PreparedStatement select;
    private int inserting;
    private int merging;

    RequestTable(Connection connection, Names names) throws SQLException {
        this.names = names;
        this.packer = new HeaderPacker(names);
        this.insert = connection.prepareStatement("INSERT INTO request " + VALUES);
        this.merge = connection.prepareStatement("MERGE INTO request " + VALUES);
        this.select = connection.prepareStatement(SELECT + "WHERE id = ?");
    }

    /** @param verdict packed, or null */
    RequestRow pack(Request request, byte[] verdict) {
        Columns columns = new Columns(request.ordinal(), request.connection().conn(), request.req(),
                request.connection().ordinal(), request.atNanos(), request.respondedNanos(), request.endedNanos(),
                request.httpVersion(), request.status(), request.gaps(), request.finished());
        return new RequestRow(names, columns, packer.pack(request), verdict);
    }

    /** Puts a row that may be there already only where it says so: an insert is the cheaper one. */
    void put(RequestRow row, boolean fresh) throws SQLException {
        PreparedStatement statement = fresh ? insert : merge;
        long[] numbers = {row.ordinal(), row.conn(), row.req(), row.connection(), row.atNanos(), row.respondedNanos(),
            row.endedNanos()};
        for (int i = 0; i < numbers.length; i++) {
            statement.setLong(i + 1, numbers[i]);
        }
        statement.setInt(8, row.httpVersion());
        statement.setInt(9, row.status());
        statement.setInt(10, row.gaps());
        statement.setBoolean(11, row.finished());
        statement.setBytes(12, row.body());
        statement.setBytes(13, row.packedVerdict());
        statement.addBatch();
        if (fresh ? ++inserting == BATCH : ++merging == BATCH) {
            flush();
        }
    }

    void flush() throws SQLException {
        if (inserting > 0) {
            insert.executeBatch();
            inserting = 0;
        }
        if (merging > 0) {
            merge.executeBatch();
            merging = 0;
        }
    }

    Optional<RequestRow> get(long ordinal) throws SQLException {
        flush();
        select.setLong(1, ordinal);
        List<RequestRow> rows = rows(select, names);
        return rows.stream().findFirst();
    }

    /** The end of the last request of a connection, as far as it is known; 0 where it has none. */
    static long lastAt(Connection connection, ConnectionRow of) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT GREATEST(at, responded, ended) FROM request"
                + " WHERE conn = ? AND connection = ? ORDER BY conn DESC, req DESC LIMIT 1")) {
            select.setLong(1, of.conn());
            select.setLong(2, of.ordinal());
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        }
    }

    /** The rows of a statement that begins with {@link #SELECT}. */
    static List<RequestRow> rows(PreparedStatement statement, Names names) throws SQLException {
        List<RequestRow> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            boolean verdicts = verdicts(result);
            while (result.next()) {
                rows.add(row(result, names, verdicts));
            }
        }
        return rows;
    }

    /** Whether the rows of a statement tell verdicts. */
    static boolean verdicts(ResultSet result) throws SQLException {
        return result.getMetaData().getColumnCount() == COLUMNS;
    }

    static RequestRow row(ResultSet result, Names names, boolean verdicts) throws SQLException {
        Columns columns = new Columns(result.getLong(1), result.getLong(2), result.getLong(3), result.getLong(4),
                result.getLong(5), result.getLong(6), result.getLong(7), result.getInt(8), result.getInt(9),
                result.getInt(10), result.getBoolean(11));
        return new RequestRow(names, columns, result.getBytes(12), verdicts ? result.getBytes(COLUMNS) : null);
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        merge.close();
        select.close();
    }
}

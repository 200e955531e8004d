package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/**
 * The rows of a session's file for a bundle, some at a time, each table in the order of its keys; then how many each had. Of a
 * file that is still written all of it must be asked of one steady reader.
 */
public final class BundleRows {
    private static final int PIECE = 1 << 20;

    private final List<Long> counts = new ArrayList<>();
    private List<BundleTable> tables = List.of();
    private Object behind;
    private long rows;
    private boolean begun;
    private boolean over;

    /** The next bytes; none after the last. */
    public byte[] next(Reader reader) {
        if (!reader.lens().clear() || !reader.lens().whole()) {
            throw new IllegalStateException("a bundle holds everything, and a lens shows less");
        }
        return over ? new byte[0] : reader.times().file().read(this::next);
    }

    /** Rows so far. */
    public long rows() {
        return counts.stream().mapToLong(Long::longValue).sum() + rows;
    }

    private byte[] next(Connection connection) throws SQLException {
        BundleBytes out = new BundleBytes();
        if (!begun) {
            out.number(Migrations.at(connection));
            tables = BundleTable.all(connection);
            begun = true;
        }
        while (out.length() < PIECE && counts.size() < tables.size()) {
            if (behind == null) {
                tables.get(counts.size()).head(out);
            }
            table(connection, tables.get(counts.size()), out);
        }
        if (counts.size() == tables.size()) {
            over = true;
            out.text("");
            counts.forEach(out::number);
        }
        return out.take();
    }

    /** Lazily: H2 would gather the whole result first, and hold it. */
    private void table(Connection connection, BundleTable table, BundleBytes out) throws SQLException {
        // not by SET, which would end the transaction and with it the moment that all is of
        SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        session.setLazyQueryExecution(true);
        try (PreparedStatement select = connection.prepareStatement(table.select(behind != null))) {
            if (behind != null) {
                select.setObject(1, behind);
            }
            rows(select, table, out);
        } finally {
            session.setLazyQueryExecution(false);
        }
    }

    private void rows(PreparedStatement select, BundleTable table, BundleBytes out) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            while (out.length() < PIECE) {
                if (!row.next()) {
                    out.number(0);
                    counts.add(rows);
                    rows = 0;
                    behind = null;
                    return;
                }
                out.number(1);
                table.write(row, out);
                behind = row.getObject(1);
                rows++;
            }
        }
    }
}

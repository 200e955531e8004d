package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The intervals of loss: neighbouring ones of a hop become one, so that a long overload is not a row an event. */
final class LossTable {
    private static final long NEAR_NANOS = 1_000_000_000L;

    private final PreparedStatement merge;
    private final Map<String, Row> latest = new HashMap<>();
    private long next;

    private record Row(long id, Loss loss) {
    }

    LossTable(Connection connection) throws SQLException {
        this.merge = connection.prepareStatement(
                "MERGE INTO loss (id, hop, from_at, to_at, events) VALUES (?, ?, ?, ?, ?)");
        try (PreparedStatement select = connection.prepareStatement("SELECT COALESCE(MAX(id), 0) FROM loss");
                ResultSet result = select.executeQuery()) {
            result.next();
            next = result.getLong(1) + 1;
        }
    }

    void put(Loss loss) throws SQLException {
        Row before = latest.get(loss.hop());
        Row row = before != null && loss.fromNanos() - before.loss.toNanos() < NEAR_NANOS
                ? new Row(before.id, joined(before.loss, loss)) : new Row(next++, loss);
        latest.put(loss.hop(), row);
        merge.setLong(1, row.id);
        merge.setString(2, row.loss.hop());
        merge.setLong(3, row.loss.fromNanos());
        merge.setLong(4, row.loss.toNanos());
        merge.setLong(5, row.loss.count());
        merge.execute();
    }

    private static Loss joined(Loss a, Loss b) {
        return new Loss(a.hop(), Math.min(a.fromNanos(), b.fromNanos()), Math.max(a.toNanos(), b.toNanos()),
                a.count() + b.count());
    }

    static List<Loss> read(Connection connection) throws SQLException {
        List<Loss> losses = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT hop, from_at, to_at, events FROM loss ORDER BY from_at, id");
                ResultSet r = select.executeQuery()) {
            while (r.next()) {
                losses.add(new Loss(r.getString(1), r.getLong(2), r.getLong(3), r.getLong(4)));
            }
        }
        return losses;
    }
}

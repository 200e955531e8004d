package dev.hydroscope.store;

import dev.hydroscope.store.ConnectionWish.Order;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The connections that are wished for: by time in pages, by a figure those of the greatest or least of all in one. Where its time
 * is over before all were looked at, a page says so.
 */
final class ConnectionListing {
    private static final int CHUNK = 1000;
    private static final long BUDGET_NANOS = 4_000_000_000L;

    private final Connection connection;
    private final Shown shown;
    private final ConnectionWish wish;
    private final long fromNanos;
    private final long toNanos;
    private final long overAt = System.nanoTime() + BUDGET_NANOS;
    private long scanned;

    private record Ranked(ConnectionRow row, long figure) {
    }

    ConnectionListing(Connection connection, Shown shown, ConnectionWish wish, long fromNanos, long toNanos) {
        this.connection = connection;
        this.shown = shown;
        this.wish = wish;
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
    }

    Page<ConnectionRow> read(String after, int limit) throws SQLException {
        return wish.order() == Order.AT ? byTime(after, limit) : ranked(limit);
    }

    private Page<ConnectionRow> byTime(String after, int limit) throws SQLException {
        boolean newest = !wish.least();
        long at = after.isEmpty() ? newest ? Long.MAX_VALUE : 0 : Tokens.number(after);
        List<ConnectionRow> page = new ArrayList<>();
        try (PreparedStatement select = select(newest)) {
            while (true) {
                List<ConnectionRow> rows = chunk(select, at);
                Map<Long, ConnectionFigures> figures = ConnectionFigures.of(connection, rows);
                for (ConnectionRow row : rows) {
                    Optional<ConnectionRow> seen = wanted(row, figures);
                    if (seen.isPresent() && page.size() == limit) {
                        return new Page<>(page, Long.toString(at), scanned, true);
                    }
                    seen.ifPresent(page::add);
                    at = row.ordinal();
                    scanned++;
                }
                if (rows.size() < CHUNK) {
                    return new Page<>(page, "", scanned, true);
                }
                if (System.nanoTime() > overAt) {
                    return new Page<>(page, Long.toString(at), scanned, false);
                }
            }
        }
    }

    /** Those that have no such figure come behind all others, the newest first. */
    private Page<ConnectionRow> ranked(int limit) throws SQLException {
        Comparator<Ranked> better = Comparator.<Ranked>comparingInt(one -> one.figure() < 0 ? 1 : 0)
                .thenComparing((one, other) -> wish.least() ? Long.compare(one.figure(), other.figure())
                        : Long.compare(other.figure(), one.figure()))
                .thenComparing(one -> -one.row().ordinal());
        PriorityQueue<Ranked> best = new PriorityQueue<>(better.reversed());
        boolean complete = true;
        try (PreparedStatement select = select(true)) {
            long at = Long.MAX_VALUE;
            for (boolean more = true; more && complete;) {
                List<ConnectionRow> rows = chunk(select, at);
                Map<Long, ConnectionFigures> figures = wish.order() == Order.RTT
                        ? ConnectionFigures.withQuic(connection, rows) : ConnectionFigures.of(connection, rows);
                for (ConnectionRow row : rows) {
                    wanted(row, figures).ifPresent(seen -> best.add(new Ranked(seen, figure(seen, figures))));
                    if (best.size() > limit) {
                        best.poll();
                    }
                    at = row.ordinal();
                    scanned++;
                }
                more = rows.size() == CHUNK;
                complete = !more || System.nanoTime() < overAt;
            }
        }
        return new Page<>(best.stream().sorted(better).map(Ranked::row).toList(), "", scanned, complete);
    }

    private Optional<ConnectionRow> wanted(ConnectionRow row, Map<Long, ConnectionFigures> figures) throws SQLException {
        boolean never = figures.getOrDefault(row.ordinal(), ConnectionFigures.NONE).never();
        boolean holds = wish.kind().map(kind -> kind == ConnectionKind.of(row.httpVersion(), never)).orElse(true);
        return holds ? shown.connection(row) : Optional.empty();
    }

    private long figure(ConnectionRow row, Map<Long, ConnectionFigures> figures) {
        ConnectionFigures of = figures.getOrDefault(row.ordinal(), ConnectionFigures.NONE);
        return switch (wish.order()) {
            case AT -> row.atNanos();
            case REQUESTS -> row.requests();
            case RECEIVED -> of.received();
            case SENT -> of.sent();
            case AGAIN -> of.again();
            case RTT -> of.rttNanos();
            case LASTED -> row.endedNanos() == 0 ? -1 : row.endedNanos() - row.atNanos();
        };
    }

    private PreparedStatement select(boolean newest) throws SQLException {
        return connection.prepareStatement(ConnectionTable.SELECT + "WHERE id > 0 AND id " + (newest ? '<' : '>')
                + " ? AND at >= ? AND at <= ? ORDER BY id " + (newest ? "DESC" : "") + " LIMIT " + CHUNK);
    }

    private List<ConnectionRow> chunk(PreparedStatement select, long at) throws SQLException {
        select.setLong(1, at);
        select.setLong(2, fromNanos);
        select.setLong(3, toNanos);
        return ConnectionTable.rows(select);
    }
}

package dev.hydroscope.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A search as one SELECT over the readable views, for people to go on with: it finds the same requests.
 *
 * @param notes where it is not quite the same
 */
public record AsSql(String sql, List<String> notes) {
    private static final List<String> USUAL = List.of("conn", "req", "at", "protocol", "method", "status", "authority", "path",
            "duration_nanos");

    /** @param columns `req.NAME`, `res.NAME` and `verdict.KIND` beside the usual ones */
    public static AsSql of(Query query, String session, Scope scope, List<String> columns) {
        Set<String> notes = new LinkedHashSet<>();
        SqlConditions conditions = new SqlConditions(notes);
        List<SqlNode> parts = new ArrayList<>();
        parts.add(new SqlNode.Text("r.session = " + SqlLiterals.text(session)));
        if (scope.fromNanos() > 0) {
            parts.add(new SqlNode.Text("r.at >= " + SqlLiterals.time(scope.fromNanos())));
        }
        if (scope.toNanos() > 0) {
            parts.add(new SqlNode.Text("r.at <= " + SqlLiterals.time(scope.toNanos())));
        }
        if (!query.everything()) {
            parts.add(conditions.of(query.expression()));
        }
        StringBuilder sql = new StringBuilder("SELECT ");
        USUAL.forEach(column -> sql.append(sql.length() > 7 ? ", " : "").append("r.").append(column));
        columns.forEach(column -> sql.append(",\n       ").append(column(column)));
        sql.append("\nFROM request r\n");
        if (conditions.asksConnection()) {
            sql.append("LEFT JOIN connection c ON c.session = r.session AND c.conn = r.conn\n");
        }
        sql.append("WHERE ").append(where(SqlNode.all(parts))).append('\n').append(order(scope.order()));
        return new AsSql(sql.toString(), List.copyOf(notes));
    }

    private static String column(String name) {
        String[] parts = name.toLowerCase(Locale.ROOT).split("\\.", 2);
        String value = parts[0].equals("verdict") ? "r.verdict_" + parts[1]
                : "(SELECT h.value FROM header h WHERE "
                + SqlConditions.header("r", parts[0].equals("res") ? "response" : "request", parts[1])
                + " ORDER BY h.position FETCH FIRST ROW ONLY)";
        return value + " AS \"" + name.replace("\"", "\"\"") + '"';
    }

    private static String where(SqlNode all) {
        return all instanceof SqlNode.Joined joined ? joined.lines(2, 2) : all.flat();
    }

    private static String order(Scope.Order order) {
        return "ORDER BY " + switch (order) {
            case OLDEST -> "r.at, r.conn, r.req";
            case DURATION -> "r.duration_nanos DESC NULLS LAST, r.at DESC";
            case FASTEST -> "r.duration_nanos NULLS LAST, r.at";
            case NEWEST -> "r.at DESC, r.conn DESC, r.req DESC";
        };
    }
}

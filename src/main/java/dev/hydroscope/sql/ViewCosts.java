package dev.hydroscope.sql;

import dev.hydroscope.store.Counts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.index.IndexCondition;

/** About how many rows of a view a statement's bounds leave, for H2's choice of what to begin a join with. */
final class ViewCosts {
    /** Against finding all and sorting them. */
    static final double SORTED = 0.9;
    /** Of a way that is of no use. */
    static final double UNSORTED = 1.5;
    private static final double LEAST = 0.5;
    /** Requests of one connection lie here and there in the file: each costs so many of those that are read in a row. */
    private static final double SCATTERED = 4;
    private static final double RANGE = 3;
    /** Of a key that nothing is known of. */
    private static final double USUAL = 30;
    /** Bounds of a key that is not in front count less: it may be an IN, which they do not tell. */
    private static final double BEHIND = 0.75;

    private final View<?> view;
    private final double rows;
    private final Map<String, Double> distinct = new HashMap<>(Map.of("at", 1e6, "status", 8.0, "direction", 2.0, "value", 500.0));

    ViewCosts(View<?> view, List<Opened> sessions) {
        this.view = view;
        this.rows = Math.max(1, sessions.stream().mapToDouble(session -> sessionRows(view, session)).sum());
        double connections = 1;
        double requests = 1;
        for (Opened session : sessions) {
            Counts counts = session.reader().counts();
            connections += counts.connections();
            requests += counts.requests();
        }
        distinct.put("session", Math.max(1.0, sessions.size()));
        distinct.put("conn", Math.max(1, connections / sessions.size()));
        distinct.put("req", Math.max(1, requests / connections));
    }

    private static <R> double sessionRows(View<R> view, Opened session) {
        return view.size().applyAsDouble(session);
    }

    double rows() {
        return rows;
    }

    /**
     * @param masks null: of all rows
     * @param front the key whose IN is found value by value
     */
    double of(int[] masks, String front) {
        double left = rows;
        for (String key : masks == null ? List.<String>of() : view.keys()) {
            int mask = masks[view.index(key)];
            boolean one = (mask & IndexCondition.EQUALITY) != 0;
            String before = ViewTable.BEHIND.getOrDefault(key, key);
            if (!before.equals(key) && (masks[view.index(before)] & IndexCondition.EQUALITY) == 0) {
                continue;
            }
            double values = one ? distinct.getOrDefault(key, USUAL) : mask != 0 ? RANGE : 1;
            left /= key.equals(front) ? values : Math.pow(values, BEHIND);
        }
        boolean scattered = masks != null && view.keys().contains("req")
                && (masks[view.index("conn")] & IndexCondition.EQUALITY) != 0;
        return LEAST + (scattered ? Math.min(rows, left * SCATTERED) : left);
    }
}

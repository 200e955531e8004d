package dev.hydroscope.sql;

import dev.hydroscope.store.RollUp;
import dev.hydroscope.store.Sweep;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What the session counted by the second while it was written, and how long its requests took. */
final class RollUps {
    private static final long NANOS = 1_000_000_000L;

    private RollUps() {
    }

    /**
     * Some requests of a second that took about as long.
     *
     * @param power they took less than 2 to the power of it, and at least half of that, in nanoseconds
     */
    record Took(RollUp of, int power, long requests) {
    }

    static Iterator<RollUp> of(Opened session, Bounds bounds) {
        Sweep sweep = session.reader().sweep();
        long to = bounds.toNanos("at") == 0 ? Long.MAX_VALUE : bounds.toNanos("at") / NANOS;
        long[] behind = {-1};
        return new Batches<>(into -> {
            List<RollUp> rows = sweep.rollUps(behind[0], bounds.fromNanos("at") / NANOS, to);
            into.addAll(rows);
            behind[0] = rows.isEmpty() ? behind[0] : rows.get(rows.size() - 1).id();
            return !rows.isEmpty();
        });
    }

    static Iterator<Took> took(Opened session, Bounds bounds) {
        return Batches.each(of(session, bounds), row -> {
            List<Took> rows = new ArrayList<>();
            for (int power = 1; power < row.durations().length; power++) {
                if (row.durations()[power] > 0) {
                    rows.add(new Took(row, power, row.durations()[power]));
                }
            }
            return rows.iterator();
        });
    }

    static long atNanos(RollUp row) {
        return row.second() * NANOS;
    }

    /** About one row a second and status; that many seconds is all one can say without looking. */
    static double size(Opened session) {
        return Math.min(10_000, session.reader().counts().requests());
    }
}

package dev.hydroscope.query;

import dev.hydroscope.store.Filter;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.Scan;
import dev.hydroscope.store.Tokens;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** Finds requests of one session. */
public final class Search {
    private static final int LOOK_EVERY = 8;

    private final Reader reader;

    public Search(Reader reader) {
        this.reader = reader;
    }

    /** One page of the requests for which the query holds. */
    public Page<RequestRow> requests(Query query, Scope scope) {
        Filter filter = Plan.filter(query.expression());
        long from = Plan.from(query.expression(), scope.fromNanos());
        long to = Plan.to(query.expression(), scope.toNanos());
        if (Rankings.has(scope.order())) {
            throw new IllegalArgumentException(scope.order() + " is for Rankings");
        }
        long after = scope.after().isEmpty() ? -1 : Tokens.number(scope.after());
        boolean newest = scope.order() == Scope.Order.NEWEST;
        if (newest && after == 0) {
            return new Page<>(List.of(), "", 0, true);
        }
        return reader.scan(filter, new Scan.Range(newest, after, from, to),
                scan -> page(scan, new Conditions(scan.neighbours()).of(query.expression()), scope));
    }

    private static Page<RequestRow> page(Scan scan, Predicate<RequestRow> wanted, Scope scope) {
        Clock clock = new Clock(scope);
        List<RequestRow> rows = new ArrayList<>();
        while (!scan.done()) {
            int looked = 0;
            for (RequestRow row : scan.next()) {
                if (wanted.test(row)) {
                    rows.add(row);
                }
                boolean full = rows.size() == scope.limit();
                if (full || ++looked % LOOK_EVERY == 0 && clock.over()) {
                    return new Page<>(rows, Long.toString(row.ordinal()), scan.scanned(), full);
                }
            }
            if (!scan.done() && clock.over()) {
                return new Page<>(rows, Long.toString(scan.passed()), scan.scanned(), false);
            }
        }
        return new Page<>(rows, "", scan.scanned(), true);
    }

    /** The connections on which there is a request that is wanted; not all of them where the time was over before. */
    record Connections(BitSet ordinals, long scanned, boolean complete) {
        boolean has(long ordinal) {
            return ordinals.get((int) ordinal);
        }
    }

    Connections connections(Query query, Scope scope) {
        Scan.Range range = new Scan.Range(true, -1, Plan.from(query.expression(), scope.fromNanos()),
                Plan.to(query.expression(), scope.toNanos()));
        return reader.scan(Plan.filter(query.expression()), range, scan -> {
            Predicate<RequestRow> wanted = new Conditions(scan.neighbours()).of(query.expression());
            Clock clock = new Clock(scope);
            BitSet found = new BitSet();
            while (!scan.done() && !clock.over()) {
                for (RequestRow row : scan.next()) {
                    if (!found.get((int) row.connection()) && wanted.test(row)) {
                        found.set((int) row.connection());
                    }
                }
            }
            return new Connections(found, scan.scanned(), scan.done());
        });
    }

    /** Those of the rows for which the query holds, in their order; for what has just been stored. */
    public List<RequestRow> filter(Query query, List<RequestRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Scan.Range nothing = new Scan.Range(false, Long.MAX_VALUE - 1, 0, 0);
        return reader.scan(new Filter.Anything(), nothing, scan -> {
            Predicate<RequestRow> wanted = new Conditions(scan.neighbours()).of(query.expression());
            return rows.stream().filter(wanted).toList();
        });
    }

    /** Says when a page's time is over. */
    static final class Clock {
        private final long began = System.nanoTime();
        private final Scope scope;

        Clock(Scope scope) {
            this.scope = scope;
        }

        boolean over() {
            return System.nanoTime() - began > scope.budgetNanos() || scope.cancelled().getAsBoolean();
        }
    }
}

package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.Tokens;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;

/**
 * Goes on in a list of requests without reading what lies between: by so many, or to the next that another query holds for.
 * For lists that go by time; their tokens are ordinals.
 */
public final class Walk {
    private static final long BUDGET_NANOS = 400_000_000L;

    private final Reader reader;
    private final Matchings matchings;
    private final Query query;
    private final Scope scope;

    /**
     * Where one is now.
     *
     * @param scope of the page that begins here
     * @param passed how many requests were passed over
     * @param complete false where the time was over before: go on from here
     */
    public record Place(Scope scope, long passed, boolean complete) {
    }

    public Walk(Reader reader, Matchings matchings, Query query, Scope scope) {
        this.reader = reader;
        this.matchings = matchings;
        this.query = query;
        this.scope = scope;
    }

    /** Passes over so many, or as many as there are. */
    public Place over(long count) {
        return count == 0 ? new Place(scope, 0, true) : go(query, count, ordinal -> false);
    }

    /** Passes over all before the first that another query holds for too. */
    public Place until(Query wanted) {
        Optional<Counted> found = counted(wanted);
        return found.isEmpty() ? new Place(scope.from(begin(end())), 0, false) : go(query, Long.MAX_VALUE, found.get()::has);
    }

    /** How many follow behind a token, where that is known. */
    public OptionalLong left(String token) {
        if (!timed() || token.isEmpty()) {
            return OptionalLong.empty();
        }
        long at = Tokens.number(token);
        Optional<Matching> known = everything(query) ? Optional.empty() : matchings.known(reader, query, scope.fromNanos(),
                scope.toNanos());
        if (known.isEmpty() && !everything(query)) {
            return OptionalLong.empty();
        }
        Counted rows = new Counted(known, end());
        return OptionalLong.of(newest() ? rows.between(0, Math.min(at, rows.end())) : rows.between(at + 1, rows.end()));
    }

    private Place go(Query of, long most, LongPredicate stops) {
        Optional<Counted> rows = counted(of);
        if (rows.isEmpty()) {
            return new Place(scope.from(begin(end())), 0, false);
        }
        return newest() ? down(rows.get(), most, stops) : up(rows.get(), most, stops);
    }

    private Place down(Counted rows, long most, LongPredicate stops) {
        long passed = 0;
        for (long at = begin(rows.end()) - 1; at >= 0; at--) {
            long first = at + 1 - ColumnBlock.SIZE;
            boolean whole = first >= 0 && first % ColumnBlock.SIZE == 0 && most < Long.MAX_VALUE;
            long size = whole ? rows.between(first, at + 1) : 0;
            if (whole && passed + size <= most) {
                passed += size;
                at = first;
            } else if (rows.has(at)) {
                if (passed == most || stops.test(at)) {
                    return new Place(scope.from(at + 1), passed, true);
                }
                passed++;
            }
        }
        return new Place(scope.from(0), passed, true);
    }

    private Place up(Counted rows, long most, LongPredicate stops) {
        long passed = 0;
        for (long at = begin(rows.end()) + 1; at < rows.end(); at++) {
            long next = at + ColumnBlock.SIZE;
            boolean whole = at % ColumnBlock.SIZE == 0 && next <= rows.end() && most < Long.MAX_VALUE;
            long size = whole ? rows.between(at, next) : 0;
            if (whole && passed + size <= most) {
                passed += size;
                at = next - 1;
            } else if (rows.has(at)) {
                if (passed == most || stops.test(at)) {
                    return new Place(scope.from(at - 1), passed, true);
                }
                passed++;
            }
        }
        return new Place(scope.from(rows.end()), passed, true);
    }

    /** The ordinal behind which one is, in the order of the list. */
    private long begin(long end) {
        if (scope.after().isEmpty()) {
            return newest() ? end : -1;
        }
        return Math.max(-1, Math.min(Tokens.number(scope.after()), end));
    }

    private Optional<Counted> counted(Query of) {
        if (everything(of)) {
            return Optional.of(new Counted(Optional.empty(), end()));
        }
        Matching matching = matchings.of(reader, of, scope.fromNanos(), scope.toNanos(), BUDGET_NANOS, scope.cancelled());
        return matching.complete() ? Optional.of(new Counted(Optional.of(matching), end())) : Optional.empty();
    }

    private boolean everything(Query of) {
        return of.everything() && scope.fromNanos() == 0 && scope.toNanos() == 0 && reader.lens().whole();
    }

    private long end() {
        return reader.columns(scan -> scan.requests());
    }

    private boolean newest() {
        return scope.order() == Scope.Order.NEWEST;
    }

    private boolean timed() {
        return newest() || scope.order() == Scope.Order.OLDEST;
    }
}

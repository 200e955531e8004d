package dev.hydroscope.query;

import dev.hydroscope.store.Tokens;
import java.util.function.BooleanSupplier;

/**
 * Which of a query's answers are wanted.
 *
 * @param toNanos 0: no end
 * @param after the `next` of the page before, or ""
 * @param budgetNanos a page that takes longer is given out as it is, not complete
 * @param cancelled asked now and then; true ends the search with what it has
 */
public record Scope(long fromNanos, long toNanos, Order order, int limit, String after, long budgetNanos,
        BooleanSupplier cancelled) {
    /** Newest and oldest go by the requests' beginning; DURATION has the longest first, FASTEST the shortest: see Rankings. */
    public enum Order { NEWEST, OLDEST, DURATION, FASTEST }

    private static final long SLICE_NANOS = 2_000_000_000L;

    /** The newest, with the usual time for a page. */
    public static Scope newest(int limit, String after) {
        return new Scope(0, 0, Order.NEWEST, limit, after, SLICE_NANOS, () -> false);
    }

    /** The same of a time and in an order. */
    public Scope with(long from, long to, Order wantedOrder) {
        return new Scope(from, to, wantedOrder, limit, after, budgetNanos, cancelled);
    }

    /** The same, behind an ordinal. */
    Scope from(long ordinal) {
        return new Scope(fromNanos, toNanos, order, limit, Long.toString(ordinal), budgetNanos, cancelled);
    }

    /** The other way, from where it goes on, the request of the token first; of a list that goes by time. */
    public Scope back() {
        boolean newest = order == Order.NEWEST;
        String token = after.isEmpty() ? "" : Long.toString(Tokens.number(after) + (newest ? -1 : 1));
        return new Scope(fromNanos, toNanos, newest ? Order.OLDEST : Order.NEWEST, limit, token, budgetNanos, cancelled);
    }

    /** The same, ended when nobody waits for it. */
    public Scope unless(BooleanSupplier gone) {
        return new Scope(fromNanos, toNanos, order, limit, after, budgetNanos, gone);
    }
}

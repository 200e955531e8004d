package dev.hydroscope.query;

import dev.hydroscope.query.Expression.OnConnection;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.Reader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Looks at blocks by their columns, on two threads where they are many; keeps what it learned of values. */
final class Looking {
    private static final int MANY = 4;

    private final Expression expression;
    private final long fromNanos;
    private final long toNanos;
    private final Map<OnConnection, BitSet> connections;
    private final ColumnTest here;
    private final ColumnTest beside;

    Looking(Expression expression, long fromNanos, long toNanos, Map<OnConnection, BitSet> connections) {
        this.expression = expression;
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        this.connections = connections;
        this.here = ColumnTests.of(expression);
        this.beside = ColumnTests.of(expression);
    }

    /** Takes what was found in a block: from either thread, each block once. */
    interface Taker {
        void take(int number, long stamp, Places places);
    }

    /** Gives back which of the blocks were looked at before the time was over: the first one in any case. */
    List<Integer> look(Reader reader, List<Integer> wanted, BooleanSupplier over, Taker taker) {
        AtomicInteger next = new AtomicInteger();
        if (wanted.size() <= MANY) {
            return look(reader, wanted, next, here, over, taker);
        }
        CompletableFuture<List<Integer>> other = CompletableFuture.supplyAsync(
                () -> look(reader, wanted, next, beside, over, taker));
        List<Integer> done = new ArrayList<>();
        try {
            done.addAll(look(reader, wanted, next, here, over, taker));
        } finally {
            // whoever comes late finds nothing left to do
            next.set(wanted.size());
            try {
                done.addAll(other.join());
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        return done;
    }

    private List<Integer> look(Reader reader, List<Integer> wanted, AtomicInteger next, ColumnTest test, BooleanSupplier over,
            Taker taker) {
        return reader.columns(scan -> {
            Look look = new Look(scan, connections);
            List<Integer> done = new ArrayList<>();
            for (int i = next.getAndIncrement(); i < wanted.size() && (i == 0 || !over.getAsBoolean());
                    i = next.getAndIncrement()) {
                int number = wanted.get(i);
                long stamp = scan.stamp(number);
                taker.take(number, stamp, look.at(number, expression, test, fromNanos, toNanos));
                done.add(number);
            }
            return done;
        });
    }
}

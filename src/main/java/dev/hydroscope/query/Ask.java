package dev.hydroscope.query;

import dev.hydroscope.store.Reader;
import java.util.function.BooleanSupplier;

/**
 * What is drawn: the requests of a window for which a query holds.
 *
 * @param budgetNanos an answer that takes longer is given out as it is, not complete
 * @param cancelled asked now and then; true ends it with what it has
 */
public record Ask(Reader reader, Query query, Window window, long budgetNanos, BooleanSupplier cancelled) {
    BooleanSupplier over() {
        long until = System.nanoTime() + budgetNanos;
        return () -> System.nanoTime() - until > 0 || cancelled.getAsBoolean();
    }
}

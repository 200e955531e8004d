package dev.hydroscope.query;

import dev.hydroscope.store.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;

/**
 * Finds which requests of a session a query holds for, and keeps that a while: asked the same again it goes on where it
 * stopped, and looks anew only at what has been written since. For any thread.
 */
public final class Matchings {
    /** Of one session; each takes a bit a request. */
    private static final int MOST = 24;

    /** What is kept goes when the session's file is closed. */
    private final Map<Reader, Map<Key, Finding>> sessions = new WeakHashMap<>();

    private record Key(String query, long fromNanos, long toNanos) {
    }

    /**
     * The requests of a time for which a query holds; no more of them than are found in the time for it.
     *
     * @param toNanos 0: no end
     * @param cancelled asked now and then; true ends it with what it has
     */
    public Matching of(Reader reader, Query query, long fromNanos, long toNanos, long budgetNanos, BooleanSupplier cancelled) {
        long until = System.nanoTime() + budgetNanos;
        return finding(reader, query, fromNanos, toNanos).goOn(reader,
                () -> System.nanoTime() - until > 0 || cancelled.getAsBoolean());
    }

    /** What was found last, if it was all: at once, and without what has been written since. */
    public Optional<Matching> known(Reader reader, Query query, long fromNanos, long toNanos) {
        return finding(reader, query, fromNanos, toNanos).known();
    }

    private synchronized Finding finding(Reader reader, Query query, long fromNanos, long toNanos) {
        return sessions.computeIfAbsent(reader.lasting(), none -> new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Finding> eldest) {
                return size() > MOST;
            }
        }).computeIfAbsent(new Key(query.text(), fromNanos, toNanos), key -> new Finding(query.expression(), fromNanos, toNanos));
    }
}

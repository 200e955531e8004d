package dev.hydroscope.query;

import dev.hydroscope.store.Page;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;

/**
 * Pages of requests by their duration. All that match must be seen before the first is known: a page that runs out of time
 * is empty and not complete, and asked for again with its `next` it goes on where it stopped. For any thread.
 */
public final class Rankings {
    /** Of one session. */
    private static final int MOST = 8;
    /** Goes on from the beginning, which "" would begin anew. */
    private static final String ON = "on";

    private final Matchings matchings;
    /** What is kept goes when the session's file is closed. */
    private final Map<Reader, Map<Key, Ranking>> sessions = new WeakHashMap<>();

    private record Key(String query, long fromNanos, long toNanos, boolean longest) {
    }

    public Rankings(Matchings matchings) {
        this.matchings = matchings;
    }

    /** Whether it is for this to answer, rather than for {@link Search}. */
    public static boolean has(Scope.Order order) {
        return order == Scope.Order.DURATION || order == Scope.Order.FASTEST;
    }

    public Page<RequestRow> page(Reader reader, Query query, Scope scope) {
        String token = scope.after();
        Ranking.Place after = token.isEmpty() || token.equals(ON) ? Ranking.Place.BEGINNING : Ranking.Place.of(token);
        Ranking ranking = ranking(reader, query, scope, after);
        long until = System.nanoTime() + scope.budgetNanos();
        BooleanSupplier over = () -> System.nanoTime() - until > 0 || scope.cancelled().getAsBoolean();
        synchronized (ranking) {
            long scanned = 0;
            if (!ranking.done()) {
                Matching matching = matchings.of(reader, query, scope.fromNanos(), scope.toNanos(), scope.budgetNanos(),
                        scope.cancelled());
                scanned = matching.scanned();
                if (matching.complete()) {
                    ranking.goOn(reader, matching, over);
                }
            }
            return ranking.done() ? page(reader, ranking.behind(after, scope.limit()), ranking, scanned)
                    : new Page<>(List.of(), token.isEmpty() ? ON : token, scanned, false);
        }
    }

    private static Page<RequestRow> page(Reader reader, List<Ranking.Place> places, Ranking ranking, long scanned) {
        List<RequestRow> rows = reader.requests(places.stream().map(Ranking.Place::ordinal).toList());
        Ranking.Place last = places.isEmpty() ? null : places.get(places.size() - 1);
        return new Page<>(rows, last == null || ranking.last(last) ? "" : last.token(), scanned, true);
    }

    private synchronized Ranking ranking(Reader reader, Query query, Scope scope, Ranking.Place after) {
        boolean longest = scope.order() == Scope.Order.DURATION;
        Key key = new Key(query.text(), scope.fromNanos(), scope.toNanos(), longest);
        Map<Key, Ranking> known = sessions.computeIfAbsent(reader.lasting(), none -> new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Ranking> eldest) {
                return size() > MOST;
            }
        });
        Ranking ranking = known.get(key);
        if (ranking == null || scope.after().isEmpty() || !ranking.covers(after)) {
            ranking = new Ranking(after, longest);
            known.put(key, ranking);
        }
        return ranking;
    }
}

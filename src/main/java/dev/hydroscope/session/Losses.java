package dev.hydroscope.session;

import dev.hydroscope.store.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was lost at the hops before the store: a total for each, and since the last look one interval for each. */
final class Losses {
    private final Map<String, Loss> open = new TreeMap<>();
    private final Map<String, Long> totals = new TreeMap<>();

    synchronized void add(String hop, long fromNanos, long toNanos, long count) {
        if (count > 0) {
            totals.merge(hop, count, Long::sum);
            open.merge(hop, new Loss(hop, fromNanos, toNanos, count), Losses::both);
        }
    }

    synchronized long total(String hop) {
        return totals.getOrDefault(hop, 0L);
    }

    synchronized List<Loss> take() {
        List<Loss> taken = new ArrayList<>(open.values());
        open.clear();
        return taken;
    }

    private static Loss both(Loss one, Loss other) {
        return new Loss(one.hop(), Math.min(one.fromNanos(), other.fromNanos()), Math.max(one.toNanos(), other.toNanos()),
                one.count() + other.count());
    }
}

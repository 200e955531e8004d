package dev.hydroscope.store;

import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a lens shows, counted from its rows: the session's own figures know what is hidden.
 *
 * @param complete false where there are more requests than there was time for
 */
record Digest(long madeNanos, Counts counts, boolean complete, List<HeaderName> names, Map<Integer, Long> statuses) {
    private static final long BUDGET_NANOS = 1_000_000_000L;
    private static final long FRESH_NANOS = 5_000_000_000L;
    private static final int NAMED = 20_000;
    private static final int MOST_VALUES = 32;
    private static final int MOST_NAMES = 2000;

    /** How often a name came, and what of its values stands at hand. */
    private static final class Seen {
        private long requests;
        private long responses;
        private TopValues values = new TopValues();
    }

    boolean fresh() {
        return System.nanoTime() - madeNanos < FRESH_NANOS;
    }

    /** Newest first; names and values of the newest only, where there are many. */
    static Digest of(Scan scan) {
        long began = System.nanoTime();
        long requests = 0;
        long headers = 0;
        BitSet connections = new BitSet();
        Map<Integer, Long> statuses = new TreeMap<>();
        Map<String, Seen> names = new HashMap<>();
        while (!scan.done() && System.nanoTime() - began < BUDGET_NANOS) {
            for (RequestRow row : scan.next()) {
                connections.set((int) row.connection());
                statuses.merge(row.status(), 1L, Long::sum);
                headers += row.headerCount();
                if (requests++ < NAMED) {
                    name(row.cursor(), names);
                }
            }
        }
        statuses.remove(0);
        Counts counts = new Counts(0, connections.cardinality(), requests, headers, 0, 0, 0);
        return new Digest(System.nanoTime(), counts, scan.done(), names(names), frequent(statuses));
    }

    private static void name(HeaderCursor cursor, Map<String, Seen> names) {
        while (cursor.next()) {
            String name = cursor.lowerName();
            Seen seen = names.get(name);
            if (seen == null && names.size() < MOST_NAMES) {
                seen = new Seen();
                names.put(name, seen);
            }
            if (seen != null) {
                seen.requests += cursor.response() ? 0 : 1;
                seen.responses += cursor.response() ? 1 : 0;
                if (cursor.captured() <= TopValues.LENGTH_LIMIT && !cursor.has(Event.WITHHELD | Event.MASKED)) {
                    seen.values.add(cursor.body(), cursor.valueOffset(), cursor.captured(), 1);
                }
            }
        }
    }

    private static List<HeaderName> names(Map<String, Seen> names) {
        List<HeaderName> list = new ArrayList<>();
        names.forEach((name, seen) -> list.add(new HeaderName(name, seen.requests, seen.responses,
                TopValues.list(seen.values.pack()).stream().limit(MOST_VALUES).map(counted -> new HeaderName.Value(
                        new String(counted.value(), java.nio.charset.StandardCharsets.UTF_8), counted.count(), counted.exact()))
                        .toList())));
        list.sort(Comparator.comparingLong((HeaderName name) -> name.requests() + name.responses()).reversed()
                .thenComparing(HeaderName::name));
        return list;
    }

    private static Map<Integer, Long> frequent(Map<Integer, Long> statuses) {
        return statuses.entrySet().stream().sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }
}

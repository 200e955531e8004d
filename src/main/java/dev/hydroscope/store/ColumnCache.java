package dev.hydroscope.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** Columns of a session that were read lately, unpacked, in so much memory at most; for any thread. */
final class ColumnCache {
    private static final long MOST_BYTES = 20 << 20;
    /** Of what comes when it is full, one in so many is taken in: who walks through more than fits finds some of it again. */
    private static final int TAKEN = 8;

    private final Map<Long, Object> kept = new LinkedHashMap<>(256, 0.75f, true);
    private long bytes;
    private int refused;

    synchronized Object get(long row) {
        return kept.get(row);
    }

    synchronized void put(long row, Object column) {
        long weight = weight(column);
        if (bytes + weight > MOST_BYTES && ++refused % TAKEN != 0) {
            return;
        }
        Object before = kept.put(row, column);
        bytes += weight - (before == null ? 0 : weight(before));
        var eldest = kept.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= weight(eldest.next());
            eldest.remove();
        }
    }

    synchronized void clear() {
        kept.clear();
        bytes = 0;
    }

    private static int weight(Object column) {
        return 100 + (column instanceof HeaderColumn header ? header.weight()
                : column instanceof Numbers numbers ? numbers.weight() : 1024);
    }
}

package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import java.util.BitSet;

/**
 * What some requests came to together. Durations are never told shorter than they are, and at most 0.1 % longer; -1: none is
 * known.
 *
 * @param condition "" where no query can ask for it
 * @param incomplete without a response, begun before the capture, or with events lost
 */
public record Group(String text, String condition, boolean masked, boolean cut, long requests, long connections,
        long clientErrors, long serverErrors, long incomplete, long[] percentileNanos, long longestNanos, long firstNanos,
        long lastNanos) {
    /** 50, 95 and 99 hundredths of the durations are not longer than these. */
    public long p50Nanos() {
        return percentileNanos[0];
    }

    public long p95Nanos() {
        return percentileNanos[1];
    }

    public long p99Nanos() {
        return percentileNanos[2];
    }

    /** While it is counted. */
    static final class Sum {
        private final BitSet connections = new BitSet();
        private final Durations durations = new Durations();
        private long requests;
        private long clientErrors;
        private long serverErrors;
        private long incomplete;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(ColumnBlock block, int place) {
            int status = block.status(place);
            requests++;
            connections.set((int) block.connection(place));
            clientErrors += status / 100 == 4 ? 1 : 0;
            serverErrors += status / 100 == 5 ? 1 : 0;
            incomplete += block.incomplete(place) ? 1 : 0;
            first = Math.min(first, block.atNanos(place));
            last = Math.max(last, block.atNanos(place));
            if (block.durationNanos(place) >= 0) {
                durations.add(block.durationNanos(place));
            }
        }

        Group group(FieldReading.Said said, String condition) {
            long[] percentiles = {durations.percentile(50), durations.percentile(95), durations.percentile(99)};
            return new Group(said.text(), condition, said.masked(), said.cut(), requests, connections.cardinality(),
                    clientErrors, serverErrors, incomplete, percentiles, durations.longest(), first, last);
        }
    }
}

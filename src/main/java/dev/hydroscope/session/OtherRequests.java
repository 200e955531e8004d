package dev.hydroscope.session;

import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;

/** The numbers of those requests of a connection that were not chosen. */
final class OtherRequests {
    static final OtherRequests NONE = new OtherRequests(new long[0]);

    private final long[] sorted;

    private OtherRequests(long[] sorted) {
        this.sorted = sorted;
    }

    /** @param chosen ordinals; of two rows of one number one is enough */
    static OtherRequests of(Reader reader, ConnectionRow connection, BitSet chosen) {
        LongStream.Builder others = LongStream.builder();
        LongStream.Builder wanted = LongStream.builder();
        long least = Long.MIN_VALUE;
        for (List<RequestRow> page = reader.requestsOf(connection, least, Long.MAX_VALUE); !page.isEmpty();) {
            page.forEach(row -> (chosen.get((int) row.ordinal()) ? wanted : others).add(row.req()));
            least = page.get(page.size() - 1).req();
            page = least == Long.MAX_VALUE ? List.of() : reader.requestsOf(connection, least + 1, Long.MAX_VALUE);
        }
        long[] kept = wanted.build().sorted().toArray();
        return new OtherRequests(others.build().filter(req -> Arrays.binarySearch(kept, req) < 0).sorted().distinct().toArray());
    }

    int count() {
        return sorted.length;
    }

    boolean has(long req) {
        return Arrays.binarySearch(sorted, req) >= 0;
    }
}

package dev.hydroscope.bpf;

import java.util.stream.LongStream;

/**
 * Numbers by powers of two, added up in the kernel.
 *
 * @param buckets how many were below 0, 0, 1, 2 to 3, 4 to 7, and so on to 2^63 and more
 * @param unpairedEnds of a latency: ends without a begin
 * @param unpairedBegins begins that came again before their end
 * @param noRoom begins that were not kept, as too many were open
 */
public record Histogram(long[] buckets, long sum, long unpairedEnds, long unpairedBegins, long noRoom) {
    static final Histogram EMPTY = new Histogram(new long[Layout.BUCKETS], 0, 0, 0, 0);

    public long count() {
        return LongStream.of(buckets).sum();
    }

    /** The least number of a bucket; of the first there is none. */
    public static long from(int bucket) {
        return bucket == 0 ? Long.MIN_VALUE : bucket == 1 ? 0 : 1L << bucket - 2;
    }
}

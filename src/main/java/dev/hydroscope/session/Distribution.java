package dev.hydroscope.session;

import java.util.stream.LongStream;

/**
 * Numbers by powers of two.
 *
 * @param buckets how many were below 0, 0, 1, 2 to 3, 4 to 7, and so on to 2^63 and more
 */
public record Distribution(long[] buckets, long sum) {
    public static final int BUCKETS = 66;

    public static Distribution none() {
        return new Distribution(new long[BUCKETS], 0);
    }

    public long count() {
        return LongStream.of(buckets).sum();
    }

    public double average() {
        return (double) sum / Math.max(1, count());
    }

    /** The bucket in which that share of all lies below or within; -1 of none. */
    public int percentile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * count()));
        long below = 0;
        for (int i = 0; i < BUCKETS; i++) {
            below += buckets[i];
            if (below >= wanted) {
                return i;
            }
        }
        return -1;
    }

    /** What has come since then. */
    Distribution since(Distribution earlier) {
        long[] more = buckets.clone();
        for (int i = 0; i < BUCKETS; i++) {
            more[i] -= earlier.buckets[i];
        }
        return new Distribution(more, sum - earlier.sum);
    }

    /** Where a number belongs. */
    static int bucket(long value) {
        return value < 0 ? 0 : value == 0 ? 1 : 65 - Long.numberOfLeadingZeros(value);
    }

    /** The least number of a bucket; of the first there is none. */
    public static long from(int bucket) {
        return bucket == 0 ? Long.MIN_VALUE : bucket == 1 ? 0 : 1L << bucket - 2;
    }
}

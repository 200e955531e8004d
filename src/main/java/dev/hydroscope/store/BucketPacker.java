package dev.hydroscope.store;

import dev.hydroscope.quic.Bucket;
import dev.hydroscope.quic.Metric;
import java.util.Arrays;

/**
 * Packs up to 64 buckets of a level into a row: the step from the bucket before, a bit for each metric, and of each its count
 * and what it did, measured from its last value in the bucket before. {@link BucketReader} reads it.
 */
final class BucketPacker {
    static final int BUCKETS = 64;
    static final int BYTES = 16_384;

    private final Packer packer = new Packer(256);
    private final long[] last = new long[Metric.count()];
    private long number;
    private int count;
    private long first;
    private long end;
    private long samples;

    void clear() {
        packer.clear();
        Arrays.fill(last, 0);
        number = 0;
        count = 0;
        samples = 0;
    }

    void add(long bucketNumber, Bucket bucket) {
        first = count == 0 ? bucketNumber : Math.min(first, bucketNumber);
        end = count == 0 ? bucketNumber + 1 : Math.max(end, bucketNumber + 1);
        packer.signed(bucketNumber - number);
        packer.number(Integer.toUnsignedLong(bucket.active()));
        for (int rest = bucket.active(); rest != 0; rest &= rest - 1) {
            int metric = Integer.numberOfTrailingZeros(rest);
            if (Metric.at(metric).state()) {
                packer.number(bucket.count(metric) << 1 | bucket.last(metric));
                packer.number(bucket.sum(metric));
            } else {
                add(bucket, metric);
            }
        }
        number = bucketNumber;
        samples += bucket.samples();
        count++;
    }

    private void add(Bucket bucket, int metric) {
        long least = bucket.min(metric);
        packer.number(bucket.count(metric));
        packer.signed(least - last[metric]);
        if (bucket.count(metric) > 1) {
            packer.number(bucket.max(metric) - least);
            packer.number(bucket.last(metric) - least);
            packer.number(bucket.sum(metric) - least * bucket.count(metric));
        }
        last[metric] = bucket.last(metric);
    }

    boolean full() {
        return count == BUCKETS || packer.length() > BYTES;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The number of its first bucket, and that behind its last. */
    long first() {
        return first;
    }

    long end() {
        return end;
    }

    long samples() {
        return samples;
    }

    byte[] data() {
        return packer.take();
    }
}

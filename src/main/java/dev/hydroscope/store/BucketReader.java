package dev.hydroscope.store;

import dev.hydroscope.quic.Bucket;
import dev.hydroscope.quic.Metric;

/** Reads the buckets that {@link BucketPacker} packed. */
final class BucketReader {
    private final Unpacker unpacker;
    private final long[] last = new long[Metric.count()];
    private final Bucket bucket = new Bucket();
    private long number;

    BucketReader(byte[] data) {
        this.unpacker = new Unpacker(data);
    }

    boolean next() {
        if (!unpacker.more()) {
            return false;
        }
        number += unpacker.signed();
        bucket.clear();
        for (int rest = (int) unpacker.number(); rest != 0; rest &= rest - 1) {
            int metric = Integer.numberOfTrailingZeros(rest);
            if (Metric.at(metric).state()) {
                long count = unpacker.number();
                long nanos = unpacker.number();
                bucket.set(metric, 0, 1, count & 1, count >>> 1, nanos);
            } else {
                metric(metric);
            }
        }
        return true;
    }

    private void metric(int metric) {
        long count = unpacker.number();
        long least = last[metric] + unpacker.signed();
        long most = least;
        long latest = least;
        long sum = least;
        if (count > 1) {
            most = least + unpacker.number();
            latest = least + unpacker.number();
            sum = unpacker.number() + least * count;
        }
        bucket.set(metric, least, most, latest, count, sum);
        last[metric] = latest;
    }

    long number() {
        return number;
    }

    /** The one at hand, until the next. */
    Bucket bucket() {
        return bucket;
    }
}

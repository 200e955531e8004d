package dev.hydroscope.quic;

/** One metric in the buckets of a window. */
public final class Column {
    private final long[] min;
    private final long[] max;
    private final long[] last;
    private final long[] count;
    private final long[] sum;
    private final boolean[] filled;

    Column(int buckets) {
        min = new long[buckets];
        max = new long[buckets];
        last = new long[buckets];
        count = new long[buckets];
        sum = new long[buckets];
        filled = new boolean[buckets];
    }

    void value(int bucket, long value) {
        if (filled[bucket]) {
            min[bucket] = Math.min(min[bucket], value);
            max[bucket] = Math.max(max[bucket], value);
            sum[bucket] = Bucket.added(sum[bucket], value);
        } else {
            filled[bucket] = true;
            min[bucket] = value;
            max[bucket] = value;
            sum[bucket] = value;
        }
        last[bucket] = value;
        count[bucket]++;
    }

    /** Of a state: only how often it changed and for how long it was on are told. */
    void change(int bucket) {
        filled[bucket] = true;
        count[bucket]++;
    }

    /** A state that was on between two times since the window's begin. */
    void spread(long fromNanos, long toNanos, int shift) {
        for (long at = fromNanos; at < toNanos;) {
            int bucket = (int) (at >> shift);
            long end = Math.min(toNanos, bucket + 1L << shift);
            filled[bucket] = true;
            sum[bucket] += end - at;
            at = end;
        }
    }

    void add(int bucket, Bucket from, int metric) {
        if ((1 << metric & Metric.STATES) == 0) {
            min[bucket] = filled[bucket] ? Math.min(min[bucket], from.min(metric)) : from.min(metric);
            max[bucket] = filled[bucket] ? Math.max(max[bucket], from.max(metric)) : from.max(metric);
            last[bucket] = from.last(metric);
        }
        filled[bucket] = true;
        count[bucket] += from.count(metric);
        sum[bucket] = Bucket.added(sum[bucket], from.sum(metric));
    }

    public boolean filled(int bucket) {
        return filled[bucket];
    }

    public long min(int bucket) {
        return min[bucket];
    }

    public long max(int bucket) {
        return max[bucket];
    }

    public long last(int bucket) {
        return last[bucket];
    }

    public long count(int bucket) {
        return count[bucket];
    }

    public long sum(int bucket) {
        return sum[bucket];
    }
}

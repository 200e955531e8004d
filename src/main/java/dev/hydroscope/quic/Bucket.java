package dev.hydroscope.quic;

/**
 * What the metrics did in an interval: least, most, last, how many and their sum; of a state the sum is the time it was on,
 * its last whether it is at the end. Made once and used again.
 */
public final class Bucket {
    private static final int COUNT = Metric.ALL.length;

    private final long[] min = new long[COUNT];
    private final long[] max = new long[COUNT];
    private final long[] last = new long[COUNT];
    private final long[] count = new long[COUNT];
    private final long[] sum = new long[COUNT];
    private int active;

    /** A bit for each metric of which there is something. */
    public int active() {
        return active;
    }

    public void clear() {
        active = 0;
    }

    public void value(int metric, long value) {
        if ((active >>> metric & 1) == 0) {
            set(metric, value, value, value, 1, value);
            return;
        }
        min[metric] = Math.min(min[metric], value);
        max[metric] = Math.max(max[metric], value);
        last[metric] = value;
        count[metric]++;
        sum[metric] = added(sum[metric], value);
    }

    /** A state begins (1) or ends (0). */
    public void change(int metric, long value) {
        if ((active >>> metric & 1) == 0) {
            set(metric, value, value, value, 1, 0);
            return;
        }
        min[metric] = Math.min(min[metric], value);
        max[metric] = Math.max(max[metric], value);
        last[metric] = value;
        count[metric]++;
    }

    /** These states were on for that long. */
    public void elapse(int states, long nanos) {
        for (int rest = nanos > 0 ? states : 0; rest != 0; rest &= rest - 1) {
            int metric = Integer.numberOfTrailingZeros(rest);
            if ((active >>> metric & 1) == 0) {
                set(metric, 1, 1, 1, 0, nanos);
            } else {
                max[metric] = 1;
                sum[metric] += nanos;
            }
        }
    }

    public void set(int metric, long least, long most, long latest, long times, long total) {
        active |= 1 << metric;
        min[metric] = least;
        max[metric] = most;
        last[metric] = latest;
        count[metric] = times;
        sum[metric] = total;
    }

    /** What came after. */
    public void add(Bucket other) {
        for (int rest = other.active; rest != 0; rest &= rest - 1) {
            add(Integer.numberOfTrailingZeros(rest), other);
        }
        int ended = active & Metric.STATES & ~other.active;
        for (int rest = ended; rest != 0; rest &= rest - 1) {
            last[Integer.numberOfTrailingZeros(rest)] = 0;
        }
    }

    private void add(int m, Bucket other) {
        if ((active >>> m & 1) == 0) {
            set(m, other.min[m], other.max[m], other.last[m], other.count[m], other.sum[m]);
            return;
        }
        min[m] = Math.min(min[m], other.min[m]);
        max[m] = Math.max(max[m], other.max[m]);
        last[m] = other.last[m];
        count[m] += other.count[m];
        sum[m] = added(sum[m], other.sum[m]);
    }

    /** The states that are on at its end. */
    public int states() {
        int on = 0;
        for (int rest = active & Metric.STATES; rest != 0; rest &= rest - 1) {
            int metric = Integer.numberOfTrailingZeros(rest);
            on |= last[metric] != 0 ? 1 << metric : 0;
        }
        return on;
    }

    /** How many samples it holds. */
    public long samples() {
        long samples = 0;
        for (int rest = active; rest != 0; rest &= rest - 1) {
            samples += count[Integer.numberOfTrailingZeros(rest)];
        }
        return samples;
    }

    public long min(int metric) {
        return min[metric];
    }

    public long max(int metric) {
        return max[metric];
    }

    public long last(int metric) {
        return last[metric];
    }

    public long count(int metric) {
        return count[metric];
    }

    public long sum(int metric) {
        return sum[metric];
    }

    /** Rather the most there is than a sum that has turned around: a flow limit may be 2^62. */
    static long added(long sum, long value) {
        long both = sum + value;
        return ((sum ^ both) & (value ^ both)) < 0 ? Long.MAX_VALUE : both;
    }
}

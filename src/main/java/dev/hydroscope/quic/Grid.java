package dev.hydroscope.quic;

/**
 * A window's buckets, filled with samples or with the smaller buckets of an interval, oldest first. Whatever lies before the
 * window is known as what it begins with.
 */
public final class Grid implements Samples {
    private final long from;
    private final int shift;
    private final int buckets;
    private final Column[] columns = new Column[Metric.ALL.length];
    private final long[] before = new long[Metric.ALL.length];
    private int known;
    private int states;
    private long covered;

    /** @param from a multiple of 1 << shift, the length of a bucket in nanoseconds */
    public Grid(long from, int shift, int buckets) {
        this.from = from;
        this.shift = shift;
        this.buckets = buckets;
        this.covered = from;
    }

    public long from() {
        return from;
    }

    public int shift() {
        return shift;
    }

    public int buckets() {
        return buckets;
    }

    /** Where it ends. */
    public long end() {
        return from + ((long) buckets << shift);
    }

    /** Where it is taken up: the last value of each metric that has had one, and the states. */
    public void carry(int metrics, long[] values) {
        known = metrics;
        states = 0;
        for (int rest = metrics; rest != 0; rest &= rest - 1) {
            int metric = Integer.numberOfTrailingZeros(rest);
            before[metric] = values[metric];
            states |= values[metric] != 0 ? 1 << metric & Metric.STATES : 0;
        }
        covered = from;
    }

    @Override
    public void sample(Metric metric, long atNanos, long value) {
        elapse(atNanos);
        int m = metric.ordinal();
        if (metric.state()) {
            states = value != 0 ? states | metric.bit() : states & ~metric.bit();
        }
        if (atNanos < from) {
            known |= metric.bit();
            before[m] = value;
        } else if (atNanos < end()) {
            Column column = column(m);
            int bucket = (int) (atNanos - from >> shift);
            if (metric.state()) {
                column.change(bucket);
            } else {
                column.value(bucket, value);
            }
        }
    }

    @Override
    public void mark(Mark mark, long atNanos, long first, long second, String text) {
        // marks have a list of their own
    }

    /** One that lies wholly in a bucket of this or outside. */
    public void bucket(long start, long nanos, Bucket bucket) {
        elapse(start);
        if (start < from) {
            for (int rest = bucket.active(); rest != 0; rest &= rest - 1) {
                int m = Integer.numberOfTrailingZeros(rest);
                if (bucket.count(m) > 0) {
                    known |= 1 << m;
                    before[m] = bucket.last(m);
                }
            }
        } else if (start < end()) {
            int place = (int) (start - from >> shift);
            for (int rest = bucket.active(); rest != 0; rest &= rest - 1) {
                int m = Integer.numberOfTrailingZeros(rest);
                column(m).add(place, bucket, m);
            }
        }
        covered = start + nanos;
        states = bucket.states();
    }

    /** Until when it is known which states are on. */
    public long covered() {
        return covered;
    }

    /** States go on until then. */
    public void elapse(long until) {
        if (until > covered && states != 0) {
            long at = Math.max(covered, from);
            long end = Math.min(until, end());
            for (int rest = states; rest != 0 && at < end; rest &= rest - 1) {
                column(Integer.numberOfTrailingZeros(rest)).spread(at - from, end - from, shift);
            }
        }
        covered = until;
    }

    private Column column(int metric) {
        if (columns[metric] == null) {
            columns[metric] = new Column(buckets);
        }
        return columns[metric];
    }

    public boolean has(Metric metric) {
        return columns[metric.ordinal()] != null;
    }

    /** Only where it has one. */
    public Column column(Metric metric) {
        return columns[metric.ordinal()];
    }

    /** Whether there was a value before the window. */
    public boolean known(Metric metric) {
        return (known & metric.bit()) != 0;
    }

    /** The last value before the window. */
    public long before(Metric metric) {
        return before[metric.ordinal()];
    }
}

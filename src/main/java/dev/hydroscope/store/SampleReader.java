package dev.hydroscope.store;

import dev.hydroscope.quic.Metric;
import dev.hydroscope.quic.Samples;

/** Reads the samples that {@link SamplePacker} packed. */
final class SampleReader {
    private final Unpacker unpacker;
    private final long[] last = new long[Metric.count()];
    private final long[] step = new long[Metric.count()];
    private int known;
    private long atNanos;
    private int metric;

    SampleReader(byte[] data) {
        unpacker = new Unpacker(data);
        known = (int) unpacker.number();
        for (int rest = known; rest != 0; rest &= rest - 1) {
            last[Integer.numberOfTrailingZeros(rest)] = unpacker.signed();
        }
    }

    boolean next() {
        if (!unpacker.more()) {
            return false;
        }
        int head = (int) unpacker.number();
        metric = head >>> 2;
        if ((head & SamplePacker.SAME_TIME) == 0) {
            atNanos += unpacker.signed();
        }
        if ((head & SamplePacker.SAME_STEP) == 0) {
            step[metric] = unpacker.signed();
        }
        last[metric] += step[metric];
        known |= 1 << metric;
        return true;
    }

    Metric metric() {
        return Metric.at(metric);
    }

    long atNanos() {
        return atNanos;
    }

    long value() {
        return last[metric];
    }

    /** The rest of them. */
    void into(Samples samples) {
        while (next()) {
            samples.sample(Metric.at(metric), atNanos, last[metric]);
        }
    }

    /** Passes over so many. */
    void skip(long samples) {
        long left = samples;
        while (left > 0 && next()) {
            left--;
        }
    }

    /** A bit for each metric that has had a sample. */
    int known() {
        return known;
    }

    /** The values by metric so far, not a copy. */
    long[] last() {
        return last;
    }
}

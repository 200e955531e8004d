package dev.hydroscope.store;

import dev.hydroscope.quic.Metric;
import java.util.Arrays;

/**
 * Packs up to 1,024 samples into a row. It begins with the last value of each metric so far, so that any row can be read
 * alone; then each is its metric, the time since the one before and the step from its metric's last value, which goes unsaid
 * where it is the same step again. {@link SampleReader} reads it.
 */
final class SamplePacker {
    static final int SAMPLES = 1024;
    static final int SAME_TIME = 1;
    static final int SAME_STEP = 2;

    private final Packer packer = new Packer(512);
    private final long[] last = new long[Metric.count()];
    private final long[] step = new long[Metric.count()];
    private int known;
    private int count;
    private long atNanos;
    private long firstAt;
    private long lastAt;

    /** Begins a row. */
    void begin() {
        packer.clear();
        packer.number(Integer.toUnsignedLong(known));
        for (int rest = known; rest != 0; rest &= rest - 1) {
            packer.signed(last[Integer.numberOfTrailingZeros(rest)]);
        }
        Arrays.fill(step, 0);
        count = 0;
        atNanos = 0;
        firstAt = Long.MAX_VALUE;
        lastAt = Long.MIN_VALUE;
    }

    void add(int metric, long at, long value) {
        long move = value - last[metric];
        boolean sameTime = at == atNanos;
        boolean sameStep = move == step[metric];
        packer.number((long) metric << 2 | (sameStep ? SAME_STEP : 0) | (sameTime ? SAME_TIME : 0));
        if (!sameTime) {
            packer.signed(at - atNanos);
        }
        if (!sameStep) {
            packer.signed(move);
        }
        known |= 1 << metric;
        last[metric] = value;
        step[metric] = move;
        atNanos = at;
        firstAt = Math.min(firstAt, at);
        lastAt = Math.max(lastAt, at);
        count++;
    }

    /** Goes on where a reader has got to. */
    void carry(SampleReader reader) {
        known = reader.known();
        System.arraycopy(reader.last(), 0, last, 0, last.length);
    }

    boolean full() {
        return count == SAMPLES;
    }

    int count() {
        return count;
    }

    long firstAt() {
        return firstAt;
    }

    long lastAt() {
        return lastAt;
    }

    byte[] data() {
        return packer.take();
    }
}

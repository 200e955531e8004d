package dev.hydroscope.store;

import dev.hydroscope.trace.Event;
import java.util.List;

/**
 * The values of one argument added up: how many there were of each power of two (of a text: its length), the least, the most,
 * the sum, and the most frequent ones.
 */
public final class ArgumentSummary {
    /** Below 0, 0, 1, 2 to 3, 4 to 7 and so on to 2^62 and more. */
    static final int BUCKETS = 65;
    private static final long MISSING = Event.NULL | Event.UNREADABLE | Event.WITHHELD | Event.ABSENT;
    private static final long UNKNOWN_LENGTH = 0xffffffffL;

    private final boolean text;
    private final long[] buckets;
    private final Frequent frequent;
    private long count;
    private long missing;
    private long least = Long.MAX_VALUE;
    private long most = Long.MIN_VALUE;
    private double sum;

    public ArgumentSummary(boolean text) {
        this(text, new long[BUCKETS], new Frequent(text));
    }

    private ArgumentSummary(boolean text, long[] buckets, Frequent frequent) {
        this.text = text;
        this.buckets = buckets;
        this.frequent = frequent;
    }

    /** A value and how often it came, at least; of a text the first bytes. */
    public record Value(long number, byte[] text, long count) {
    }

    public void add(Event event, int argument) {
        if (!text) {
            add(event.number(argument));
        } else if (event.has(argument, MISSING)) {
            missing++;
        } else {
            long length = event.originalLength(argument);
            number(length == UNKNOWN_LENGTH ? event.captured(argument) : length);
            frequent.add(event.raw(), event.offset(argument), event.captured(argument));
        }
    }

    public void add(long value) {
        number(value);
        frequent.add(value);
    }

    private void number(long value) {
        count++;
        buckets[bucket(value)]++;
        least = Math.min(least, value);
        most = Math.max(most, value);
        sum += value;
    }

    static int bucket(long value) {
        return value <= 0 ? value < 0 ? 0 : 1 : 65 - Long.numberOfLeadingZeros(value);
    }

    /** The least number of a bucket; of the first there is none. */
    public static long from(int bucket) {
        return bucket == 0 ? Long.MIN_VALUE : bucket == 1 ? 0 : 1L << bucket - 2;
    }

    /** The least number beyond a bucket; the last has none. */
    public static long to(int bucket) {
        return bucket == BUCKETS - 1 ? Long.MAX_VALUE : from(bucket + 1);
    }

    public void add(ArgumentSummary other) {
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] += other.buckets[i];
        }
        count += other.count;
        missing += other.missing;
        least = Math.min(least, other.least);
        most = Math.max(most, other.most);
        sum += other.sum;
        frequent.add(other.frequent);
    }

    public boolean text() {
        return text;
    }

    /** Of values; those that were not there or not read are not among them. */
    public long count() {
        return count;
    }

    public long missing() {
        return missing;
    }

    public long[] buckets() {
        return buckets.clone();
    }

    public long least() {
        return least;
    }

    public long most() {
        return most;
    }

    public double sum() {
        return sum;
    }

    /** The most frequent first. */
    public List<Value> top(int limit) {
        return frequent.list().stream().limit(limit).map(value -> new Value(value.number(), value.text(), value.count())).toList();
    }

    /** Different values that are known of; all, where {@link #shortBy} is 0. */
    public int distinct() {
        return frequent.size();
    }

    /** By how much the count of a value can be too small. */
    public long shortBy() {
        return frequent.shortBy();
    }

    byte[] pack() {
        Packer packer = new Packer(512);
        packer.number(text ? 1 : 0);
        packer.number(count);
        packer.number(missing);
        packer.signed(least);
        packer.signed(most);
        packer.int64(Double.doubleToLongBits(sum));
        for (long bucket : buckets) {
            packer.number(bucket);
        }
        frequent.pack(packer);
        return packer.take();
    }

    static ArgumentSummary unpack(byte[] packed) {
        Unpacker unpacker = new Unpacker(packed);
        boolean text = unpacker.number() == 1;
        long count = unpacker.number();
        long missing = unpacker.number();
        long least = unpacker.signed();
        long most = unpacker.signed();
        double sum = Double.longBitsToDouble(unpacker.int64());
        long[] buckets = new long[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] = unpacker.number();
        }
        ArgumentSummary summary = new ArgumentSummary(text, buckets, Frequent.unpack(unpacker, text));
        summary.count = count;
        summary.missing = missing;
        summary.least = least;
        summary.most = most;
        summary.sum = sum;
        return summary;
    }
}

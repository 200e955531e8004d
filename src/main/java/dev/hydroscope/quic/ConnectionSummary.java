package dev.hydroscope.quic;

import java.util.Arrays;

/** What a connection came to so far: numbers and words, each known or not. */
public final class ConnectionSummary {
    /** Of a number: nobody told it. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    private final long[] numbers = new long[Measure.values().length];
    private final String[] words = new String[Word.values().length];

    public ConnectionSummary() {
        Arrays.fill(numbers, UNKNOWN);
        Arrays.fill(words, "");
    }

    public long get(Measure measure) {
        return numbers[measure.ordinal()];
    }

    public boolean knows(Measure measure) {
        return get(measure) != UNKNOWN;
    }

    /** 0 where it is not known. */
    public long orZero(Measure measure) {
        return knows(measure) ? get(measure) : 0;
    }

    /** "" where it is not known. */
    public String get(Word word) {
        return words[word.ordinal()];
    }

    public void set(Measure measure, long value) {
        numbers[measure.ordinal()] = value;
    }

    public void set(Word word, String text) {
        words[word.ordinal()] = text;
    }

    void add(Measure measure, long value) {
        set(measure, orZero(measure) + value);
    }

    void least(Measure measure, long value) {
        set(measure, knows(measure) ? Math.min(get(measure), value) : value);
    }

    void most(Measure measure, long value) {
        set(measure, Math.max(get(measure), value));
    }

    /** From now on they are known to be none. */
    void begin(Measure... measures) {
        for (Measure measure : measures) {
            add(measure, 0);
        }
    }

    /** Of the packets sent, how many of a billion were declared lost; UNKNOWN where none was seen. */
    public long lossBillionths() {
        return billionths(Measure.PACKETS_LOST, Measure.PACKETS_SENT);
    }

    /** Of the packets declared lost, how many of a billion were acknowledged later. */
    public long spuriousBillionths() {
        return billionths(Measure.LATE_ACKED, Measure.PACKETS_LOST);
    }

    private long billionths(Measure part, Measure whole) {
        return knows(part) && orZero(whole) > 0 ? (long) (get(part) * 1e9 / get(whole)) : UNKNOWN;
    }

    /** Whether quictrace told the round trips; else they are by our clock, if known at all. */
    public boolean rttTold() {
        return orZero(Measure.RTT_SAMPLES) > 0;
    }

    /** @param told one of the RTT_… measures; ours stand in where none is told */
    public long rtt(Measure told) {
        return get(rttTold() ? told : Measure.values()[told.ordinal() + Measure.OWN_RTT_MIN.ordinal()
                - Measure.RTT_MIN.ordinal()]);
    }

    /** Application bytes that reached the other end, each once as far as the source tells. */
    public long delivered() {
        return knows(Measure.STREAM_SHIFTED) ? get(Measure.STREAM_SHIFTED) : get(Measure.STREAM_ACKED);
    }

    /** From the first event to the close, or the last event where none is known. */
    public long lastedNanos() {
        long end = knows(Measure.CLOSED_AT) ? get(Measure.CLOSED_AT) : get(Measure.LAST_AT);
        return knows(Measure.FIRST_AT) ? end - get(Measure.FIRST_AT) : UNKNOWN;
    }
}

package dev.hydroscope.quic;

import java.util.Locale;

/**
 * Why a packet was declared lost, by qlog's names. No probe tells it: it is inferred from the largest number that was acked
 * at that moment, as the sender's rule is known.
 */
public enum Trigger {
    NONE, REORDERING_THRESHOLD, TIME_THRESHOLD;

    private static final long PACKET_THRESHOLD = 3;
    private static final Trigger[] ALL = values();

    static Trigger infer(long number, long largestAcked) {
        if (largestAcked < 0) {
            return NONE;
        }
        return largestAcked - number >= PACKET_THRESHOLD ? REORDERING_THRESHOLD : TIME_THRESHOLD;
    }

    public static Trigger of(int ordinal) {
        return ALL[ordinal];
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

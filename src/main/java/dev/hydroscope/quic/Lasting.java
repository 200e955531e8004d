package dev.hydroscope.quic;

/** How long a state has held, from on to off and on again. */
final class Lasting {
    private long nanos;
    private long since = ConnectionSummary.UNKNOWN;

    Lasting(long before) {
        this.nanos = before;
    }

    void on(long atNanos) {
        if (since == ConnectionSummary.UNKNOWN) {
            since = atNanos;
        }
    }

    void off(long atNanos) {
        nanos = until(atNanos);
        since = ConnectionSummary.UNKNOWN;
    }

    long until(long atNanos) {
        return since == ConnectionSummary.UNKNOWN ? nanos : nanos + Math.max(0, atNanos - since);
    }
}

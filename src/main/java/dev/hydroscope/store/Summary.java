package dev.hydroscope.store;

/**
 * What a request has added to the session's sums, so that it can be taken out again when it has grown.
 *
 * @param latency the power of two of its duration, 0: unknown
 */
record Summary(int headers, int headerBytes, int truncated, int version, int status, long second, int latency,
        boolean finished) {
    /** Of a request that was never written. */
    static final Summary NONE = new Summary(0, 0, 0, 0, 0, -1, 0, false);

    static final int LATENCIES = 65;

    boolean isNone() {
        return second < 0;
    }

    static Summary of(RequestRow row, int headers, int headerBytes, int truncated) {
        long nanos = row.durationNanos();
        int latency = nanos < 0 ? 0 : 64 - Long.numberOfLeadingZeros(Math.max(1, nanos));
        return new Summary(headers, headerBytes, truncated, row.httpVersion(), row.status(),
                Math.max(0, row.atNanos() / 1_000_000_000L), latency, row.finished());
    }
}

package dev.hydroscope.quic;

/** Takes what {@link Metrics} finds in events, in their order; a time before the last one's is a clock set back. */
public interface Samples {
    /** Of a state: 1 where it begins, 0 where it ends. */
    void sample(Metric metric, long atNanos, long value);

    /** @param text what the probe said, or "" */
    void mark(Mark mark, long atNanos, long first, long second, String text);
}

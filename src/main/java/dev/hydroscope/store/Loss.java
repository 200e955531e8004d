package dev.hydroscope.store;

/**
 * Events that did not get past a hop (kernel, queue, store) in an interval, or what a crash of Hydroscope took with it.
 *
 * @param count {@link #UNKNOWN} where nobody could count them
 */
public record Loss(String hop, long fromNanos, long toNanos, long count) {
    public static final String CRASH = "crash";
    public static final long UNKNOWN = -1;

    public boolean counted() {
        return count >= 0;
    }
}

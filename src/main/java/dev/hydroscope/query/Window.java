package dev.hydroscope.query;

/**
 * A stretch of time, both its ends too, and the steps it is drawn in: of a power of two of nanoseconds since 1970, so that a
 * step is the same one however the window is moved. Its first and last steps reach beyond it.
 */
public record Window(long fromNanos, long toNanos, int shift) {
    /** In at least so many steps, and no more than two over twice as many. */
    public static Window of(long fromNanos, long toNanos, int width) {
        long span = Math.max(1, toNanos - fromNanos);
        return new Window(fromNanos, Math.max(fromNanos, toNanos), 63 - Long.numberOfLeadingZeros(Math.max(1, span / width)));
    }

    public long stepNanos() {
        return 1L << shift;
    }

    /** Where the first step begins. */
    public long beginNanos() {
        return fromNanos >> shift << shift;
    }

    /** Behind the last step. */
    public long endNanos() {
        return (toNanos >> shift) + 1 << shift;
    }

    public int steps() {
        return (int) ((toNanos >> shift) - (fromNanos >> shift)) + 1;
    }

    /** Outside 0 to {@link #steps} for what is outside. */
    long step(long atNanos) {
        return (atNanos >> shift) - (fromNanos >> shift);
    }

    boolean embraces(long atNanos) {
        return atNanos >= fromNanos && atNanos <= toNanos;
    }
}

package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.RequestRow;
import java.util.Comparator;

/** What is drawn of a request: when, how long (-1: not known), how it ended. */
public record Moment(long ordinal, long conn, long req, long atNanos, long durationNanos, int status) {
    /** In the order in which they began. */
    static final Comparator<Moment> BEGINNING = Comparator.comparingLong(Moment::atNanos).thenComparingLong(Moment::ordinal);
    /** The longest first. */
    static final Comparator<Moment> LONGEST = Comparator.comparingLong(Moment::durationNanos).reversed()
            .thenComparingLong(Moment::ordinal);

    static Moment of(ColumnBlock block, int place) {
        return new Moment(block.first() + place, block.conn(place), block.req(place), block.atNanos(place),
                block.durationNanos(place), block.status(place));
    }

    static Moment of(RequestRow row) {
        return new Moment(row.ordinal(), row.conn(), row.req(), row.atNanos(), row.durationNanos(), row.status());
    }

    /** -1 where no end is known. */
    public long endNanos() {
        return durationNanos < 0 ? -1 : atNanos + durationNanos;
    }

    /** Whether a request is under way in a window's steps. */
    static boolean within(Window window, ColumnBlock block, int place) {
        long at = block.atNanos(place);
        return at < window.endNanos()
                && (at >= window.beginNanos() || at + Math.max(0, block.durationNanos(place)) >= window.beginNanos());
    }
}

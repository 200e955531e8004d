package dev.hydroscope.query;

import java.util.List;
import java.util.Optional;

/**
 * A window's requests in lanes, in the order of the first request of each: of a connection, of one request, or of a field's
 * value. Requests that began before the window and last into it are drawn, too.
 */
public final class Lanes {
    /** What lanes can be. */
    public static final String WORDS = "request, " + Dimension.WORDS;

    private final Timelines timelines;

    /**
     * @param by a word of {@link #WORDS}
     * @param after the `next` of the page before, or ""
     * @param keys just these lanes, be there no request of theirs in the window; none: a page of all
     */
    public record Which(String by, int limit, String after, List<String> keys) {
        public Which {
            keys = List.copyOf(keys);
        }
    }

    /**
     * A page of them.
     *
     * @param next what to pass as `after` for the lanes that follow; "" at the end
     * @param more whether there are more lanes in the window than are listed, on however many pages
     */
    public record Page(List<Lane> lanes, String next, boolean more, Progress progress) {
    }

    public Lanes(Timelines timelines) {
        this.timelines = timelines;
    }

    /** Empty where there are no such lanes. */
    public Optional<Page> of(Ask ask, Which which) {
        if (which.by().equals(LaneBy.REQUEST)) {
            return Optional.of(new RequestLanes(timelines, ask).of(which));
        } else if (which.by().equals(LaneBy.CONNECTION)) {
            return Optional.of(new ConnectionLanes(timelines, ask).of(which));
        }
        return Dimension.of(which.by()).map(field -> new FieldLanes(timelines, ask, field).of(which));
    }
}

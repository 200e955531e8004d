package dev.hydroscope.query;

/**
 * How far an answer has come: asked again the same, it goes on where it stopped.
 *
 * @param matched the requests found by now
 * @param total how many there are to look at: those of the blocks that may have some of the time asked for
 * @param scanned how many of them were looked at
 */
public record Progress(long matched, long total, long scanned, boolean complete) {
    Progress plus(Progress more) {
        return new Progress(matched + more.matched, total + more.total, scanned + more.scanned, complete && more.complete);
    }
}

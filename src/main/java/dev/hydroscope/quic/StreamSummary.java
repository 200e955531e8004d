package dev.hydroscope.quic;

import dev.hydroscope.quic.Verdict.Span;
import java.util.List;

/**
 * What is kept of a stream. Times are 0 where nothing told them, codes and the limit -1.
 *
 * @param sentBytes each once, however often it was sent
 * @param limit of the peer's flow control, the latest told
 * @param spans of a stream with a request, the longest of them
 */
public record StreamSummary(long stream, long openedAt, long firstSentAt, long lastSentAt, long finishedAt,
        long firstReceivedAt, long lastReceivedAt, long closedAt, long sentBytes, long retransmittedBytes, long ackedBytes,
        long lostBytes, long receivedBytes, long resetCode, long resetReceivedCode, long limit, List<Span> spans) {
    /** Whether something of it is told in a time; one that is not closed may go on. */
    public boolean within(long fromNanos, long toNanos) {
        return firstNanos() <= toNanos && (closedAt == 0 || closedAt >= fromNanos);
    }

    /** The last moment that is told of it, or 0. */
    public long lastNanos() {
        return Math.max(Math.max(closedAt, lastSentAt), Math.max(lastReceivedAt, firstNanos()));
    }

    /** The first moment that is told of it, or 0. */
    public long firstNanos() {
        long first = Long.MAX_VALUE;
        for (long at : new long[] {openedAt, firstSentAt, firstReceivedAt, closedAt}) {
            first = at == 0 ? first : Math.min(first, at);
        }
        return first == Long.MAX_VALUE ? 0 : first;
    }
}

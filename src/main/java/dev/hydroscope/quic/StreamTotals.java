package dev.hydroscope.quic;

import dev.hydroscope.trace.Event;

/** What the application streams of a connection carried, and how long flow control held them. */
final class StreamTotals {
    private static final long CONNECTION = -1;
    private static final long UNKNOWN = -1;

    private final ConnectionSummary summary;
    /** Up to where each was sent: what is sent below was sent before. */
    private final StreamNumbers ends = new StreamNumbers();
    /** Under which limit each, or the connection, is held. */
    private final StreamNumbers held = new StreamNumbers();
    private final Lasting blocked;

    StreamTotals(ConnectionSummary summary) {
        this.summary = summary;
        this.blocked = new Lasting(summary.orZero(Measure.BLOCKED));
    }

    long blockedUntil(long atNanos) {
        return blocked.until(atNanos);
    }

    void accept(Layout layout, Event event) {
        long stream = layout.number(event, Field.STREAM, CONNECTION);
        switch (layout.kind()) {
            case STREAM_SEND -> sent(stream, layout.number(event, Field.OFF, 0), length(layout, event));
            case STREAM_RECEIVE -> add(Measure.STREAM_RECEIVED, stream, length(layout, event));
            case STREAM_ACKED -> acked(stream, layout.number(event, Field.OFF, UNKNOWN), layout.number(event, Field.LEN, 0));
            case STREAM_ON_SEND_SHIFT -> add(Measure.STREAM_SHIFTED, stream, layout.number(event, Field.DELTA, 0));
            case DATA_BLOCKED_SEND -> hold(CONNECTION, layout.number(event, Field.OFF, 0), event.atNanos());
            case STREAM_DATA_BLOCKED_SEND -> hold(stream, layout.number(event, Field.MAXIMUM, 0), event.atNanos());
            case MAX_DATA_RECEIVE -> free(CONNECTION, layout.number(event, Field.MAXIMUM, 0), event.atNanos());
            case MAX_STREAM_DATA_RECEIVE -> free(stream, layout.number(event, Field.MAXIMUM, 0), event.atNanos());
            case RESET_STREAM_SEND -> free(stream, Long.MAX_VALUE, event.atNanos());
            case STREAM_ON_DESTROY -> {
                free(stream, Long.MAX_VALUE, event.atNanos());
                ends.remove(stream);
            }
            default -> { }
        }
    }

    void end(long atNanos) {
        blocked.off(atNanos);
    }

    /** Old lines of JSON have none: they told where the bytes were. */
    private static long length(Layout layout, Event event) {
        return layout.number(event, Field.DATA_LEN, UNKNOWN);
    }

    private void add(Measure measure, long stream, long bytes) {
        if (stream >= 0 && bytes != UNKNOWN) {
            summary.add(measure, bytes);
        }
    }

    /** quicly counts a FIN as one more byte: none of what was sent. */
    private void acked(long stream, long offset, long length) {
        long end = ends.get(stream);
        boolean cut = end != StreamNumbers.NONE && offset != UNKNOWN;
        add(Measure.STREAM_ACKED, stream, cut ? Math.max(0, Math.min(length, end - offset)) : length);
    }

    private void sent(long stream, long offset, long length) {
        if (stream < 0 || length == UNKNOWN) {
            return;
        }
        if (!summary.knows(Measure.STREAM_SENT)) {
            summary.begin(Measure.RETRANSMITTED, Measure.STREAM_ACKED);
        }
        long before = ends.get(stream);
        summary.add(Measure.STREAM_SENT, length);
        if (before != StreamNumbers.NONE && offset < before) {
            summary.add(Measure.RETRANSMITTED, Math.min(before, offset + length) - offset);
        }
        ends.put(stream, Math.max(before, offset + length));
    }

    private void hold(long stream, long limit, long atNanos) {
        held.put(stream, limit);
        blocked.on(atNanos);
    }

    private void free(long stream, long limit, long atNanos) {
        long under = held.get(stream);
        if (under != StreamNumbers.NONE && limit > under) {
            held.remove(stream);
            if (held.isEmpty()) {
                blocked.off(atNanos);
            }
        }
    }
}

package dev.hydroscope.quic;

import dev.hydroscope.trace.Event;

/** How a connection came to its end: what was told first. */
final class Ending {
    private static final int LONGEST_REASON = 1000;

    private final ConnectionSummary summary;

    Ending(ConnectionSummary summary) {
        this.summary = summary;
    }

    /** Whether it was one: nothing is under way from then on. */
    boolean accept(Layout layout, Event event) {
        switch (layout.kind()) {
            case TRANSPORT_CLOSE_SEND -> close("transport", "sent", layout, event);
            case TRANSPORT_CLOSE_RECEIVE -> close("transport", "received", layout, event);
            case APPLICATION_CLOSE_SEND -> close("application", "sent", layout, event);
            case APPLICATION_CLOSE_RECEIVE -> close("application", "received", layout, event);
            case IDLE_TIMEOUT -> close("idle_timeout", "", layout, event);
            case HANDSHAKE_TIMEOUT -> close("handshake_timeout", "", layout, event);
            case STATELESS_RESET_RECEIVE -> close("stateless_reset", "received", layout, event);
            default -> {
                return layout.kind() == Kind.FREE;
            }
        }
        return true;
    }

    private void close(String kind, String by, Layout layout, Event event) {
        if (!summary.get(Word.CLOSE_KIND).isEmpty()) {
            return;
        }
        String reason = layout.text(event, Field.REASON_PHRASE);
        summary.set(Word.CLOSE_KIND, kind);
        summary.set(Word.CLOSE_BY, by);
        summary.set(Word.CLOSE_REASON, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
        summary.set(Measure.CLOSE_CODE, layout.number(event, Field.ERROR_CODE, ConnectionSummary.UNKNOWN));
        summary.set(Measure.CLOSE_FRAME, layout.number(event, Field.FRAME_TYPE, ConnectionSummary.UNKNOWN));
        summary.set(Measure.CLOSED_AT, event.atNanos());
    }
}

package dev.hydroscope.quic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Why a request took as long as it did: its time in parts that add up to the whole exactly.
 *
 * @param complete its end was seen; otherwise it is what was known when it was last written
 * @param nanos of each part, by its ordinal
 * @param spans the longest of all and of each part, in the order of time
 * @param leftOut how many shorter ones each part has, by its ordinal
 */
public record Verdict(long wholeNanos, boolean complete, long[] nanos, List<Span> spans, int[] leftOut, List<Note> notes) {
    /** What the time went by with. The order is the file's: more may be added behind. */
    public enum Part {
        SERVER, RECEIVING, WAITING, CWND, CONNECTION_BLOCKED, STREAM_BLOCKED, RETRANSMITTING, ACK, UNKNOWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What could not be told. The order is the file's. */
    public enum Note {
        NOT_CAPTURED("The source told nothing of the connection's streams: where the time went after the response began is"
                + " not known."),
        NO_TRANSPORT("HTTP/1 and HTTP/2 have no probes of their transport: where the time went after the response began is"
                + " not known."),
        BEFORE_CAPTURE("Its connection began before the capture did: until an event told it, its state was not known."),
        LOST_EVENTS("Events were lost while it ran: from there to the next event that tells its state nothing is known."),
        NO_RECEIVE("When the request came in was not seen: what lies before its first stream event is not known."),
        FORGOTTEN("Its connection was one too many to be kept in memory: what it did before it was taken up again is not"
                + " known."),
        NO_END("Its end was not seen yet.");

        public final String text;

        Note(String text) {
            this.text = text;
        }
    }

    /**
     * @param otherNanos of it that went otherwise: moments too short to be shown
     * @param cause the probe whose event began it, OTHER where none was seen
     */
    public record Span(Part part, long fromNanos, long toNanos, long otherNanos, Kind cause, long causeAtNanos) {
        public long ownNanos() {
            return toNanos - fromNanos - otherNanos;
        }

        /** The two and what is between them, as one. */
        Span with(Span later) {
            return new Span(part, fromNanos, later.toNanos, otherNanos + later.otherNanos + later.fromNanos - toNanos, cause,
                    causeAtNanos);
        }
    }

    public static final int PARTS = Part.values().length;
    /** So many are kept. */
    public static final int SPANS = 48;

    /**
     * Of a request whose transport nobody saw: the server until it responded, then unknown.
     *
     * @param first whose event it began with
     */
    public static Verdict outside(long atNanos, long respondedNanos, long endNanos, boolean complete, Kind first, Note note) {
        long responded = respondedNanos == 0 ? endNanos : Math.min(Math.max(respondedNanos, atNanos), endNanos);
        long[] nanos = new long[PARTS];
        nanos[Part.SERVER.ordinal()] = responded - atNanos;
        nanos[Part.UNKNOWN.ordinal()] = endNanos - responded;
        List<Span> spans = new ArrayList<>(2);
        if (responded > atNanos) {
            spans.add(new Span(Part.SERVER, atNanos, responded, 0, first, atNanos));
        }
        if (endNanos > responded) {
            spans.add(new Span(Part.UNKNOWN, responded, endNanos, 0, Kind.SEND_RESPONSE, responded));
        }
        return new Verdict(endNanos - atNanos, complete, nanos, spans, new int[PARTS], List.of(note));
    }

    /** Of the whole, between 0 and 1; 0 of nothing. */
    public double share(Part part) {
        return wholeNanos == 0 ? 0 : (double) nanos[part.ordinal()] / wholeNanos;
    }
}

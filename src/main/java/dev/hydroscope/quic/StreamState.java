package dev.hydroscope.quic;

import dev.hydroscope.quic.Verdict.Note;
import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.quic.Verdict.Span;
import java.util.ArrayList;
import java.util.List;

/** One stream as far as its events tell it; times are 0 where nothing told them, other numbers -1. */
public final class StreamState {
    private final long id;
    private final int place;
    final Ranges acked = new Ranges();
    final Ranges received = new Ranges();
    /** Declared lost and not acked since; of those, not sent again. */
    final Ranges lost = new Ranges();
    final Ranges unsent = new Ranges();
    final Spans spans = new Spans();
    long openedAt;
    long firstSentAt;
    long lastSentAt;
    long finishedAt;
    long firstReceivedAt;
    long lastReceivedAt;
    long closedAt;
    long sentEnd;
    long retransmitted;
    long ackedBytes;
    long lostBytes;
    long receivedBytes;
    long limit = -1;
    long finalSize = -1;
    long receivedSize = -1;
    long resetCode = -1;
    long resetReceivedCode = -1;
    /** Its request's beginning was seen; a final response was. */
    boolean asked;
    boolean responding;
    /** It is known to have bytes to be sent. */
    boolean pending;
    /** What was lost may have told another state. */
    boolean unsure;
    boolean before;
    boolean losses;
    boolean changed;
    boolean forgotten;

    StreamState(long id, int place) {
        this.id = id;
        this.place = place;
    }

    public long id() {
        return id;
    }

    /** Counts the streams of its connection in the order they were seen. */
    public int place() {
        return place;
    }

    /** Whether something is new since this was asked last. */
    public boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    public boolean closed() {
        return closedAt != 0;
    }

    /** Nothing of it will change any more. */
    public boolean left() {
        return closed() || forgotten;
    }

    /** Of a request: a stream that a client opened both ways. */
    boolean request() {
        return id >= 0 && (id & 3) == 0;
    }

    boolean ended() {
        return finishedAt != 0 || resetCode >= 0;
    }

    boolean allAcked() {
        return finalSize >= 0 && acked.front() > finalSize;
    }

    boolean receivedAll() {
        return resetReceivedCode >= 0 || receivedSize >= 0 && received.front() >= receivedSize;
    }

    boolean atLimit() {
        return limit >= 0 && sentEnd >= limit;
    }

    /** The part that its own state makes of a moment in which nothing holds it up. */
    Part own() {
        if (ended() && !allAcked()) {
            return Part.ACK;
        }
        if (receivedAll()) {
            return Part.SERVER;
        }
        return before || received.isEmpty() && receivedSize < 0 ? Part.UNKNOWN : Part.RECEIVING;
    }

    /** @param latestNanos how far its connection has been followed */
    public StreamSummary summary(long latestNanos) {
        long end = closed() ? closedAt : latestNanos;
        List<Span> told = request() ? spans.verdict(spans.beganNanos(), end, closed(), List.of()).spans() : List.of();
        return new StreamSummary(id, openedAt, firstSentAt, lastSentAt, finishedAt, firstReceivedAt, lastReceivedAt, closedAt,
                sentEnd, retransmitted, ackedBytes, lostBytes, receivedBytes, resetCode, resetReceivedCode, limit, told);
    }

    /** What a verdict on it rests on less than it should. */
    List<Note> notes(boolean before, boolean resumed, long fromNanos, boolean complete) {
        List<Note> notes = new ArrayList<>(2);
        if (before && !resumed) {
            notes.add(Note.BEFORE_CAPTURE);
        }
        if (resumed) {
            notes.add(Note.FORGOTTEN);
        }
        if (losses) {
            notes.add(Note.LOST_EVENTS);
        }
        if (spans.beganNanos() > fromNanos) {
            notes.add(Note.NO_RECEIVE);
        }
        if (!complete) {
            notes.add(Note.NO_END);
        }
        return notes;
    }
}

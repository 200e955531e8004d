package dev.hydroscope.quic;

import dev.hydroscope.quic.StreamBytes.Fate;
import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.trace.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows the streams of one connection and what holds them up; src/docs/verdict.md says by which rules. Closed streams of
 * requests are kept until their verdict is taken, a bounded number.
 */
public final class ConnectionStreams {
    private static final int FINAL_STATUS = 200;
    private static final int CLOSED_KEPT = 1024;
    static final int MOST_OPEN = 4096;

    private final StreamMap streams = new StreamMap();
    private final Deque<StreamState> closed = new ArrayDeque<>();
    private final Consumer<StreamState> opened;
    private final StreamBytes sink;
    private final SendLimits limits;
    private boolean resumed;
    private StreamState last;
    private int places;
    private int pendingStreams;
    private boolean transport;
    private boolean before;
    private boolean closing;
    private Kind kind = Kind.OTHER;
    private long at;

    /**
     * @param whole it is seen from its beginning
     * @param resumed it had been followed before and was forgotten
     * @param opened is told each stream when it is first seen
     */
    public ConnectionStreams(boolean whole, boolean resumed, Consumer<StreamState> opened, StreamBytes sink) {
        this.before = !whole;
        this.limits = new SendLimits(whole);
        this.resumed = resumed;
        this.opened = opened;
        this.sink = sink;
    }

    public void accept(Layout layout, Event event) {
        kind = layout.kind();
        at = event.atNanos();
        switch (kind) {
            case RECEIVE_REQUEST, SEND_RESPONSE -> request(layout, event);
            case STREAM_ON_OPEN, STREAM_SEND, STREAM_RECEIVE, STREAM_ACKED, STREAM_LOST, RESET_STREAM_SEND,
                    RESET_STREAM_RECEIVE, MAX_STREAM_DATA_RECEIVE, STREAM_DATA_BLOCKED_SEND -> stream(layout, event);
            case APPLICATION_CLOSE_RECEIVE, TRANSPORT_CLOSE_RECEIVE, APPLICATION_CLOSE_SEND, TRANSPORT_CLOSE_SEND, FREE,
                    IDLE_TIMEOUT, STATELESS_RESET_RECEIVE -> closing = true;
            case STREAM_ON_DESTROY -> destroy(layout.number(event, Field.STREAM, 0));
            case ENTER_CC_LIMITED, EXIT_CC_LIMITED, MAX_DATA_RECEIVE, DATA_BLOCKED_SEND, PACKET_SENT, CC_ACK_RECEIVED,
                    QUICTRACE_CC_ACK, QUICTRACE_CC_LOST, CC_CONGESTION, PTO, ENTER_JUMPSTART -> {
                if (limits.accept(layout, event)) {
                    judgeAll();
                }
            }
            default -> { }
        }
    }

    private StreamState find(long id) {
        if (last != null && last.id() == id) {
            return last;
        }
        StreamState found = streams.get(id);
        if (found == null) {
            if (streams.size() == MOST_OPEN) {
                forget();
            }
            found = new StreamState(id, places++);
            found.openedAt = kind == Kind.STREAM_ON_OPEN ? at : 0;
            found.before = before;
            found.spans.begin(found.own(), kind, at);
            streams.put(found);
            opened.accept(found);
        }
        last = found;
        return found;
    }

    /** More than a server lets be open: their ends were missed. One that goes on is then as one that was there before. */
    private void forget() {
        streams.forEach(stream -> stream.forgotten = true);
        streams.clear();
        pendingStreams = 0;
        before = true;
        resumed = true;
    }

    /** How many streams are held. */
    public int held() {
        return streams.size() + closed.size();
    }

    private void request(Layout layout, Event event) {
        StreamState stream = find(layout.number(event, Field.REQ_ID, -1));
        stream.unsure = false;
        if (kind == Kind.RECEIVE_REQUEST) {
            stream.asked = true;
            stream.before = false;
            stream.spans.begin(stream.own(), kind, at);
        } else {
            if (!stream.asked) {
                stream.asked = true;
                stream.spans.begin(Part.WAITING, kind, at);
            }
            stream.responding |= layout.number(event, Field.STATUS, FINAL_STATUS) >= FINAL_STATUS;
            pending(stream, true);
        }
        done(stream);
    }

    private void stream(Layout layout, Event event) {
        long id = layout.number(event, Field.STREAM, 0);
        boolean late = kind == Kind.STREAM_ACKED || kind == Kind.STREAM_LOST;
        if (late && !before && !resumed && streams.get(id) == null) {
            // of a packet that is acked or lost once more, when the stream is gone
            return;
        }
        StreamState stream = find(id);
        long offset = layout.number(event, Field.OFF, 0);
        switch (kind) {
            case STREAM_SEND -> send(stream, layout, event, offset, layout.number(event, Field.DATA_LEN, 0));
            case STREAM_RECEIVE -> receive(stream, layout, event, offset, layout.number(event, Field.DATA_LEN, 0));
            case STREAM_ACKED -> acked(stream, offset, layout.number(event, Field.LEN, 0));
            // quicly gives up what is on the way when the connection closes: nothing was lost by the network
            case STREAM_LOST -> {
                if (!closing) {
                    lost(stream, offset, layout.number(event, Field.LEN, 0));
                }
            }
            case RESET_STREAM_SEND -> reset(stream, layout.number(event, Field.ERROR_CODE, 0));
            case RESET_STREAM_RECEIVE -> stream.resetReceivedCode = Math.max(0, layout.number(event, Field.ERROR_CODE, 0));
            case MAX_STREAM_DATA_RECEIVE ->
                stream.limit = Math.max(stream.limit, layout.number(event, Field.MAXIMUM, -1));
            case STREAM_DATA_BLOCKED_SEND -> {
                stream.limit = Math.max(stream.limit, layout.number(event, Field.MAXIMUM, -1));
                stream.unsure = false;
                pending(stream, true);
            }
            default -> { }
        }
        done(stream);
    }

    private void send(StreamState stream, Layout layout, Event event, long offset, long length) {
        boolean fin = layout.flag(event, Field.IS_FIN);
        long end = offset + length;
        long again = Math.max(0, Math.min(end, stream.sentEnd) - offset);
        transport = true;
        stream.unsure = false;
        stream.firstSentAt = stream.firstSentAt == 0 ? at : stream.firstSentAt;
        stream.lastSentAt = at;
        stream.retransmitted += again;
        if (again > 0) {
            sink.bytes(stream.id(), at, offset, again, Fate.RETRANSMITTED);
        }
        if (length > again) {
            sink.bytes(stream.id(), at, offset + again, length - again, Fate.SENT);
        }
        if (end > stream.sentEnd) {
            limits.sent(stream.id() >= 0 ? end - stream.sentEnd : 0);
            stream.sentEnd = end;
        }
        stream.unsent.subtract(offset, end + (fin ? 1 : 0));
        if (fin) {
            stream.finalSize = end;
            stream.finishedAt = stream.finishedAt == 0 ? at : stream.finishedAt;
        }
        boolean wroteAll = layout.number(event, Field.WROTE_ALL, 1) != 0;
        pending(stream, !stream.ended() && (end < stream.sentEnd ? stream.pending : !wroteAll));
    }

    private void receive(StreamState stream, Layout layout, Event event, long offset, long length) {
        long front = stream.received.front();
        if (stream.before && offset == 0) {
            stream.before = false;
        }
        stream.receivedBytes += stream.received.add(offset, offset + length);
        stream.firstReceivedAt = stream.firstReceivedAt == 0 ? at : stream.firstReceivedAt;
        stream.lastReceivedAt = at;
        if (layout.flag(event, Field.IS_FIN)) {
            stream.receivedSize = offset + length;
        }
        if (length > 0) {
            sink.bytes(stream.id(), at, offset, length, offset > front ? Fate.REORDERED : Fate.RECEIVED);
        }
    }

    /** The place behind the last byte stands for the FIN, in what is acked and in what is lost. */
    private void acked(StreamState stream, long offset, long length) {
        long end = offset + length;
        long data = stream.finalSize >= 0 ? Math.min(end, stream.finalSize) : end;
        stream.acked.add(offset, end);
        stream.ackedBytes = stream.acked.bytes() - (stream.finalSize >= 0
                && stream.acked.contains(stream.finalSize, stream.finalSize + 1) ? 1 : 0);
        stream.lost.subtract(offset, end);
        stream.unsent.subtract(offset, end);
        if (data > offset) {
            sink.bytes(stream.id(), at, offset, data - offset, Fate.ACKED);
        }
    }

    private void lost(StreamState stream, long offset, long length) {
        long end = offset + length;
        long data = stream.finalSize >= 0 ? Math.min(end, stream.finalSize) : end;
        stream.lostBytes += Math.max(0, data - offset);
        if (data > offset) {
            sink.bytes(stream.id(), at, offset, data - offset, Fate.LOST);
        }
        if (stream.resetCode < 0) {
            stream.lost.addWithout(offset, end, stream.acked);
            stream.unsent.addWithout(offset, end, stream.acked);
        }
    }

    private void reset(StreamState stream, long code) {
        stream.resetCode = Math.max(0, code);
        stream.lost.clear();
        stream.unsent.clear();
        pending(stream, false);
    }

    private void destroy(long id) {
        StreamState stream = find(id);
        pending(stream, false);
        stream.closedAt = at;
        stream.changed = true;
        stream.spans.change(Part.SERVER, kind, at, at);
        streams.remove(id);
        last = null;
        if (stream.asked) {
            closed.addLast(stream);
            if (closed.size() > CLOSED_KEPT) {
                closed.removeFirst();
            }
        }
    }

    private void pending(StreamState stream, boolean now) {
        if (stream.pending != now) {
            stream.pending = now;
            pendingStreams += now ? 1 : -1;
            if (limits.ccLimited() && pendingStreams == (now ? 1 : 0)) {
                judgeAll();
            }
        }
    }

    private void done(StreamState stream) {
        stream.changed = true;
        judge(stream);
    }

    private void judgeAll() {
        streams.forEach(this::judge);
    }

    private void judge(StreamState stream) {
        if (stream.request()) {
            Part now = part(stream);
            if (now != stream.spans.part()) {
                stream.spans.change(now, kind, at, at);
                stream.changed = true;
            }
        }
    }

    private Part part(StreamState stream) {
        if (stream.unsure) {
            return Part.UNKNOWN;
        }
        // who keeps a connection at its limit can only be the one response that is not finished, where no other has bytes
        boolean fresh = stream.pending || stream.responding && !stream.ended() && pendingStreams == 0;
        if (fresh && limits.blocked()) {
            return Part.CONNECTION_BLOCKED;
        }
        if (stream.pending && stream.atLimit()) {
            return Part.STREAM_BLOCKED;
        }
        if (limits.byWindow() && (fresh || !stream.unsent.isEmpty())) {
            return Part.CWND;
        }
        if (!stream.lost.isEmpty()) {
            return Part.RETRANSMITTING;
        }
        if (stream.pending || limits.ccLimited() && fresh) {
            return limits.unsure() ? Part.UNKNOWN : Part.WAITING;
        }
        return stream.own();
    }

    public long latestNanos() {
        return at;
    }

    /** Events were lost from then on: no state is sure before an event tells it. */
    public void lost(long fromNanos) {
        kind = Kind.OTHER;
        limits.lost();
        streams.forEach(stream -> {
            stream.unsure = true;
            stream.losses = true;
            stream.changed = true;
            stream.spans.change(Part.UNKNOWN, Kind.OTHER, fromNanos, fromNanos);
        });
    }

    /**
     * Of the request on a stream; empty where nothing told of the connection's streams.
     *
     * @param finished nothing more will come: what is kept of a closed stream is given up
     */
    public Optional<Verdict> verdict(long id, long fromNanos, long toNanos, boolean finished) {
        StreamState stream = streams.get(id);
        for (StreamState each : closed) {
            stream = (stream == null || !stream.asked) && each.id() == id ? each : stream;
        }
        if (stream == null || !transport || !stream.asked) {
            return Optional.empty();
        }
        boolean complete = finished && stream.closed();
        Verdict verdict = stream.spans.verdict(fromNanos, Math.max(toNanos, finished ? 0 : at), complete,
                stream.notes(before, resumed, fromNanos, complete));
        if (finished) {
            closed.remove(stream);
        }
        return Optional.of(verdict);
    }
}

package dev.hydroscope.quic;

import dev.hydroscope.trace.Event;

/** What holds up all streams of a connection: the congestion window and the peer's limit of data. */
final class SendLimits {
    private boolean ccLimited;
    private boolean ccUnsure;
    private long window = -1;
    private long inflight;
    private long sent;
    private boolean sentKnown;
    private long limit = -1;

    /** @param whole the connection is seen from its beginning */
    SendLimits(boolean whole) {
        this.ccUnsure = !whole;
        this.sentKnown = whole;
    }

    /** @return whether a stream may be held up by something else now */
    boolean accept(Layout layout, Event event) {
        boolean full = windowFull();
        switch (layout.kind()) {
            case ENTER_CC_LIMITED, EXIT_CC_LIMITED -> {
                ccLimited = layout.kind() == Kind.ENTER_CC_LIMITED;
                ccUnsure = false;
                return true;
            }
            case MAX_DATA_RECEIVE -> {
                limit = Math.max(limit, layout.number(event, Field.MAXIMUM, -1));
                return true;
            }
            case DATA_BLOCKED_SEND -> {
                limit = Math.max(limit, layout.number(event, Field.OFF, -1));
                sent = limit;
                sentKnown = true;
                return true;
            }
            case PACKET_SENT ->
                inflight += layout.flag(event, Field.ACK_ONLY) ? 0 : layout.number(event, Field.LEN, 0);
            case ENTER_JUMPSTART -> window = Math.max(window, layout.number(event, Field.JUMPSTART_CWND, -1));
            default -> {
                if (layout.has(Field.INFLIGHT)) {
                    window = layout.number(event, Field.CWND, -1);
                    inflight = layout.number(event, Field.INFLIGHT, 0);
                }
            }
        }
        return ccLimited && full != windowFull();
    }

    /** As far as anybody knows: where its size was not told, quicly's own mark decides. */
    private boolean windowFull() {
        return window < 0 || inflight >= window;
    }

    /** New bytes of a stream went out. */
    void sent(long bytes) {
        sent += bytes;
    }

    /** quicly has more to send than it may, by the window, its pacer or the size of a burst. */
    boolean ccLimited() {
        return ccLimited;
    }

    boolean byWindow() {
        return ccLimited && windowFull();
    }

    /** Nothing has told yet whether it is limited. */
    boolean unsure() {
        return ccUnsure;
    }

    boolean blocked() {
        return sentKnown && limit >= 0 && sent >= limit;
    }

    /** Events were lost: nothing of it is sure before an event tells it. */
    void lost() {
        ccLimited = false;
        ccUnsure = true;
        sentKnown = false;
        window = -1;
    }
}

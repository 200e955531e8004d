package dev.hydroscope.quic;

import dev.hydroscope.trace.Event;

/**
 * Makes the summary of one connection of its events as they come. May begin with a summary that was set aside: what was
 * under way then is forgotten, and the summary says so.
 */
public final class SummaryTracker {
    private final ConnectionSummary summary;
    private final Flight flight;
    private final RoundTrips roundTrips;
    private final StreamTotals streams;
    private final Ending ending;
    private final Lasting ccLimited;
    private long datagram;
    private long shakenAt;

    public SummaryTracker(ConnectionSummary summary, Room room) {
        this.summary = summary;
        this.flight = new Flight(room);
        this.roundTrips = new RoundTrips(summary);
        this.streams = new StreamTotals(summary);
        this.ending = new Ending(summary);
        this.ccLimited = new Lasting(summary.orZero(Measure.CC_LIMITED));
        if (summary.knows(Measure.FIRST_AT)) {
            summary.add(Measure.SET_ASIDE, 1);
        }
    }

    /** It goes on elsewhere, if at all. */
    public void leave() {
        flight.leave();
    }

    /** Up to the last event. */
    public ConnectionSummary summary() {
        long last = summary.get(Measure.LAST_AT);
        if (summary.knows(Measure.CC_LIMITED)) {
            summary.set(Measure.CC_LIMITED, ccLimited.until(last));
            summary.set(Measure.BLOCKED, streams.blockedUntil(last));
        }
        return summary;
    }

    public void accept(Layout layout, Event event) {
        Kind kind = layout.kind();
        if (kind == Kind.OTHER) {
            return;
        }
        summary.least(Measure.FIRST_AT, event.atNanos());
        summary.most(Measure.LAST_AT, event.atNanos());
        switch (kind) {
            case PACKET_SENT -> sent(layout, event);
            case PACKET_RECEIVED -> received(layout, event);
            case PACKET_ACKED -> acked(layout, event);
            case PACKET_LOST -> lost(layout.number(event, Field.PN, -1));
            case PACKET_DECRYPTION_FAILED -> summary.add(Measure.DECRYPTION_FAILED, 1);
            case PTO -> summary.add(Measure.PTOS, 1);
            case CC_ACK_RECEIVED, CC_CONGESTION, QUICTRACE_CC_ACK, QUICTRACE_CC_LOST -> congestion(layout, event);
            case ENTER_CC_LIMITED -> ccLimited.on(event.atNanos());
            case EXIT_CC_LIMITED -> ccLimited.off(event.atNanos());
            case H3_PACKET_RECEIVE -> datagram = size(layout, event);
            case RECEIVE -> arrived(size(layout, event));
            case ACCEPT -> accepted();
            case CONNECT -> connected(layout, event);
            case CRYPTO_HANDSHAKE, HANDSHAKE_DONE_SEND, HANDSHAKE_DONE_RECEIVE -> handshake(layout, event);
            default -> {
                streams.accept(layout, event);
                rare(layout, event);
                if (ending.accept(layout, event)) {
                    ccLimited.off(event.atNanos());
                    streams.end(event.atNanos());
                }
            }
        }
    }

    private void sent(Layout layout, Event event) {
        if (!summary.knows(Measure.PACKETS_SENT)) {
            summary.begin(Measure.PACKETS_ACKED, Measure.PACKETS_LOST, Measure.LATE_ACKED, Measure.ACK_ONLY, Measure.PTOS,
                    Measure.CONGESTIONS, Measure.BYTES_LOST, Measure.LOST_UNSIZED, Measure.CC_LIMITED, Measure.BLOCKED);
        }
        long size = layout.number(event, Field.LEN, 0);
        boolean ackOnly = layout.flag(event, Field.ACK_ONLY);
        summary.add(Measure.PACKETS_SENT, 1);
        summary.add(Measure.BYTES_SENT, size);
        summary.add(Measure.ACK_ONLY, ackOnly ? 1 : 0);
        zeroRtt(layout, event);
        flight.sent(layout.number(event, Field.PN, -1), event.atNanos(), size, !ackOnly);
    }

    private void received(Layout layout, Event event) {
        if (!summary.knows(Measure.PACKETS_RECEIVED)) {
            summary.begin(Measure.DECRYPTION_FAILED);
        }
        summary.add(Measure.PACKETS_RECEIVED, 1);
        zeroRtt(layout, event);
    }

    /** Packet types are epochs: 0 initial, 1 0-RTT, 2 handshake, 3 application. */
    private void zeroRtt(Layout layout, Event event) {
        if (layout.has(Field.PACKET_TYPE)) {
            summary.add(Measure.ZERO_RTT, layout.number(event, Field.PACKET_TYPE, -1) == 1 ? 1 : 0);
        }
    }

    private void acked(Layout layout, Event event) {
        long number = layout.number(event, Field.PN, -1);
        boolean late = layout.flag(event, Field.IS_LATE_ACK);
        summary.add(Measure.PACKETS_ACKED, 1);
        summary.add(Measure.LATE_ACKED, late ? 1 : 0);
        if (!late && flight.has(number)) {
            roundTrips.acked(number, flight.sentAt(number));
            flight.take(number);
        }
    }

    private void lost(long number) {
        summary.add(Measure.PACKETS_LOST, 1);
        if (flight.has(number)) {
            summary.add(Measure.BYTES_LOST, flight.size(number));
            flight.take(number);
        } else {
            summary.add(Measure.LOST_UNSIZED, 1);
        }
    }

    private void congestion(Layout layout, Event event) {
        if (layout.kind() == Kind.CC_ACK_RECEIVED) {
            roundTrips.over(layout.number(event, Field.LARGEST_ACKED, -1), event.atNanos());
        } else if (layout.kind() == Kind.CC_CONGESTION) {
            summary.add(Measure.CONGESTIONS, 1);
        } else {
            roundTrips.told(layout, event);
        }
        long cwnd = layout.number(event, Field.CWND, ConnectionSummary.UNKNOWN);
        if (cwnd != ConnectionSummary.UNKNOWN) {
            summary.set(Measure.CWND_LAST, cwnd);
            summary.least(Measure.CWND_MIN, cwnd);
            summary.most(Measure.CWND_MAX, cwnd);
        }
    }

    /** The datagram that a connection begins with came before there was one to receive it. */
    private void accepted() {
        summary.set(Word.VANTAGE, "server");
        arrived(datagram);
    }

    private void arrived(long bytes) {
        if (bytes > 0) {
            summary.add(Measure.BYTES_RECEIVED, bytes);
        }
    }

    /** Of bytes that came; where their length has no argument of its own, as they themselves say. */
    private static long size(Layout layout, Event event) {
        int place = layout.place(Field.BYTES);
        return layout.has(Field.BYTES_LEN) ? layout.number(event, Field.BYTES_LEN, 0)
                : place < 0 || event.probe().arguments().get(place).kind().number() ? 0 : event.originalLength(place);
    }

    private void connected(Layout layout, Event event) {
        summary.set(Word.VANTAGE, "client");
        version(layout.number(event, Field.VERSION, ConnectionSummary.UNKNOWN));
    }

    private void version(long version) {
        if (version != ConnectionSummary.UNKNOWN) {
            String text = String.format("0x%08x", version & 0xffff_ffffL);
            String before = summary.get(Word.VERSIONS);
            summary.set(Word.VERSIONS, before.isEmpty() ? text : before + " " + text);
        }
    }

    /**
     * Complete where TLS is done. A server's TLS gives 0 for its own half already: there the frame that confirms the
     * handshake follows the call that completed it.
     */
    private void handshake(Layout layout, Event event) {
        boolean step = layout.kind() == Kind.CRYPTO_HANDSHAKE;
        if (step && layout.number(event, Field.RET, -1) == 0) {
            shakenAt = event.atNanos();
        }
        boolean server = summary.get(Word.VANTAGE).equals("server");
        boolean done = !step || !server && shakenAt != 0;
        if (done && !summary.knows(Measure.HANDSHAKE) && !summary.get(Word.VANTAGE).isEmpty()) {
            summary.set(Measure.HANDSHAKE, (shakenAt == 0 ? event.atNanos() : shakenAt) - summary.get(Measure.FIRST_AT));
        }
    }

    private void rare(Layout layout, Event event) {
        switch (layout.kind()) {
            case NEW_PATH, PROMOTE_PATH, DELETE_PATH -> Paths.tell(summary, layout, event);
            case VERSION_SWITCH -> version(layout.number(event, Field.NEW_VERSION, ConnectionSummary.UNKNOWN));
            case ECN_VALIDATION -> summary.set(Measure.ECN_STATE, layout.number(event, Field.ECN_STATE,
                    layout.number(event, Field.STATE, ConnectionSummary.UNKNOWN)));
            case ECN_CONGESTION -> summary.set(Measure.ECN_CE, layout.number(event, Field.CE_COUNT, ConnectionSummary.UNKNOWN));
            case ENTER_JUMPSTART -> {
                summary.set(Measure.JUMPSTART_CWND, layout.number(event, Field.JUMPSTART_CWND, ConnectionSummary.UNKNOWN));
                summary.set(Measure.JUMPSTART_RTT, layout.number(event, Field.RTT, 0) * 1_000_000);
            }
            case CONN_STATS -> summary.set(Word.STATS, ConnStats.lines(layout, event));
            default -> { }
        }
    }
}

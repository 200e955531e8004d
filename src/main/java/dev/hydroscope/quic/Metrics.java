package dev.hydroscope.quic;

import dev.hydroscope.trace.Event;

/** Finds in the events of one connection, in their order, what is drawn of it. For one thread. */
public final class Metrics {
    /** Events may stand a little out of order; a step back that is longer is a clock that was set. */
    private static final long STEP_NANOS = 100_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int INITIAL = 0;

    private final Out out = new Out();
    private final Phases phases = new Phases(out);
    private final SentPackets packets = new SentPackets();
    private final StreamOffsets offsets = new StreamOffsets();
    private final StreamOffsets blocked = new StreamOffsets();
    private long now = Long.MIN_VALUE;
    private long inflight = -1;
    private long dataSent;
    private long dataTold;
    private long sentBefore;
    private int told;
    private long lastSent = -1;
    private long largestAcked = -1;
    private long ackedBytes;
    private long ackedNewest = -1;
    private boolean ackedWanted;
    private long connectionLimit = -1;
    private long arrived;

    public Metrics(Samples samples) {
        out.to = samples;
    }

    /** What it has told is thrown away while it is taken up in the middle of a connection. */
    private static final class Out implements Samples {
        private Samples to;
        private boolean muted;

        @Override
        public void sample(Metric metric, long atNanos, long value) {
            if (!muted) {
                to.sample(metric, atNanos, value);
            }
        }

        @Override
        public void mark(Mark mark, long atNanos, long first, long second, String text) {
            if (!muted) {
                to.mark(mark, atNanos, first, second, text);
            }
        }
    }

    /**
     * It is taken up in the middle: until {@link #goOn} events are those that were told before.
     *
     * @param known a bit for each metric that has had a value, its last one among the values
     */
    public void remember(int known, long[] values) {
        out.muted = true;
        told = known & Metric.STATES;
        for (int rest = told; rest != 0; rest &= rest - 1) {
            int state = Integer.numberOfTrailingZeros(rest);
            told &= values[state] == 0 ? ~(1 << state) : -1;
        }
        phases.resume(told, last(Metric.SSTHRESH, known, values), last(Metric.CWND, known, values));
        inflight = last(Metric.INFLIGHT, known, values);
        connectionLimit = last(Metric.MAXDATA, known, values);
        sentBefore = Math.max(0, last(Metric.DATA_SENT, known, values));
    }

    private static long last(Metric metric, int known, long[] values) {
        return (known & metric.bit()) != 0 ? values[metric.ordinal()] : -1;
    }

    public void goOn() {
        out.muted = false;
        dataSent = sentBefore;
        dataTold = sentBefore;
        if (now != Long.MIN_VALUE) {
            phases.correct(told, now);
        }
    }

    public void accept(Layout layout, Event event) {
        long at = event.atNanos();
        now = at < now && now - at < STEP_NANOS ? now : at;
        switch (layout.kind()) {
            case PACKET_SENT -> sent(layout, event);
            case PACKET_ACKED -> acked(layout, event);
            case CC_ACK_RECEIVED -> congestionAck(layout, event);
            case STREAM_SEND -> streamSent(layout, event);
            case PACKET_RECEIVED -> received(layout, event);
            case PACKET_LOST -> lost(layout, event);
            case CC_CONGESTION -> congestion(layout, event);
            case QUICTRACE_CC_ACK, QUICTRACE_CC_LOST -> rtt(layout, event);
            case PACKET_PREPARE, SEND -> settle();
            case RECEIVE -> {
                settle();
                arrived = layout.number(event, Field.BYTES_LEN, 0);
            }
            case ENTER_CC_LIMITED -> phases.limit(Metric.CC_LIMITED, true, now);
            case EXIT_CC_LIMITED -> phases.limit(Metric.CC_LIMITED, false, now);
            case STREAM_ON_DESTROY -> forget(layout, event);
            case ACCEPT, CONNECT -> begin();
            default -> rare(layout, event);
        }
    }

    private void rare(Layout layout, Event event) {
        switch (layout.kind()) {
            case PTO -> pto(layout, event);
            case MAX_DATA_RECEIVE -> maxData(layout.number(event, Field.MAXIMUM, 0));
            case MAX_STREAM_DATA_RECEIVE -> maxStreamData(layout, event);
            case DATA_BLOCKED_SEND -> {
                connectionLimit = layout.number(event, Field.OFF, Math.max(0, connectionLimit));
                phases.limit(Metric.CONN_BLOCKED, true, now);
            }
            case STREAM_DATA_BLOCKED_SEND -> {
                blocked.put(layout.number(event, Field.STREAM, 0), layout.number(event, Field.MAXIMUM, 0));
                phases.limit(Metric.STREAM_BLOCKED, true, now);
            }
            case RESET_STREAM_SEND -> unblock(layout.number(event, Field.STREAM, 0));
            case TRANSPORT_CLOSE_SEND, TRANSPORT_CLOSE_RECEIVE, APPLICATION_CLOSE_SEND, APPLICATION_CLOSE_RECEIVE,
                    IDLE_TIMEOUT, HANDSHAKE_TIMEOUT, STATELESS_RESET_RECEIVE, FREE -> end();
            default -> { }
        }
        mark(layout, event);
    }

    private void mark(Layout layout, Event event) {
        Mark mark = Mark.of(layout.kind());
        if (mark != null) {
            out.mark(mark, now, number(layout, event, mark.first), number(layout, event, mark.second),
                    mark.text == null ? "" : layout.text(event, mark.text));
        }
    }

    private static long number(Layout layout, Event event, Field field) {
        return field == null ? -1 : layout.number(event, field, -1);
    }

    private void begin() {
        phases.began();
        inflight = Math.max(0, inflight);
    }

    private void sent(Layout layout, Event event) {
        settle();
        long number = layout.number(event, Field.PN, -1);
        long length = layout.number(event, Field.LEN, 0);
        int flying = layout.flag(event, Field.ACK_ONLY) ? 0 : (int) length;
        if (lastSent < 0 && layout.number(event, Field.PACKET_TYPE, -1) == INITIAL) {
            begin();
        }
        packets.put(number, now, flying);
        lastSent = Math.max(lastSent, number);
        out.sample(Metric.SENT, now, length);
        phases.firstSent(now);
        if (inflight >= 0 && flying > 0) {
            inflight(inflight + flying);
        }
        if (dataSent != dataTold) {
            dataTold = dataSent;
            out.sample(Metric.DATA_SENT, now, dataSent);
        }
    }

    private void inflight(long bytes) {
        inflight = Math.max(0, bytes);
        out.sample(Metric.INFLIGHT, now, inflight);
    }

    private void received(Layout layout, Event event) {
        settle();
        if (lastSent < 0 && layout.number(event, Field.PACKET_TYPE, -1) == INITIAL) {
            begin();
        }
        out.sample(Metric.RECEIVED, now, arrived > 0 ? arrived : layout.number(event, Field.DECRYPTED_LEN, 0));
        arrived = 0;
    }

    private void streamSent(Layout layout, Event event) {
        long stream = layout.number(event, Field.STREAM, 0);
        long offset = layout.number(event, Field.OFF, 0);
        long end = offset + layout.number(event, Field.DATA_LEN, 0);
        long known = offsets.get(stream);
        long before = known == StreamOffsets.NONE ? offset : known;
        if (offset < before) {
            out.sample(Metric.RETRANSMITTED, now, Math.min(end, before) - offset);
        }
        if (end > before || known == StreamOffsets.NONE) {
            offsets.put(stream, end);
            dataSent += stream >= 0 ? end - before : 0;
        }
    }

    private void acked(Layout layout, Event event) {
        long number = layout.number(event, Field.PN, -1);
        boolean known = packets.knows(number);
        if (layout.flag(event, Field.IS_LATE_ACK)) {
            phases.lateAck();
            out.sample(Metric.LATE_ACKED, now, known ? packets.size(number) : 0);
        } else if (known) {
            ackedBytes += packets.land(number);
        }
        if (known && number > largestAcked) {
            ackedNewest = Math.max(ackedNewest, number);
            ackedWanted |= packets.size(number) > 0;
        }
    }

    /** The end of an ACK where no cc_ack_received told it. */
    private void settle() {
        if (ackedNewest >= 0 || ackedBytes > 0) {
            if (ackedBytes > 0) {
                out.sample(Metric.ACKED, now, ackedBytes);
                if (inflight >= 0) {
                    inflight(inflight - ackedBytes);
                }
            }
            sampleRtt();
        }
    }

    private void sampleRtt() {
        if (ackedNewest > largestAcked) {
            largestAcked = ackedNewest;
            if (ackedWanted) {
                out.sample(Metric.RTTSAMPLE, now, Math.max(0, now - packets.atNanos(ackedNewest)));
            }
        }
        ackedBytes = 0;
        ackedNewest = -1;
        ackedWanted = false;
    }

    private void congestionAck(Layout layout, Event event) {
        long bytes = layout.number(event, Field.BYTES_ACKED, ackedBytes);
        long window = layout.number(event, Field.CWND, 0);
        if (bytes > 0) {
            out.sample(Metric.ACKED, now, bytes);
        }
        sampleRtt();
        out.sample(Metric.CWND, now, window);
        inflight(layout.number(event, Field.INFLIGHT, Math.max(0, inflight - bytes)));
        phases.acked(layout.number(event, Field.LARGEST_ACKED, largestAcked), window, now);
    }

    private void lost(Layout layout, Event event) {
        settle();
        long number = layout.number(event, Field.PN, -1);
        long size = packets.knows(number) ? packets.size(number) : -1;
        out.sample(Metric.LOST, now, Math.max(0, size));
        if (size >= 0 && inflight >= 0) {
            long landed = packets.land(number);
            if (landed > 0) {
                inflight(inflight - landed);
            }
        }
        out.mark(Mark.PACKET_LOST, now, number, size, "");
    }

    private void congestion(Layout layout, Event event) {
        long end = layout.number(event, Field.MAX_LOST_PN, lastSent + 1);
        long window = layout.number(event, Field.CWND, 0);
        boolean begins = phases.lost(end - 1, lastSent + 1, window, now);
        out.sample(Metric.CWND, now, window);
        if (layout.has(Field.INFLIGHT)) {
            inflight(layout.number(event, Field.INFLIGHT, 0));
        }
        if (begins) {
            out.mark(Mark.CC_CONGESTION, now, end, window, "");
        }
    }

    /** quicly_rtt_t: minimum, smoothed, variance and latest, in milliseconds, little end first. */
    private void rtt(Layout layout, Event event) {
        int place = layout.place(Field.RTT);
        if (place < 0 || event.probe().arguments().get(place).kind().number() || event.captured(place) < 16) {
            return;
        }
        int offset = event.offset(place);
        long latest = milli(event.raw(), offset + 12);
        if (latest > 0) {
            out.sample(Metric.RTT, now, latest);
            out.sample(Metric.SRTT, now, milli(event.raw(), offset + 4));
            out.sample(Metric.MINRTT, now, milli(event.raw(), offset));
        }
    }

    private static long milli(byte[] bytes, int at) {
        long number = bytes[at] & 0xffL | (bytes[at + 1] & 0xffL) << 8 | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24;
        return number * NANOS_PER_MILLI;
    }

    private void pto(Layout layout, Event event) {
        out.sample(Metric.PTO, now, 1);
        if (layout.has(Field.CWND)) {
            out.sample(Metric.CWND, now, layout.number(event, Field.CWND, 0));
        }
        if (layout.has(Field.INFLIGHT)) {
            inflight(layout.number(event, Field.INFLIGHT, 0));
        }
    }

    private void maxData(long maximum) {
        out.sample(Metric.MAXDATA, now, maximum);
        if (maximum > connectionLimit) {
            connectionLimit = maximum;
            phases.limit(Metric.CONN_BLOCKED, false, now);
        }
    }

    private void maxStreamData(Layout layout, Event event) {
        long maximum = layout.number(event, Field.MAXIMUM, 0);
        long stream = layout.number(event, Field.STREAM, 0);
        out.sample(Metric.MAXSTREAMDATA, now, maximum);
        if (maximum > blocked.get(stream)) {
            unblock(stream);
        }
    }

    private void unblock(long stream) {
        blocked.remove(stream);
        if (blocked.isEmpty()) {
            phases.limit(Metric.STREAM_BLOCKED, false, now);
        }
    }

    private void forget(Layout layout, Event event) {
        long stream = layout.number(event, Field.STREAM, 0);
        offsets.remove(stream);
        unblock(stream);
    }

    private void end() {
        settle();
        blocked.clear();
        phases.end(now);
    }
}

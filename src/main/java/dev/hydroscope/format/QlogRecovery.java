package dev.hydroscope.format;

import dev.hydroscope.quic.Field;
import dev.hydroscope.quic.Layout;
import dev.hydroscope.trace.Event;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Losses, round trip times, windows and the state of congestion control. Of the metrics only those are told that changed. */
final class QlogRecovery {
    private static final int METRICS = 7;
    private static final String[] NAMES = {"min_rtt", "smoothed_rtt", "rtt_variance", "latest_rtt", "congestion_window",
        "bytes_in_flight", "pto_count"};
    private static final int RTTS = 4;
    private static final int CWND = 4;
    private static final int INFLIGHT = 5;
    private static final int PTO_COUNT = 6;
    private static final long UNKNOWN = -1;
    private static final long NO_MINIMUM = 0xffffffffL;
    private static final long NANOS_OF_MILLI = 1_000_000;
    private static final int REORDERING = 3;
    private static final long MOST_PTOS = 0xffff;

    private final QlogRecords records;
    private final QlogFrames frames;
    private final long[] last = new long[METRICS];
    private final long[] now = new long[METRICS];
    private long largestAcked;
    private long largestSent;
    private long recoveryUntil;
    private String state = "";

    QlogRecovery(QlogRecords records) {
        this.records = records;
        this.frames = new QlogFrames(records.style());
    }

    void begin() {
        Arrays.fill(last, UNKNOWN);
        largestAcked = UNKNOWN;
        largestSent = UNKNOWN;
        recoveryUntil = UNKNOWN;
        state = "";
    }

    boolean take(Event event, Layout layout) {
        switch (layout.kind()) {
            case CC_ACK_RECEIVED -> ack(event, layout);
            case QUICTRACE_CC_ACK, QUICTRACE_CC_LOST -> window(event, layout);
            case PTO -> pto(event, layout);
            case CC_CONGESTION -> congestion(event, layout);
            case ECN_CONGESTION -> state(event, "recovery", "ECN");
            case PACKET_LOST -> lost(event, layout);
            case STREAM_LOST -> marked(event, layout);
            case ENTER_CC_LIMITED -> limited(event, "blocked");
            case EXIT_CC_LIMITED -> limited(event, "unblocked");
            case ECN_VALIDATION -> ecn(event, layout);
            default -> {
                return false;
            }
        }
        return true;
    }

    void sent(Event event, Layout layout) {
        largestSent = Math.max(largestSent, layout.number(event, Field.PN, UNKNOWN));
    }

    void acked(Event event, Layout layout) {
        largestAcked = Math.max(largestAcked, layout.number(event, Field.PN, UNKNOWN));
    }

    private void ack(Event event, Layout layout) {
        window(event, layout);
        if (state.equals("recovery") && layout.number(event, Field.LARGEST_ACKED, UNKNOWN) > recoveryUntil) {
            state(event, "congestion_avoidance", "");
        }
    }

    private void window(Event event, Layout layout) {
        System.arraycopy(last, 0, now, 0, METRICS);
        int place = layout.place(Field.RTT);
        if (place >= 0 && event.captured(place) == RTTS * Integer.BYTES) {
            rtt(ByteBuffer.wrap(event.raw(), event.offset(place), RTTS * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN));
        }
        now[CWND] = layout.number(event, Field.CWND, UNKNOWN);
        now[INFLIGHT] = layout.number(event, Field.INFLIGHT, UNKNOWN);
        changed(event);
    }

    /** Its smallest is the largest number before there is a first sample. */
    private void rtt(ByteBuffer rtt) {
        for (int i = 0; i < RTTS; i++) {
            now[i] = Integer.toUnsignedLong(rtt.getInt());
        }
        if (now[0] == NO_MINIMUM) {
            Arrays.fill(now, 0, RTTS, UNKNOWN);
        }
    }

    private void changed(Event event) {
        JsonText data = null;
        for (int i = 0; i < METRICS; i++) {
            if (now[i] == UNKNOWN || now[i] == last[i]) {
                continue;
            }
            data = data == null ? records.begin(QlogName.METRICS_UPDATED, event.atNanos()) : data;
            if (i < RTTS) {
                data.key(NAMES[i]).millis(now[i] * NANOS_OF_MILLI);
            } else {
                data.field(NAMES[i], now[i]);
            }
            last[i] = now[i];
        }
        if (data != null) {
            records.end();
        }
    }

    /** quicly counts from -1 while it may send a probe before the timer is due. */
    private void pto(Event event, Layout layout) {
        System.arraycopy(last, 0, now, 0, METRICS);
        now[CWND] = layout.number(event, Field.CWND, UNKNOWN);
        now[INFLIGHT] = layout.number(event, Field.INFLIGHT, UNKNOWN);
        long count = layout.number(event, Field.PTO_COUNT, UNKNOWN);
        now[PTO_COUNT] = count >= 0 && count <= MOST_PTOS ? count : UNKNOWN;
        changed(event);
        records.begin(QlogName.TIMER_UPDATED, event.atNanos()).field("timer_type", "pto").field("event_type", "expired");
        records.end();
    }

    /** The window was reduced; what was sent until now belongs to this one event of congestion. */
    private void congestion(Event event, Layout layout) {
        recoveryUntil = Math.max(largestSent, layout.number(event, Field.MAX_LOST_PN, 0) - 1);
        state(event, "recovery", "");
        window(event, layout);
    }

    private void state(Event event, String to, String trigger) {
        JsonText data = records.begin(QlogName.CONGESTION_STATE_UPDATED, event.atNanos());
        if (!state.isEmpty()) {
            data.field("old", state);
        }
        data.field("new", to);
        if (!trigger.isEmpty()) {
            data.field("trigger", trigger);
        }
        records.end();
        state = to;
    }

    /** The trigger follows from what was acknowledged until then: RFC 9002 declares for one of two reasons only. */
    private void lost(Event event, Layout layout) {
        long number = layout.number(event, Field.PN, 0);
        JsonText data = records.begin(QlogName.PACKET_LOST, event.atNanos());
        data.key("header").open('{')
                .field("packet_type", QlogPackets.type(layout.number(event, Field.PACKET_TYPE, -1)))
                .field("packet_number", number).close('}');
        int told = event.probe().argument("trigger");
        if (told >= 0) {
            trigger(data, event.text(told));
        } else if (largestAcked >= number + REORDERING) {
            data.field("trigger", "reordering_threshold");
        } else if (largestAcked > number) {
            data.field("trigger", "time_threshold");
        }
        records.end();
    }

    private static void trigger(JsonText data, String told) {
        if (!told.isEmpty()) {
            data.field("trigger", told);
        }
    }

    private void marked(Event event, Layout layout) {
        JsonText data = records.begin(QlogName.MARKED_FOR_RETRANSMIT, event.atNanos());
        frames.write(data.key("frames").open('['), event, layout);
        data.close(']');
        records.end();
    }

    private void limited(Event event, String to) {
        if (records.has(QlogName.BLOCKED_UPDATED)) {
            records.begin(QlogName.BLOCKED_UPDATED, event.atNanos()).field("new", to).field("reason", "congestion_control");
            records.end();
        }
    }

    private void ecn(Event event, Layout layout) {
        if (records.has(QlogName.ECN_STATE_UPDATED)) {
            int to = (int) layout.number(event, Field.ECN_STATE, UNKNOWN);
            String name = to == 0 ? "failed" : to == 1 ? "capable" : "testing";
            records.begin(QlogName.ECN_STATE_UPDATED, event.atNanos()).field("new", name);
            records.end();
        }
    }
}

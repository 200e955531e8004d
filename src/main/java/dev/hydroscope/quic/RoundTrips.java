package dev.hydroscope.quic;

import dev.hydroscope.trace.Event;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The round trips of a connection: as quictrace tells them, and by our own clock. */
final class RoundTrips {
    private static final long MILLI = 1_000_000;
    private static final long NO_SAMPLE = 0xffff_ffffL;
    /** quicly_rtt_t: minimum, smoothed, variance, latest; 32 bits each. */
    private static final int STRUCT = 16;

    private final ConnectionSummary summary;
    private long candidate = ConnectionSummary.UNKNOWN;
    private long candidateSentAt;

    RoundTrips(ConnectionSummary summary) {
        this.summary = summary;
    }

    /** A packet was acknowledged; of one acknowledgement the largest comes last. */
    void acked(long number, long sentAtNanos) {
        candidate = number;
        candidateSentAt = sentAtNanos;
    }

    /** The acknowledgement is over: only its largest packet tells a round trip, and only the first time. */
    void over(long largest, long atNanos) {
        if (candidate == largest && atNanos >= candidateSentAt) {
            long sample = atNanos - candidateSentAt;
            long smoothed = summary.knows(Measure.OWN_RTT_SMOOTHED)
                    ? (summary.get(Measure.OWN_RTT_SMOOTHED) * 7 + sample) / 8 : sample;
            summary.least(Measure.OWN_RTT_MIN, sample);
            summary.most(Measure.OWN_RTT_MAX, sample);
            summary.set(Measure.OWN_RTT_LATEST, sample);
            summary.set(Measure.OWN_RTT_SMOOTHED, smoothed);
            summary.add(Measure.OWN_RTT_SAMPLES, 1);
        }
        candidate = ConnectionSummary.UNKNOWN;
    }

    /** quictrace_cc_ack. */
    void told(Layout layout, Event event) {
        int place = layout.place(Field.RTT);
        if (place >= 0 && !event.probe().arguments().get(place).kind().number()) {
            if (event.captured(place) == STRUCT) {
                ByteBuffer rtt = ByteBuffer.wrap(event.raw(), event.offset(place), STRUCT).order(ByteOrder.LITTLE_ENDIAN);
                told(rtt.getInt() & 0xffff_ffffL, rtt.getInt() & 0xffff_ffffL, rtt.getInt(rtt.position() + 4) & 0xffff_ffffL);
            }
        } else {
            told(named(event, "min_rtt"), named(event, "smoothed_rtt"), named(event, "latest_rtt"));
        }
    }

    /** As lines of JSON tell it: each member by itself. */
    private static long named(Event event, String argument) {
        int place = event.probe().argument(argument);
        int other = place < 0 ? event.probe().argument(argument.replace('_', '-')) : place;
        return other < 0 ? NO_SAMPLE : event.number(other);
    }

    /** Of the milliseconds; before the first sample the minimum is as large as can be, and the latest 0. */
    private void told(long minimum, long smoothed, long latest) {
        if (latest == 0 || minimum == NO_SAMPLE) {
            return;
        }
        summary.set(Measure.RTT_MIN, minimum * MILLI);
        summary.set(Measure.RTT_SMOOTHED, smoothed * MILLI);
        summary.set(Measure.RTT_LATEST, latest * MILLI);
        summary.most(Measure.RTT_MAX, latest * MILLI);
        summary.add(Measure.RTT_SAMPLES, 1);
    }
}

package dev.hydroscope.quic;

import java.util.Locale;

/**
 * What is drawn of a connection over time. Its name is its key in the API; its place is its code in the file, so that new
 * ones come last.
 */
public enum Metric {
    SENT(Shape.AMOUNT, Unit.BYTES), RECEIVED(Shape.AMOUNT, Unit.BYTES), ACKED(Shape.AMOUNT, Unit.BYTES),
    LOST(Shape.AMOUNT, Unit.BYTES), RETRANSMITTED(Shape.AMOUNT, Unit.BYTES), LATE_ACKED(Shape.AMOUNT, Unit.BYTES),
    CWND(Shape.GAUGE, Unit.BYTES), INFLIGHT(Shape.GAUGE, Unit.BYTES),
    /** Inferred: quicly sets it to the window that is left when it reduces it. */
    SSTHRESH(Shape.GAUGE, Unit.BYTES),
    RTT(Shape.GAUGE, Unit.NANOS), SRTT(Shape.GAUGE, Unit.NANOS), MINRTT(Shape.GAUGE, Unit.NANOS),
    /** By our clock: from a packet's sending to the ACK that names it as the newest. */
    RTTSAMPLE(Shape.GAUGE, Unit.NANOS),
    /** What the peer lets us send on the connection; what of it is used. */
    MAXDATA(Shape.GAUGE, Unit.BYTES), DATA_SENT(Shape.GAUGE, Unit.BYTES),
    /** What the peer lets us send on a stream, of whichever stream it told last. */
    MAXSTREAMDATA(Shape.GAUGE, Unit.BYTES),
    PTO(Shape.AMOUNT, Unit.COUNT),
    SLOW_START(Shape.STATE, Unit.SHARE), AVOIDANCE(Shape.STATE, Unit.SHARE), RECOVERY(Shape.STATE, Unit.SHARE),
    CC_LIMITED(Shape.STATE, Unit.SHARE),
    /** Inferred: neither the congestion window nor a flow limit holds the sender back. */
    APP_LIMITED(Shape.STATE, Unit.SHARE),
    CONN_BLOCKED(Shape.STATE, Unit.SHARE), STREAM_BLOCKED(Shape.STATE, Unit.SHARE);

    /** Amounts are added up; gauges hold until the next; states are on or off, their sum is the time they were on. */
    public enum Shape { AMOUNT, GAUGE, STATE }

    /** What its values count; a state's are nanoseconds, shown as a share. */
    public enum Unit { BYTES, NANOS, COUNT, SHARE }

    static final Metric[] ALL = values();
    /** A bit for each state. */
    public static final int STATES = bits(Shape.STATE);

    private final Shape shape;
    private final Unit unit;
    private final String key;

    Metric(Shape shape, Unit unit) {
        this.shape = shape;
        this.unit = unit;
        String name = name().toLowerCase(Locale.ROOT);
        int bar = shape == Shape.STATE ? -1 : name.indexOf('_');
        this.key = bar < 0 ? name : name.substring(0, bar) + Character.toUpperCase(name.charAt(bar + 1)) + name.substring(bar + 2);
    }

    private static int bits(Shape shape) {
        int bits = 0;
        for (Metric metric : values()) {
            bits |= metric.shape == shape ? metric.bit() : 0;
        }
        return bits;
    }

    public static int count() {
        return ALL.length;
    }

    public static Metric at(int place) {
        return ALL[place];
    }

    public Shape shape() {
        return shape;
    }

    public Unit unit() {
        return unit;
    }

    public String key() {
        return key;
    }

    public boolean state() {
        return shape == Shape.STATE;
    }

    public int bit() {
        return 1 << ordinal();
    }
}

package dev.hydroscope.query;

import dev.hydroscope.quic.ConnectionSummary;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.store.ConnectionRow;

/** What some QUIC connections came to together; what no connection tells is UNKNOWN. */
public final class QuicGroup {
    private static final double SECOND = 1e9;

    private final String name;
    private final String search;
    private final ConnectionSummary sums = new ConnectionSummary();
    private final Amounts smoothed = new Amounts();
    private final Amounts least = new Amounts();
    private final Amounts handshakes = new Amounts();
    private long connections;
    private long requests;
    private long told;
    private long activeNanos;

    QuicGroup(String name, String search) {
        this.name = name;
        this.search = search;
    }

    void add(ConnectionRow connection, ConnectionSummary of) {
        connections++;
        requests = requests < 0 || connection.requests() < 0 ? -1 : requests + connection.requests();
        told += of.rttTold() ? 1 : 0;
        for (Measure measure : new Measure[] {Measure.PACKETS_SENT, Measure.PACKETS_RECEIVED, Measure.PACKETS_LOST,
            Measure.LATE_ACKED, Measure.BYTES_SENT, Measure.BYTES_RECEIVED, Measure.PTOS, Measure.CC_LIMITED,
            Measure.BLOCKED}) {
            sum(measure, of.get(measure));
        }
        sum(Measure.STREAM_SHIFTED, of.delivered());
        add(smoothed, of.rtt(Measure.RTT_SMOOTHED));
        add(least, of.rtt(Measure.RTT_MIN));
        add(handshakes, of.get(Measure.HANDSHAKE));
        activeNanos += Math.max(0, of.lastedNanos());
    }

    private void sum(Measure measure, long value) {
        if (value != ConnectionSummary.UNKNOWN) {
            sums.set(measure, sums.orZero(measure) + value);
        }
    }

    private static void add(Amounts to, long value) {
        if (value != ConnectionSummary.UNKNOWN) {
            to.add(value);
        }
    }

    /** The network, the server's name or the connection's number; "" where that is not known. */
    public String name() {
        return name;
    }

    /** The query of its requests; "" where none finds just them. */
    public String search() {
        return search;
    }

    public long connections() {
        return connections;
    }

    /** -1 where a lens hides how many there are. */
    public long requests() {
        return requests;
    }

    public long sum(Measure measure) {
        return sums.get(measure);
    }

    public long lossBillionths() {
        return sums.lossBillionths();
    }

    public long spuriousBillionths() {
        return sums.spuriousBillionths();
    }

    public long rttMinNanos() {
        return least.percentile(0, ConnectionSummary.UNKNOWN);
    }

    /** Of the connections' smoothed round trips. */
    public long rttNanos(int percent) {
        return smoothed.percentile(percent, ConnectionSummary.UNKNOWN);
    }

    /** Of how many connections quictrace told the round trips; those of the others are by our clock. */
    public long rttTold() {
        return told;
    }

    public long handshakeNanos(int percent) {
        return handshakes.percentile(percent, ConnectionSummary.UNKNOWN);
    }

    /** How many of the connections' handshakes are known. */
    public long handshakes() {
        return handshakes.size();
    }

    /** Bytes sent in packets a second of the connections' lives. */
    public long throughput() {
        return perSecond(Measure.BYTES_SENT);
    }

    /** Bytes of application data that arrived, each once, a second of the connections' lives. */
    public long goodput() {
        return perSecond(Measure.STREAM_SHIFTED);
    }

    private long perSecond(Measure measure) {
        return sums.knows(measure) && activeNanos > 0 ? Math.round(sums.get(measure) / (activeNanos / SECOND))
                : ConnectionSummary.UNKNOWN;
    }
}

package dev.hydroscope.query;

import dev.hydroscope.quic.ConnectionSummary;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.store.Beside;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.TcpRow;
import dev.hydroscope.trace.Tcp;
import java.util.Optional;
import java.util.function.Predicate;

/** A condition on what a request's QUIC or TCP connection came to; what is not known holds for no comparison. */
final class TransportTest implements Predicate<RequestRow> {
    private final Condition condition;
    private final Beside beside;
    private final ValueTest text;

    TransportTest(Condition condition, Beside beside) {
        this.condition = condition;
        this.beside = beside;
        this.text = ValueTest.of(condition, false);
    }

    @Override
    public boolean test(RequestRow row) {
        Optional<QuicRow> quic = beside.quic(row);
        return quic.isPresent() ? test(quic.get()) : beside.tcp(row).filter(this::test).isPresent();
    }

    private boolean test(TcpRow tcp) {
        if (condition.field().type == Field.Type.TEXT) {
            return !tcp.close().isEmpty() && Conditions.test(text, tcp.close());
        }
        long value = value(tcp.numbers());
        return Conditions.holds(condition, value == Tcp.UNKNOWN ? Conditions.ABSENT : value);
    }

    private long value(Tcp.Numbers of) {
        return switch (condition.field()) {
            case CONN_RTT -> of.rttNanos();
            case CONN_MINRTT -> of.rttMinNanos();
            case CONN_BYTES -> of.bytesSent();
            case CONN_BYTESIN -> of.bytesReceived();
            case CONN_ACKED -> of.bytesAcked();
            case CONN_RETRANSMITS -> of.retransmits();
            default -> Tcp.UNKNOWN;
        };
    }

    private boolean test(QuicRow quic) {
        if (condition.field().type == Field.Type.TEXT) {
            return !quic.close().isEmpty() && Conditions.test(text, quic.close());
        }
        long value = value(quic.summary());
        return Conditions.holds(condition, value == ConnectionSummary.UNKNOWN ? Conditions.ABSENT : value);
    }

    private long value(ConnectionSummary of) {
        return switch (condition.field()) {
            case CONN_LOSS -> of.lossBillionths();
            case CONN_SPURIOUS -> of.spuriousBillionths();
            case CONN_RTT -> of.rtt(Measure.RTT_SMOOTHED);
            case CONN_MINRTT -> of.rtt(Measure.RTT_MIN);
            case CONN_MAXRTT -> of.rtt(Measure.RTT_MAX);
            case CONN_HANDSHAKE -> of.get(Measure.HANDSHAKE);
            case CONN_LIMITED -> of.get(Measure.CC_LIMITED);
            case CONN_BLOCKED -> of.get(Measure.BLOCKED);
            case CONN_SENT -> of.get(Measure.PACKETS_SENT);
            case CONN_RECEIVED -> of.get(Measure.PACKETS_RECEIVED);
            case CONN_LOST -> of.get(Measure.PACKETS_LOST);
            case CONN_PTOS -> of.get(Measure.PTOS);
            case CONN_CWND -> of.get(Measure.CWND_LAST);
            case CONN_BYTES -> of.get(Measure.BYTES_SENT);
            case CONN_BYTESIN -> of.get(Measure.BYTES_RECEIVED);
            case CONN_ACKED, CONN_RETRANSMITS -> ConnectionSummary.UNKNOWN;
            default -> throw new IllegalStateException(condition.field() + " is not of a summary");
        };
    }
}

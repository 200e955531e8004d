package dev.hydroscope.query;

import dev.hydroscope.quic.ConnectionSummary;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.store.Beside;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.RequestRow;
import java.util.function.Predicate;

/** A condition on the summary of a request's QUIC connection; what is not known holds for no comparison. */
final class QuicTest implements Predicate<RequestRow> {
    private final Condition condition;
    private final Beside beside;
    private final ValueTest text;

    QuicTest(Condition condition, Beside beside) {
        this.condition = condition;
        this.beside = beside;
        this.text = ValueTest.of(condition, false);
    }

    @Override
    public boolean test(RequestRow row) {
        return beside.quic(row).filter(this::test).isPresent();
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
            default -> throw new IllegalStateException(condition.field() + " is not of a summary");
        };
    }
}

package dev.hydroscope.sql;

import dev.hydroscope.quic.Measure;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.TcpRow;
import dev.hydroscope.trace.Tcp.Numbers;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** A connection and what it came to: of QUIC, or of the TCP connection that it is on, where that is known. */
record ConnectionAt(ConnectionRow row, Optional<QuicRow> quic, Optional<TcpRow> tcp) {
    /** UNKNOWN where nobody told it. */
    long measure(Measure measure) {
        return quic.map(of -> of.summary().get(measure)).orElse(Cell.UNKNOWN);
    }

    /** Of packets that quictrace tells, or by our clock; or of TCP's. */
    long rtt(Measure measure, ToLongFunction<Numbers> ofTcp) {
        return quic.map(of -> of.summary().rtt(measure)).orElseGet(() -> tcp(ofTcp));
    }

    long measure(Measure measure, ToLongFunction<Numbers> ofTcp) {
        return quic.map(of -> of.summary().get(measure)).orElseGet(() -> tcp(ofTcp));
    }

    long tcp(ToLongFunction<Numbers> number) {
        return tcp.map(of -> number.applyAsLong(of.numbers())).orElse(Cell.UNKNOWN);
    }

    long lossBillionths() {
        return quic.map(of -> of.summary().lossBillionths()).orElse(Cell.UNKNOWN);
    }

    long spuriousBillionths() {
        return quic.map(of -> of.summary().spuriousBillionths()).orElse(Cell.UNKNOWN);
    }

    long lastedNanos() {
        return quic.map(of -> of.summary().lastedNanos()).orElse(row.endedNanos() == 0 ? Cell.UNKNOWN
                : row.endedNanos() - row.atNanos());
    }

    String close() {
        return quic.map(QuicRow::close).or(() -> tcp.map(TcpRow::close)).orElse("");
    }
}

package dev.hydroscope.sql;

import dev.hydroscope.quic.Measure;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.QuicRow;
import java.util.Optional;

/** A connection and, where it is one of QUIC, what it came to. */
record ConnectionAt(ConnectionRow row, Optional<QuicRow> quic) {
    /** UNKNOWN where nobody told it. */
    long measure(Measure measure) {
        return quic.map(of -> of.summary().get(measure)).orElse(Cell.UNKNOWN);
    }

    /** Of packets that quictrace tells, or by our clock. */
    long rtt(Measure measure) {
        return quic.map(of -> of.summary().rtt(measure)).orElse(Cell.UNKNOWN);
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
        return quic.map(QuicRow::close).orElse("");
    }
}

package dev.hydroscope.query;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.TcpRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lives of connections, as far as they are stored. */
final class Lives {
    private static final String MESSAGES = "picotls:receive_message";
    private static final int FINISHED = 20;
    private static final int HTTP3 = 0x300;
    /** A handshake that takes longer is not looked for. */
    private static final long LONGEST_HANDSHAKE_NANOS = 10_000_000_000L;
    private static final int MESSAGES_EACH = 16;

    private final Reader reader;
    private final Map<Long, Long> handshakes;
    private final Resent resent;
    private final boolean tls;

    /** @param handshakes those found before, by the ordinals of their connections */
    Lives(Reader reader, Map<Long, Long> handshakes, Resent resent) {
        this.reader = reader;
        this.resent = resent;
        this.handshakes = handshakes;
        this.tls = reader.probes().stream().map(Probe::key).anyMatch(MESSAGES::equals);
    }

    /** @param lastAt the last moment that is known of it */
    Life of(ConnectionRow row, long lastAt, Optional<QuicRow> quic) {
        String end = quic.map(QuicRow::close).filter(close -> !close.isEmpty()).orElse(row.endedNanos() == 0 ? "" : "closed");
        long to = row.endedNanos() != 0 ? row.endedNanos() : lastAt;
        return new Life(row.conn(), row.atNanos(), to, row.beforeCapture(), handshake(row, quic), end, Optional.empty());
    }

    /** With the moments at which its TCP was found to have sent something again. */
    Life resending(Life life, ConnectionRow row, Optional<TcpRow> tcp) {
        boolean some = tcp.isPresent() && tcp.get().numbers().retransmits() > 0;
        return some ? life.with(resent.of(row, tcp.get())) : life;
    }

    private long handshake(ConnectionRow row, Optional<QuicRow> quic) {
        if (quic.isPresent() && quic.get().summary().knows(Measure.HANDSHAKE)) {
            return quic.get().summary().get(Measure.HANDSHAKE);
        }
        if (!tls || row.beforeCapture() || row.httpVersion() == HTTP3) {
            return -1;
        }
        Long known = handshakes.get(row.ordinal());
        long nanos = known != null ? known : finished(row);
        if (nanos >= 0 || row.endedNanos() != 0) {
            handshakes.put(row.ordinal(), nanos);
        }
        return nanos;
    }

    /** Over TCP it ends with the client's Finished. */
    private long finished(ConnectionRow row) {
        List<EventRow> messages = reader.events(row.conn(), row.atNanos(), row.atNanos() + LONGEST_HANDSHAKE_NANOS, MESSAGES,
                MESSAGES_EACH, "").rows();
        return messages.stream().map(EventRow::event)
                .filter(event -> event.probe().argument("message") >= 0
                        && event.number(event.probe().argument("message")) == FINISHED)
                .mapToLong(event -> event.atNanos() - row.atNanos()).findFirst().orElse(-1);
    }
}

package dev.hydroscope.query;

import java.util.List;
import java.util.Optional;

/**
 * When a connection was there.
 *
 * @param fromNanos its first event
 * @param toNanos its end, or the last that is known of it
 * @param handshakeNanos from its first event to the end of its TLS handshake; -1 where that was not seen
 * @param end how it ended: `closed`, of QUIC in more words; "" where no end was seen
 * @param resent the moments at which its TCP was found to have sent something again; empty where nobody asked
 */
public record Life(long conn, long fromNanos, long toNanos, boolean beforeCapture, long handshakeNanos, String end,
        Optional<List<Long>> resent) {
    Life with(List<Long> moments) {
        return new Life(conn, fromNanos, toNanos, beforeCapture, handshakeNanos, end, Optional.of(moments));
    }
}

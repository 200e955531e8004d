package dev.hydroscope.query;

/**
 * When a connection was there.
 *
 * @param fromNanos its first event
 * @param toNanos its end, or the last that is known of it
 * @param handshakeNanos from its first event to the end of its TLS handshake; -1 where that was not seen
 * @param end how it ended: `closed`, of QUIC in more words; "" where no end was seen
 */
public record Life(long conn, long fromNanos, long toNanos, boolean beforeCapture, long handshakeNanos, String end) {
}

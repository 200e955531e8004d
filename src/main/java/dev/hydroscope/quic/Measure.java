package dev.hydroscope.quic;

/**
 * What is counted and measured of a connection: a column of its summary each, by its name in lower case. Unknown until the
 * source tells it; times are nanoseconds, those that end with AT since 1970.
 */
public enum Measure {
    FIRST_AT, LAST_AT,
    /** Each of them known from the first packet_sent or packet_received on. */
    PACKETS_SENT, PACKETS_RECEIVED, PACKETS_ACKED, PACKETS_LOST, LATE_ACKED, ACK_ONLY, DECRYPTION_FAILED, PTOS, CONGESTIONS,
    BYTES_SENT, BYTES_RECEIVED, BYTES_LOST,
    /** Lost packets whose size is not in BYTES_LOST: they were sent before the capture, or too long before. */
    LOST_UNSIZED,
    /** Of application streams. SHIFTED is what every byte before it was acknowledged too, each byte once. */
    STREAM_SENT, RETRANSMITTED, STREAM_ACKED, STREAM_SHIFTED, STREAM_RECEIVED,
    /** As quictrace tells them, in whole milliseconds. */
    RTT_MIN, RTT_SMOOTHED, RTT_LATEST, RTT_MAX, RTT_SAMPLES,
    /** By our clock: from a packet's sending to the acknowledgement that names it as its largest, its delay included. */
    OWN_RTT_MIN, OWN_RTT_SMOOTHED, OWN_RTT_LATEST, OWN_RTT_MAX, OWN_RTT_SAMPLES,
    CWND_LAST, CWND_MIN, CWND_MAX,
    /** From the first event of an accepted or connecting connection to the end of its TLS handshake. */
    HANDSHAKE,
    /** How long; what is still so counts to LAST_AT. */
    CC_LIMITED, BLOCKED,
    CLOSE_CODE, CLOSE_FRAME, CLOSED_AT, ECN_STATE, ECN_CE, JUMPSTART_RTT, JUMPSTART_CWND, ZERO_RTT,
    /** How often it was set aside and went on: what was open then counts to that moment only. */
    SET_ASIDE
}

package dev.hydroscope.format;

/** The qlog events that can be told from probes: their names in 0.3 and in the draft; "" where a version has none. */
enum QlogName {
    CONNECTION_STARTED("connectivity:connection_started", "quic:connection_started"),
    CONNECTION_CLOSED("connectivity:connection_closed", "quic:connection_closed"),
    CONNECTION_STATE_UPDATED("connectivity:connection_state_updated", "quic:connection_state_updated"),
    TUPLE_ASSIGNED("", "quic:tuple_assigned"),
    MIGRATION_STATE_UPDATED("", "quic:migration_state_updated"),
    VERSION_INFORMATION("transport:version_information", "quic:version_information"),
    ALPN_INFORMATION("transport:alpn_information", "quic:alpn_information"),
    PACKET_SENT("transport:packet_sent", "quic:packet_sent"),
    PACKET_RECEIVED("transport:packet_received", "quic:packet_received"),
    PACKET_DROPPED("transport:packet_dropped", "quic:packet_dropped"),
    PACKETS_ACKED("transport:packets_acked", "quic:packets_acked"),
    DATAGRAMS_RECEIVED("transport:datagrams_received", "quic:udp_datagrams_received"),
    FRAMES_CREATED("transport:frames_processed", "quic:frames_created"),
    FRAMES_PARSED("transport:frames_processed", "quic:frames_parsed"),
    STREAM_STATE_UPDATED("transport:stream_state_updated", "quic:stream_state_updated"),
    BLOCKED_UPDATED("", "quic:connection_data_blocked_updated"),
    KEY_UPDATED("", "quic:key_updated"),
    TIMER_UPDATED("recovery:loss_timer_updated", "quic:timer_updated"),
    METRICS_UPDATED("recovery:metrics_updated", "quic:recovery_metrics_updated"),
    CONGESTION_STATE_UPDATED("recovery:congestion_state_updated", "quic:congestion_state_updated"),
    PACKET_LOST("recovery:packet_lost", "quic:packet_lost"),
    MARKED_FOR_RETRANSMIT("recovery:marked_for_retransmit", "quic:marked_for_retransmit"),
    ECN_STATE_UPDATED("", "quic:ecn_state_updated"),
    HTTP_FRAME_CREATED("http:frame_created", "http3:frame_created"),
    HTTP_FRAME_PARSED("http:frame_parsed", "http3:frame_parsed");

    private final String old;
    private final String present;

    QlogName(String old, String present) {
        this.old = old;
        this.present = present;
    }

    String in(QlogStyle style) {
        return style.old() ? old : present;
    }
}

package dev.hydroscope.format;

/**
 * The ways in which qlog is written: 0.3, which qvis opens, and the present draft, as a text sequence (one trace, whose
 * connections are told apart by their group_id) or as one JSON object with a trace for each connection.
 */
enum QlogStyle {
    DRAFT("application/qlog+json-seq"), DRAFT_CONTAINED("application/qlog+json"), V03("application/qlog+json");

    /** The drafts of the event schemas that are followed. */
    static final String QUIC_SCHEMA = "urn:ietf:params:qlog:events:quic-13";
    static final String HTTP3_SCHEMA = "urn:ietf:params:qlog:events:http3-13";

    private final String mediaType;

    QlogStyle(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    boolean old() {
        return this == V03;
    }

    boolean sequence() {
        return this == DRAFT;
    }
}

package dev.hydroscope.quic;

import java.util.Locale;

/**
 * A moment worth a mark on a time axis. Named as the probe that tells it; its place is its code in the file, so that new ones
 * come last.
 */
public enum Mark {
    PACKET_LOST("loss", Field.PN, null, null, "packet %s lost (%s bytes)"),
    CC_CONGESTION("congestion", Field.MAX_LOST_PN, Field.CWND, null, "congestion: recovery begins, cwnd is now %2$s"),
    PTO("pto", Field.PTO_COUNT, Field.INFLIGHT, null, "probe timeout %s with %s bytes in flight"),
    TRANSPORT_CLOSE_SEND("close", Field.ERROR_CODE, Field.FRAME_TYPE, Field.REASON_PHRASE, "closed by us: transport error %s %3$s"),
    TRANSPORT_CLOSE_RECEIVE("close", Field.ERROR_CODE, Field.FRAME_TYPE, Field.REASON_PHRASE,
            "closed by the peer: transport error %s %3$s"),
    APPLICATION_CLOSE_SEND("close", Field.ERROR_CODE, null, Field.REASON_PHRASE, "closed by us: application error %s %3$s"),
    APPLICATION_CLOSE_RECEIVE("close", Field.ERROR_CODE, null, Field.REASON_PHRASE,
            "closed by the peer: application error %s %3$s"),
    IDLE_TIMEOUT("close", null, null, null, "idle timeout"),
    HANDSHAKE_TIMEOUT("close", null, null, null, "handshake timeout"),
    INITIAL_HANDSHAKE_PACKET_EXCEED("close", Field.NUM_PACKETS, null, null, "too many packets (%s) before the handshake was done"),
    STATELESS_RESET_RECEIVE("close", null, null, null, "stateless reset received"),
    FREE("close", null, null, null, "connection freed"),
    NEW_PATH("path", Field.PATH_INDEX, null, Field.REMOTE, "new path %s %3$s"),
    PROMOTE_PATH("path", Field.PATH_INDEX, null, null, "path %s promoted"),
    DELETE_PATH("path", Field.PATH_INDEX, null, null, "path %s deleted"),
    ELICIT_PATH_MIGRATION("path", Field.PATH_INDEX, null, null, "migration to path %s asked for"),
    CRYPTO_SEND_KEY_UPDATE("key_update", Field.PHASE, null, null, "our keys updated, phase %s"),
    CRYPTO_RECEIVE_KEY_UPDATE("key_update", Field.PHASE, null, null, "the peer's keys updated, phase %s"),
    HANDSHAKE_DONE_SEND("handshake", null, null, null, "handshake done"),
    HANDSHAKE_DONE_RECEIVE("handshake", null, null, null, "handshake done"),
    VERSION_SWITCH("handshake", Field.NEW_VERSION, null, null, "version changed to %s"),
    ECN_VALIDATION("ecn", Field.ECN_STATE, null, null, "ECN validation: state %s"),
    ECN_CONGESTION("ecn", Field.CE_COUNT, null, null, "congestion told by ECN, %s packets so far"),
    ENTER_JUMPSTART("jumpstart", Field.JUMPSTART_CWND, Field.CWND, null, "jumpstart: cwnd from %2$s to %1$s"),
    DATA_BLOCKED_SEND("blocked", Field.OFF, null, null, "we are blocked at the connection's limit %s"),
    DATA_BLOCKED_RECEIVE("blocked", Field.OFF, null, null, "the peer is blocked at the connection's limit %s"),
    STREAM_DATA_BLOCKED_SEND("blocked", Field.STREAM, Field.MAXIMUM, null, "stream %s: we are blocked at its limit %s"),
    STREAM_DATA_BLOCKED_RECEIVE("blocked", Field.STREAM, Field.MAXIMUM, null, "stream %s: the peer is blocked at its limit %s"),
    STREAMS_BLOCKED_SEND("blocked", Field.MAXIMUM, null, null, "we may open no more than %s streams"),
    STREAMS_BLOCKED_RECEIVE("blocked", Field.MAXIMUM, null, null, "the peer may open no more than %s streams"),
    RESET_STREAM_SEND("reset", Field.STREAM, Field.ERROR_CODE, null, "stream %s reset by us, error %s"),
    RESET_STREAM_RECEIVE("reset", Field.STREAM, Field.ERROR_CODE, null, "stream %s reset by the peer, error %s"),
    STOP_SENDING_SEND("reset", Field.STREAM, Field.ERROR_CODE, null, "stream %s: we asked the peer to stop, error %s"),
    STOP_SENDING_RECEIVE("reset", Field.STREAM, Field.ERROR_CODE, null, "stream %s: the peer asked to stop, error %s");

    private static final Mark[] ALL = values();
    private static final Mark[] BY_KIND = byKind();

    final Field first;
    final Field second;
    final Field text;
    private final String kind;
    private final String words;

    Mark(String kind, Field first, Field second, Field text, String words) {
        this.kind = kind;
        this.first = first;
        this.second = second;
        this.text = text;
        this.words = words;
    }

    private static Mark[] byKind() {
        Mark[] marks = new Mark[Kind.values().length];
        for (Mark mark : ALL) {
            marks[Kind.valueOf(mark.name()).ordinal()] = mark;
        }
        return marks;
    }

    /** Null where nothing is marked. */
    static Mark of(Kind kind) {
        return BY_KIND[kind.ordinal()];
    }

    public static Mark at(int place) {
        return ALL[place];
    }

    public static int count() {
        return ALL.length;
    }

    /** `loss`, `congestion`, `pto`, `close` … */
    public String kind() {
        return kind;
    }

    public String probe() {
        return "quicly:" + name().toLowerCase(Locale.ROOT);
    }

    /** A sentence of it; what the source does not carry is -1 and shown as "?". */
    public String words(long one, long other, String said) {
        return String.format(Locale.ROOT, words, one < 0 ? "?" : one, other < 0 ? "?" : other,
                said.isEmpty() ? "" : "“" + said + "”").trim();
    }
}

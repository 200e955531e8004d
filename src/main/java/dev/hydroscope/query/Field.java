package dev.hydroscope.query;

import dev.hydroscope.quic.Verdict.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be asked of a request, and, within `connection(…)`, of its connection. */
enum Field {
    PROTOCOL(Type.PROTOCOL, "HTTP/1.0, HTTP/1.1, HTTP/2 or HTTP/3"),
    METHOD(Type.TEXT, "of the request, in any case"),
    SCHEME(Type.TEXT, "http or https"),
    AUTHORITY(Type.TEXT, "the host asked for"),
    PATH(Type.TEXT, "with its query"),
    PATH_1(Type.TEXT, "the path's first segment, without its query"),
    PATH_2(Type.TEXT, "the path's first two segments"),
    PATH_3(Type.TEXT, "the path's first three segments"),
    STATUS(Type.NUMBER, "of the response; none where none was seen"),
    CLASS(Type.TEXT, "of the status: 2xx, 5xx"),
    DURATION(Type.DURATION, "to the stream's end or to the response"),
    CONN(Type.NUMBER, "H2O's number of the connection, or its name as it is shown"),
    REQ(Type.NUMBER, "H2O's number of the request; req.NAME is a header"),
    TIME(Type.TIME, "when it began"),
    THREAD(Type.NUMBER, "the worker that served it, by its tid"),
    VERDICT_SERVER(Type.SHARE, "of its time: in the server"),
    VERDICT_RECEIVING(Type.SHARE, "of its time: the request's body still arriving"),
    VERDICT_WAITING(Type.SHARE, "of its time: ready, but others went first"),
    VERDICT_CWND(Type.SHARE, "of its time: limited by congestion control"),
    VERDICT_BLOCKED(Type.SHARE, "of its time: by flow control, of the connection or the stream"),
    VERDICT_CONNECTION_BLOCKED(Type.SHARE, "of its time: by the connection's flow control"),
    VERDICT_STREAM_BLOCKED(Type.SHARE, "of its time: by the stream's flow control"),
    VERDICT_RETRANSMITTING(Type.SHARE, "of its time: bytes of it lost and not acked again"),
    VERDICT_ACK(Type.SHARE, "of its time: all sent, the ACK awaited"),
    VERDICT_UNKNOWN(Type.SHARE, "of its time: nothing tells"),
    CONN_LOSS(Type.SHARE, "of the packets sent on its QUIC connection, declared lost"),
    CONN_SPURIOUS(Type.SHARE, "of the packets declared lost, acknowledged later"),
    CONN_RTT(Type.DURATION, "the connection's smoothed round trip, of QUIC or of TCP"),
    CONN_MINRTT(Type.DURATION, "the connection's shortest round trip, of QUIC or of TCP"),
    CONN_MAXRTT(Type.DURATION, "the connection's longest round trip"),
    CONN_HANDSHAKE(Type.DURATION, "to the end of the connection's handshake"),
    CONN_LIMITED(Type.DURATION, "how long its congestion window was full"),
    CONN_BLOCKED(Type.DURATION, "how long flow control held the connection or a stream"),
    CONN_SENT(Type.NUMBER, "packets sent on the connection"),
    CONN_RECEIVED(Type.NUMBER, "packets received on the connection"),
    CONN_LOST(Type.NUMBER, "packets declared lost on the connection"),
    CONN_PTOS(Type.NUMBER, "probe timeouts of the connection"),
    CONN_CWND(Type.NUMBER, "the connection's last congestion window, in bytes"),
    CONN_BYTES(Type.NUMBER, "bytes sent on the connection, in QUIC's packets or by TCP"),
    CONN_BYTESIN(Type.NUMBER, "bytes received on the connection, in QUIC's packets or by TCP"),
    CONN_ACKED(Type.NUMBER, "bytes that the other end of its TCP connection has acknowledged"),
    CONN_RETRANSMITS(Type.NUMBER, "segments that its TCP connection sent again"),
    CONN_CLOSE(Type.TEXT, "how the connection was closed: kind, by whom, code, reason"),
    REQUEST_HEADER(Type.TEXT, "a header of the request"),
    RESPONSE_HEADER(Type.TEXT, "a header of the response"),
    HEADER(Type.TEXT, "a header, either way"),
    PEER(Type.TEXT, "the client's address"),
    NETWORK(Type.TEXT, "of the client's address: its /24, or /48"),
    SNI(Type.TEXT, "the name asked for in the TLS handshake"),
    ALPN(Type.TEXT, "the protocols offered in the TLS handshake"),
    UUID(Type.TEXT, "H2O's uuid of the connection"),
    PID(Type.NUMBER, "of the process"),
    GENERATION(Type.NUMBER, "0 for the session's first process, 1 for the next"),
    REQUESTS(Type.NUMBER, "how many the connection has"),
    EVENTS(Type.NUMBER, "how many the connection has");

    /** How its values are written and compared. */
    enum Type { TEXT, NUMBER, DURATION, SHARE, TIME, PROTOCOL }

    final Type type;
    final String detail;

    Field(Type type, String detail) {
        this.type = type;
        this.detail = detail;
    }

    boolean header() {
        return this == REQUEST_HEADER || this == RESPONSE_HEADER || this == HEADER;
    }

    /** The parts of a request's time that are added up; none of any other field. */
    Part[] parts() {
        return switch (this) {
            case VERDICT_BLOCKED -> new Part[] {Part.CONNECTION_BLOCKED, Part.STREAM_BLOCKED};
            case VERDICT_SERVER, VERDICT_RECEIVING, VERDICT_WAITING, VERDICT_CWND, VERDICT_CONNECTION_BLOCKED,
                    VERDICT_STREAM_BLOCKED, VERDICT_RETRANSMITTING, VERDICT_ACK, VERDICT_UNKNOWN ->
                new Part[] {Part.valueOf(name().substring("VERDICT_".length()))};
            default -> new Part[0];
        };
    }

    /** How many segments of the path are meant; 0 of any other field. */
    int segments() {
        return this == PATH_1 ? 1 : this == PATH_2 ? 2 : this == PATH_3 ? 3 : 0;
    }

    /** Of the summary of its connection, of QUIC or of TCP. */
    boolean ofTransport() {
        return word().startsWith("conn.");
    }

    /** Asked of the connection alone. */
    boolean ofConnection() {
        return ordinal() >= PEER.ordinal();
    }

    String word() {
        return switch (this) {
            case REQUEST_HEADER -> "req.";
            case RESPONSE_HEADER -> "res.";
            case HEADER -> "header.";
            default -> name().toLowerCase(Locale.ROOT).replaceFirst("^(verdict|conn|path)_", "$1.");
        };
    }

    static Optional<Field> of(String word) {
        return Arrays.stream(values()).filter(field -> !field.header())
                .filter(field -> field.word().equals(word.toLowerCase(Locale.ROOT))).findFirst();
    }

    /** Within connection(…), where its own words need no `conn.`. */
    static Optional<Field> ofConnection(String word) {
        return of(word).or(() -> of("conn." + word));
    }

    static List<Field> headers() {
        return List.of(REQUEST_HEADER, RESPONSE_HEADER, HEADER);
    }
}

package dev.hydroscope.sql;

import dev.hydroscope.query.Network;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.store.TcpRow;
import dev.hydroscope.trace.Tcp.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Connections, in the order they were first seen; what only QUIC or only TCP tells is NULL of the others. */
final class ConnectionView {
    private static final String EXAMPLE = "SELECT peer, requests, rtt_nanos / 1000 AS rtt_us, loss FROM connection"
            + " WHERE protocol = 'HTTP/3' ORDER BY loss DESC NULLS LAST LIMIT 20";

    static final View<ConnectionAt> VIEW = new View<>("connection", "Connections, in the order they were first seen,"
            + " those of TCP that never became one of HTTP too; what only QUIC tells is NULL of the others.", EXAMPLE, List.of(
                    Cell.session(),
                    new Column<>("conn", Cell.NUMBER, "H2O's number of it", (at, c) -> Cell.number(c.row().conn())),
                    new Column<>("at", Cell.TIME, "when it was first seen", (at, c) -> Cell.time(c.row().atNanos())),
                    new Column<>("ended_at", Cell.TIME, "when it ended; NULL: that was not seen",
                            (at, c) -> Cell.time(c.row().endedNanos())),
                    text("protocol", "HTTP/1.0, HTTP/1.1, HTTP/2 or HTTP/3; NULL: nothing tells", c -> c.row().protocol()),
                    text("peer", "the other end's address and port; NULL: no probe told it", c -> c.row().peer()),
                    text("sni", "the server's name that TLS was asked for; NULL: not known", c -> c.row().sni()),
                    text("alpn", "what TLS agreed to speak; NULL: not known", c -> c.row().alpn()),
                    text("uuid", "H2O's own identity of it; NULL: not known", c -> c.row().uuid()),
                    new Column<>("pid", Cell.SMALL, "its process; 0: not known", (at, c) -> Cell.small(c.row().pid())),
                    new Column<>("generation", Cell.SMALL, "of H2O's processes, counted by its graceful restarts",
                            (at, c) -> Cell.small(c.row().generation())),
                    number("requests", "how many began on it", c -> c.row().requests()),
                    number("events", "how many probe events are stored of it", c -> c.row().events()),
                    new Column<>("before_capture", Cell.FLAG, "whether it was there before the capture",
                            (at, c) -> Cell.flag(c.row().beforeCapture())),
                    text("identity", "how its events were found to be its own: exact, inferred or unnamed",
                            c -> c.row().identity().name().toLowerCase(Locale.ROOT)),
                    measure("packets_sent", "QUIC packets sent", Measure.PACKETS_SENT),
                    measure("packets_received", "QUIC packets received", Measure.PACKETS_RECEIVED),
                    measure("packets_lost", "QUIC packets declared lost", Measure.PACKETS_LOST),
                    share("loss", "packets lost, of those sent; a share of 1", ConnectionAt::lossBillionths),
                    share("spurious", "packets acknowledged later, of those declared lost; a share of 1",
                            ConnectionAt::spuriousBillionths),
                    number("rtt_nanos", "round-trip time in nanoseconds, smoothed, of QUIC or of TCP",
                            c -> c.rtt(Measure.RTT_SMOOTHED, Numbers::rttNanos)),
                    number("rtt_min_nanos", "the least round-trip time in nanoseconds, of QUIC or of TCP",
                            c -> c.rtt(Measure.RTT_MIN, Numbers::rttMinNanos)),
                    number("rtt_max_nanos", "the greatest round-trip time in nanoseconds, of QUIC",
                            c -> c.rtt(Measure.RTT_MAX, numbers -> Cell.UNKNOWN)),
                    measure("handshake_nanos", "from its beginning to the end of its handshake", Measure.HANDSHAKE),
                    measure("cc_limited_nanos", "how long the congestion window held it back", Measure.CC_LIMITED),
                    measure("blocked_nanos", "how long flow control held it back", Measure.BLOCKED),
                    measure("ptos", "probe timeouts", Measure.PTOS),
                    measure("cwnd", "its last congestion window in bytes", Measure.CWND_LAST),
                    number("bytes_sent", "bytes sent, in QUIC's packets or by TCP; NULL: not told",
                            c -> c.measure(Measure.BYTES_SENT, Numbers::bytesSent)),
                    text("close", "how it ended: kind, by whom, code, reason; NULL: no end was told", ConnectionAt::close),
                    text("network", "of the peer's address: its /24, or /48 of IPv6; NULL: no probe told it",
                            c -> Network.of(c.row().peer()).name()),
                    number("lasted_nanos", "from its first event to its end, of QUIC to its last event where no end was told;"
                            + " NULL: not known", ConnectionAt::lastedNanos),
                    number("bytes_received", "bytes received, in QUIC's packets or by TCP; NULL: not told",
                            c -> c.measure(Measure.BYTES_RECEIVED, Numbers::bytesReceived)),
                    number("bytes_acked", "bytes that the other end has acknowledged, of TCP; NULL: not told",
                            c -> c.tcp(Numbers::bytesAcked)),
                    number("retransmits", "segments sent again, of TCP; NULL: not told", c -> c.tcp(Numbers::retransmits)),
                    number("tcp", "the number of the TCP connection that it is on, as in `tcp`; NULL: not known, or of QUIC",
                            c -> c.tcp().map(TcpRow::number).orElse(Cell.UNKNOWN))),
            List.of("session", "conn", "at"), ConnectionRows::new, session -> session.reader().counts().connections());

    private interface Text {
        String of(ConnectionAt connection);
    }

    private ConnectionView() {
    }

    private static Column<ConnectionAt> text(String name, String about, Text text) {
        return new Column<>(name, Cell.TEXT, about, (at, connection) -> Cell.text(text.of(connection)));
    }

    private static Column<ConnectionAt> number(String name, String about, ToLongFunction<ConnectionAt> number) {
        return new Column<>(name, Cell.NUMBER, about, (at, connection) -> Cell.told(number.applyAsLong(connection)));
    }

    private static Column<ConnectionAt> measure(String name, String about, Measure measure) {
        return number(name, about + "; NULL: not told", connection -> connection.measure(measure));
    }

    private static Column<ConnectionAt> share(String name, String about, ToLongFunction<ConnectionAt> billionths) {
        return new Column<>(name, Cell.RATIO, about, (at, connection) -> Cell.share(billionths.applyAsLong(connection)));
    }
}

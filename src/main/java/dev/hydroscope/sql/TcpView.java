package dev.hydroscope.sql;

import dev.hydroscope.query.Network;
import dev.hydroscope.store.TcpRow;
import dev.hydroscope.trace.Tcp.Joined;
import dev.hydroscope.trace.Tcp.Numbers;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** TCP connections, each once, whatever runs over them. */
final class TcpView {
    private static final String EXAMPLE = "SELECT peer, bytes_acked, retransmits, rtt_nanos / 1000 AS rtt_us, ended FROM tcp"
            + " ORDER BY retransmits DESC NULLS LAST, bytes_acked DESC LIMIT 20";

    /** It and the first connection on it. */
    record Row(ConnectionAt first, TcpRow of) {
    }

    static final View<Row> VIEW = new View<>("tcp", "TCP connections, a row each, as the kernel tells of them: under those of"
            + " HTTP/1 and HTTP/2, and those that never became one.", EXAMPLE, List.of(
                    Cell.session(),
                    new Column<>("conn", Cell.NUMBER, "the connection that it is under; of two, where HTTP/1 became HTTP/2 without"
                            + " TLS, the first", (at, row) -> Cell.number(row.first().row().conn())),
                    new Column<>("tcp", Cell.NUMBER, "its number in the capture, as in `connection`",
                            (at, row) -> Cell.number(row.of().number())),
                    new Column<>("pid", Cell.SMALL, "its process", (at, row) -> Cell.small(row.first().row().pid())),
                    text("local", "this end's address and port; NULL: not told", TcpRow::local),
                    text("peer", "the other end's; NULL: not told", TcpRow::peer),
                    text("network", "of the peer's address: its /24, or /48 of IPv6", row -> Network.of(row.peer()).name()),
                    text("side", "`server`: accepted, `client`: connected by the process; NULL: it was there before the capture",
                            TcpRow::vantage),
                    new Column<>("accepted_at", Cell.TIME, "when it was accepted or established; NULL: before the capture, or"
                            + " unseen", (at, row) -> Cell.time(row.of().beganNanos())),
                    new Column<>("closed_at", Cell.TIME, "when it ended; NULL: that was not seen",
                            (at, row) -> Cell.time(row.of().closedNanos())),
                    number("lasted_nanos", "from the one to the other", TcpRow::lastedNanos),
                    text("ended", "`closed` in order, `reset` or `timeout`; NULL: not seen",
                            row -> row.end().map(end -> end.kind().name().toLowerCase(Locale.ROOT)).orElse("")),
                    text("ended_by", "who closed first, or reset it: server, client or both, this_end or other_end where its side"
                            + " is not known; NULL: nobody did, or it was not seen",
                            row -> row.end().map(end -> end.by(row.side())).orElse("")),
                    text("last_state", "the one that it left at its end, as `LAST_ACK`",
                            row -> row.end().map(end -> end.lastState()).orElse("")),
                    text("error", "of its end, as `ECONNRESET`; NULL: none",
                            row -> row.end().map(end -> end.error()).orElse("")),
                    new Column<>("as_of", Cell.TIME, "of what moment the numbers are: its end, or the latest second in which bytes"
                            + " came or went; NULL: none were told", (at, row) -> Cell.time(row.of().numbers().atNanos())),
                    counted("bytes_received", "from the other end", Numbers::bytesReceived),
                    counted("bytes_acked", "that the other end has acknowledged", Numbers::bytesAcked),
                    counted("bytes_sent", "with what was sent again", Numbers::bytesSent),
                    counted("retransmits", "segments sent again", Numbers::retransmits),
                    counted("rtt_nanos", "round-trip time in nanoseconds, smoothed", Numbers::rttNanos),
                    counted("rtt_min_nanos", "the least of it", Numbers::rttMinNanos),
                    counted("cwnd", "the congestion window in segments", Numbers::cwnd),
                    text("joined", "how it was found to be under its connection: `exact` by the accept, `inferred` by what its"
                            + " thread had read last; NULL: it never became one of HTTP", row -> row.joined() == Joined.NEVER ? ""
                            : row.joined().name().toLowerCase(Locale.ROOT))),
            List.of("session", "conn"), TcpView::rows, session -> session.reader().counts().connections());

    private TcpView() {
    }

    private static Column<Row> text(String name, String about, Function<TcpRow, String> text) {
        return new Column<>(name, Cell.TEXT, about, (at, row) -> Cell.text(text.apply(row.of())));
    }

    private static Column<Row> number(String name, String about, ToLongFunction<TcpRow> number) {
        return new Column<>(name, Cell.NUMBER, about, (at, row) -> Cell.told(number.applyAsLong(row.of())));
    }

    private static Column<Row> counted(String name, String about, ToLongFunction<Numbers> number) {
        return number(name, about, row -> number.applyAsLong(row.numbers()));
    }

    private static Iterator<Row> rows(Opened session, Bounds bounds) {
        Iterable<ConnectionAt> connections = () -> new ConnectionRows(session, bounds);
        Stream<ConnectionAt> each = StreamSupport.stream(connections.spliterator(), false);
        return each.filter(at -> at.tcp().filter(tcp -> tcp.conns().get(0) == at.row().conn()).isPresent())
                .map(at -> new Row(at, at.tcp().get())).iterator();
    }
}

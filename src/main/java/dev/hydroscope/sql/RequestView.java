package dev.hydroscope.sql;

import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.store.RequestRow;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.h2.value.Value;
import org.h2.value.ValueNull;

/** Requests, in the order they began. */
final class RequestView {
    static final View<RequestRow> VIEW = new View<>("request", "Requests, in the order they began.",
            "SELECT status, COUNT(*) FROM request GROUP BY status ORDER BY 2 DESC", List.of(
                    Cell.session(),
                    new Column<>("conn", Cell.NUMBER, "its connection's number", (at, row) -> Cell.number(row.conn())),
                    new Column<>("req", Cell.NUMBER, "its number within the connection", (at, row) -> Cell.number(row.req())),
                    new Column<>("at", Cell.TIME, "when it began", (at, row) -> Cell.time(row.atNanos())),
                    new Column<>("protocol", Cell.TEXT, "HTTP/1.0, HTTP/1.1, HTTP/2 or HTTP/3; NULL: nothing tells",
                            (at, row) -> Cell.text(row.protocol())),
                    pseudo("method", RequestRow::method), pseudo("scheme", RequestRow::scheme),
                    pseudo("authority", RequestRow::authority), pseudo("path", RequestRow::path),
                    new Column<>("status", Cell.SMALL, "of its response; NULL: none was seen", (at, row) -> status(row)),
                    new Column<>("responded_at", Cell.TIME, "when its response began; NULL: none was seen",
                            (at, row) -> Cell.time(row.respondedNanos())),
                    new Column<>("ended_at", Cell.TIME, "the last moment known to be its own; NULL: none but its beginning",
                            (at, row) -> Cell.time(row.endedNanos())),
                    new Column<>("duration_nanos", Cell.NUMBER, "how long it took, to what duration_until says; NULL: not known",
                            (at, row) -> Cell.known(row.durationNanos())),
                    new Column<>("duration_until", Cell.TEXT, "end (of a QUIC stream) or response (its beginning);"
                            + " NULL: neither was seen", (at, row) -> Cell.text(row.durationUntil())),
                    new Column<>("headers", Cell.SMALL, "how many headers it has, both ways",
                            (at, row) -> Cell.small(row.headerCount())),
                    new Column<>("finished", Cell.FLAG, "whether its end was seen", (at, row) -> Cell.flag(row.finished())),
                    new Column<>("gaps", Cell.TEXT, "what of it was not seen, in words: no_receive no_response lost_events"
                            + " before_capture; NULL: nothing lacks", (at, row) -> Cell.text(String.join(" ", row.gapNames()))),
                    verdict("server", "the server had not begun its response", Part.SERVER),
                    verdict("receiving", "the request itself was still coming in", Part.RECEIVING),
                    verdict("waiting", "it had bytes to send and nothing told held them", Part.WAITING),
                    verdict("cwnd", "the congestion window was full", Part.CWND),
                    verdict("connection_blocked", "the connection's flow control held it back", Part.CONNECTION_BLOCKED),
                    verdict("stream_blocked", "its stream's flow control held it back", Part.STREAM_BLOCKED),
                    verdict("blocked", "either flow control held it back", Part.CONNECTION_BLOCKED, Part.STREAM_BLOCKED),
                    verdict("retransmitting", "what was lost was sent again", Part.RETRANSMITTING),
                    verdict("ack", "its last bytes waited for their acknowledgement", Part.ACK),
                    verdict("unknown", "nothing tells", Part.UNKNOWN),
                    new Column<>("thread", Cell.NUMBER, "the worker that served it, by the system's number of its thread; NULL:"
                            + " no header of it was captured", (at, row) -> row.thread() == 0 ? ValueNull.INSTANCE
                            : Cell.number(row.thread())),
                    new Column<>("request_header_bytes", Cell.NUMBER, "bytes of its headers' names and values as they were sent,"
                            + " before compression", (at, row) -> Cell.number(row.headerBytes(false))),
                    new Column<>("response_header_bytes", Cell.NUMBER, "the same of its response",
                            (at, row) -> Cell.number(row.headerBytes(true)))),
            List.of("session", "conn", "req", "at", "status"), RequestRows::new, session -> session.reader().counts().requests(),
            List.of(new Way<>("at", true, RequestsInTime::new)));

    private RequestView() {
    }

    private static Value status(RequestRow row) {
        return row.status() == 0 ? ValueNull.INSTANCE : Cell.small(row.status());
    }

    /** @param quick "" of one that is empty, too */
    private static Column<RequestRow> pseudo(String name, Function<RequestRow, String> quick) {
        return new Column<>(name, Cell.TEXT, "the value of its first :" + name + "; NULL: it has none", (at, row) -> {
            String told = quick.apply(row);
            return !told.isEmpty() ? Cell.textOrEmpty(told)
                    : row.value(false, ":" + name).map(Cell::textOrEmpty).orElse(ValueNull.INSTANCE);
        });
    }

    private static Column<RequestRow> verdict(String name, String about, Part... parts) {
        ToLongFunction<RequestRow> share = row -> row.verdictShare(parts);
        return new Column<>("verdict_" + name, Cell.SHARE, "the share of its time, of 1, in which " + about
                + "; NULL: neither its response nor its end is known", (at, row) -> Cell.share(share.applyAsLong(row)));
    }
}

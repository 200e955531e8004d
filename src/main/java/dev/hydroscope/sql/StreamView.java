package dev.hydroscope.sql;

import dev.hydroscope.quic.StreamSummary;
import java.util.Iterator;
import java.util.List;

/** The streams of QUIC connections. */
final class StreamView {
    /** A stream and its connection. */
    record Row(long conn, StreamSummary of) {
    }

    static final View<Row> VIEW = new View<>("stream", "The streams of QUIC connections, a row each; in HTTP/3 a request's stream"
            + " has the request's number. Times and codes are NULL where nothing told them.",
            "SELECT conn, stream, sent_bytes, retransmitted_bytes FROM stream WHERE retransmitted_bytes > 0"
                    + " ORDER BY retransmitted_bytes DESC LIMIT 20", List.of(
                    new Column<>("session", Cell.TEXT, "its session's id", (at, row) -> Cell.text(at.head().id())),
                    new Column<>("conn", Cell.NUMBER, "its connection's number", (at, row) -> Cell.number(row.conn())),
                    new Column<>("stream", Cell.NUMBER, "its number", (at, row) -> Cell.number(row.of().stream())),
                    new Column<>("at", Cell.TIME, "the first that was seen of it", (at, row) -> Cell.time(row.of().firstNanos())),
                    new Column<>("opened_at", Cell.TIME, "when it was opened", (at, row) -> Cell.time(row.of().openedAt())),
                    new Column<>("first_sent_at", Cell.TIME, "first bytes sent", (at, row) -> Cell.time(row.of().firstSentAt())),
                    new Column<>("last_sent_at", Cell.TIME, "last bytes sent", (at, row) -> Cell.time(row.of().lastSentAt())),
                    new Column<>("finished_at", Cell.TIME, "when its end was sent", (at, row) -> Cell.time(row.of().finishedAt())),
                    new Column<>("first_received_at", Cell.TIME, "first bytes received",
                            (at, row) -> Cell.time(row.of().firstReceivedAt())),
                    new Column<>("last_received_at", Cell.TIME, "last bytes received",
                            (at, row) -> Cell.time(row.of().lastReceivedAt())),
                    new Column<>("closed_at", Cell.TIME, "when it was closed", (at, row) -> Cell.time(row.of().closedAt())),
                    new Column<>("sent_bytes", Cell.NUMBER, "each byte once, however often it was sent",
                            (at, row) -> Cell.number(row.of().sentBytes())),
                    new Column<>("retransmitted_bytes", Cell.NUMBER, "sent again",
                            (at, row) -> Cell.number(row.of().retransmittedBytes())),
                    new Column<>("acked_bytes", Cell.NUMBER, "acknowledged by the peer",
                            (at, row) -> Cell.number(row.of().ackedBytes())),
                    new Column<>("lost_bytes", Cell.NUMBER, "in packets declared lost",
                            (at, row) -> Cell.number(row.of().lostBytes())),
                    new Column<>("received_bytes", Cell.NUMBER, "from the peer",
                            (at, row) -> Cell.number(row.of().receivedBytes())),
                    new Column<>("reset_code", Cell.NUMBER, "with which we reset it",
                            (at, row) -> Cell.known(row.of().resetCode())),
                    new Column<>("reset_received_code", Cell.NUMBER, "with which the peer reset it",
                            (at, row) -> Cell.known(row.of().resetReceivedCode())),
                    new Column<>("limit_bytes", Cell.NUMBER, "of the peer's flow control, the latest told",
                            (at, row) -> Cell.known(row.of().limit()))),
            List.of("session", "conn"), StreamView::rows, session -> session.reader().counts().requests());

    private StreamView() {
    }

    private static Iterator<Row> rows(Opened session, Bounds bounds) {
        Within within = new Within(session, bounds, "at");
        return Batches.each(within.chunks(within.sweep::streams), chunk -> {
            long conn = within.conn(chunk.connection());
            return chunk.content().stream().map(stream -> new Row(conn, stream)).iterator();
        });
    }
}

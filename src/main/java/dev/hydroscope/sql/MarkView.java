package dev.hydroscope.sql;

import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.MarkRow;
import java.util.Iterator;
import java.util.List;

/** The moments of connections that are worth a mark. */
final class MarkView {
    private static final int MOST = 100_000;

    /** A mark and its connection. */
    record Row(long conn, MarkRow of) {
    }

    static final View<Row> VIEW = new View<>("mark", "The moments of QUIC connections that are worth a mark on a time axis: a"
            + " handshake, a loss, a probe timeout, a new path, a close and why.",
            "SELECT probe, text, COUNT(DISTINCT conn) AS connections FROM mark WHERE kind = 'close'"
                    + " GROUP BY probe, text ORDER BY connections DESC", List.of(
                    new Column<>("session", Cell.TEXT, "its session's id", (at, row) -> Cell.text(at.head().id())),
                    new Column<>("conn", Cell.NUMBER, "its connection's number", (at, row) -> Cell.number(row.conn())),
                    new Column<>("at", Cell.TIME, "when; of several the first", (at, row) -> Cell.time(row.of().atNanos())),
                    new Column<>("until_at", Cell.TIME, "of several the last", (at, row) -> Cell.time(row.of().untilNanos())),
                    new Column<>("kind", Cell.TEXT, "`loss`, `congestion`, `pto`, `close`, `path`, `key_update`, `handshake`,"
                            + " `ecn`, `jumpstart`, `blocked` or `reset`", (at, row) -> Cell.text(row.of().mark().kind())),
                    new Column<>("probe", Cell.TEXT, "`provider:name` of the probe that tells it",
                            (at, row) -> Cell.text(row.of().mark().probe())),
                    new Column<>("text", Cell.TEXT, "a sentence of it", (at, row) -> Cell.text(row.of().text())),
                    new Column<>("count", Cell.NUMBER, "how many: 1, unless a connection has more than " + MOST
                            + " marks: then those of a kind that are near each other are one row",
                            (at, row) -> Cell.number(row.of().count()))),
            List.of("session", "conn"), MarkView::rows, session -> 10 * session.reader().counts().connections());

    private MarkView() {
    }

    private static Iterator<Row> rows(Opened session, Bounds bounds) {
        Iterator<ConnectionRow> connections = new Within(session, bounds, "at").connections();
        return Batches.each(connections, of ->
                session.reader().marks(of, 0, 0, MOST).stream().map(mark -> new Row(of.conn(), mark)).iterator());
    }
}

package dev.hydroscope.sql;

import dev.hydroscope.store.RequestRow;
import java.util.List;

/** Requests, in the order they began. */
final class RequestView {
    static final View<RequestRow> VIEW = new View<>("request", "Requests, in the order they began.",
            "SELECT status, COUNT(*) FROM request GROUP BY status", List.of(
                    new Column<>("session", Cell.TEXT, "its session's id", (at, row) -> Cell.text(at.head().id())),
                    new Column<>("conn", Cell.NUMBER, "its connection's number", (at, row) -> Cell.number(row.conn())),
                    new Column<>("req", Cell.NUMBER, "its number within the connection", (at, row) -> Cell.number(row.req())),
                    new Column<>("at", Cell.TIME, "when it began", (at, row) -> Cell.time(row.atNanos())),
                    new Column<>("path", Cell.TEXT, "its first :path", (at, row) -> Cell.textOrEmpty(row.path())),
                    new Column<>("status", Cell.SMALL, "NULL: no response was seen",
                            (at, row) -> row.status() == 0 ? org.h2.value.ValueNull.INSTANCE : Cell.small(row.status())),
                    new Column<>("duration_nanos", Cell.NUMBER, "NULL: not known", (at, row) -> Cell.known(row.durationNanos()))),
            List.of("session", "conn", "req", "at"), RequestRows::new, session -> session.reader().counts().requests());

    private RequestView() {
    }
}

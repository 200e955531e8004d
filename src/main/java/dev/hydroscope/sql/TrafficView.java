package dev.hydroscope.sql;

import dev.hydroscope.store.RollUp;
import java.util.List;
import org.h2.value.ValueNull;

/** Requests as they were counted by the second: what an aggregate over them costs does not grow with their number. */
final class TrafficView {
    static final View<RollUp> VIEW = new View<>("traffic", "Requests counted by the second they began in, by protocol and"
            + " status: the quick way to rates and shares, however many requests there are.",
            "SELECT DATE_TRUNC(MINUTE, at) AS minute, status, SUM(requests) AS requests FROM traffic"
                    + " GROUP BY minute, status ORDER BY minute, status", List.of(
                    new Column<>("session", Cell.TEXT, "its session's id", (at, row) -> Cell.text(at.head().id())),
                    new Column<>("at", Cell.TIME, "the second, as its beginning", (at, row) -> Cell.time(RollUps.atNanos(row))),
                    new Column<>("protocol", Cell.TEXT, "`HTTP/1.0`, `HTTP/1.1`, `HTTP/2` or `HTTP/3`; NULL: nothing told",
                            (at, row) -> Cell.text(row.protocol())),
                    new Column<>("status", Cell.SMALL, "NULL: no response was seen",
                            (at, row) -> row.status() == 0 ? ValueNull.INSTANCE : Cell.small(row.status())),
                    new Column<>("requests", Cell.NUMBER, "how many", (at, row) -> Cell.number(row.requests())),
                    new Column<>("headers", Cell.NUMBER, "how many headers they had, both ways",
                            (at, row) -> Cell.number(row.headers())),
                    new Column<>("header_bytes", Cell.NUMBER, "of their values, in bytes, as stored: without what was"
                            + " cut or masked",
                            (at, row) -> Cell.number(row.headerBytes())),
                    new Column<>("timed", Cell.NUMBER, "of how many of them the duration is known; those stand in `latency`",
                            (at, row) -> Cell.number(row.requests() - row.durations()[0]))),
            List.of("session", "at"), RollUps::of, RollUps::size);

    private TrafficView() {
    }
}

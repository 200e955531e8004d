package dev.hydroscope.sql;

import dev.hydroscope.store.Loss;
import java.util.List;

/** Where and when events were lost before they were stored. */
final class LossView {
    static final View<Loss> VIEW = new View<>("loss", "Events that were lost on their way into the session, and where: each row"
            + " an interval. A session without rows here is complete.",
            "SELECT hop, SUM(count) AS events, MIN(from_at) AS since FROM loss GROUP BY hop ORDER BY events DESC", List.of(
                    new Column<>("session", Cell.TEXT, "its session's id", (at, row) -> Cell.text(at.head().id())),
                    new Column<>("hop", Cell.TEXT, "where: `kernel` (nobody emptied the rings in time), `queue` (the"
                            + " writer was behind) or `store` (they could not be written); `crash`:"
                            + " Hydroscope ended there without sealing the session",
                            (at, row) -> Cell.text(row.hop())),
                    new Column<>("from_at", Cell.TIME, "not before", (at, row) -> Cell.time(row.fromNanos())),
                    new Column<>("to_at", Cell.TIME, "not after", (at, row) -> Cell.time(row.toNanos())),
                    new Column<>("count", Cell.NUMBER, "how many events; unknown of a crash",
                            (at, row) -> Cell.known(row.count()))),
            List.of("session"), (session, bounds) -> session.reader().losses().iterator(),
            session -> session.reader().losses().size());

    private LossView() {
    }
}

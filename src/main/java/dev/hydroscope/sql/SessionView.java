package dev.hydroscope.sql;

import java.util.List;
import org.h2.value.ValueNull;

/** The sessions themselves, a row each. */
final class SessionView {
    static final View<SessionHead> VIEW = new View<>("session", "The sessions that the statement looks at, a row each.",
            "SELECT id, name, state, started_at FROM session ORDER BY started_at", List.of(
                    new Column<>("session", Cell.TEXT, "its identity, as in every other view", (at, row) -> Cell.text(row.id())),
                    new Column<>("id", Cell.TEXT, "the same", (at, row) -> Cell.text(row.id())),
                    new Column<>("name", Cell.TEXT, "as it was given", (at, row) -> Cell.text(row.name())),
                    new Column<>("state", Cell.TEXT, "running, stopping, sealed or failed", (at, row) -> Cell.text(row.state())),
                    new Column<>("source", Cell.TEXT, "where its events came from", (at, row) -> Cell.text(row.source())),
                    new Column<>("started_at", Cell.TIME, "when it began", (at, row) -> Cell.time(row.startedNanos())),
                    new Column<>("ended_at", Cell.TIME, "when it ended; NULL: it is not over",
                            (at, row) -> row.endedNanos() == 0 ? ValueNull.INSTANCE : Cell.time(row.endedNanos())),
                    new Column<>("note", Cell.TEXT, "what was noted of it", (at, row) -> Cell.text(row.note()))),
            List.of("session"), (session, bounds) -> List.of(session.head()).iterator(), session -> 1);

    private SessionView() {
    }
}

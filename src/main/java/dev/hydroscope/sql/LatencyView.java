package dev.hydroscope.sql;

import dev.hydroscope.sql.RollUps.Took;
import java.util.List;
import org.h2.value.ValueNull;

/** How long requests took, as it was counted by the second in steps of a factor of two. */
final class LatencyView {
    static final View<Took> VIEW = new View<>("latency", "How long requests took, counted by the second they began in, protocol,"
            + " status and power of two: percentiles over time without a look at any request. They are as fine as its steps:"
            + " the true one is between `least_nanos` and `most_nanos`. For exact ones use `request.duration_nanos`.",
            "SELECT minute, MIN(most_nanos) / 1000000 AS p99_at_most_ms FROM (SELECT minute, most_nanos,"
                    + " SUM(SUM(requests)) OVER (PARTITION BY minute ORDER BY most_nanos) AS through,"
                    + " SUM(SUM(requests)) OVER (PARTITION BY minute) AS requests"
                    + " FROM (SELECT DATE_TRUNC(MINUTE, at) AS minute, most_nanos, requests FROM latency)"
                    + " GROUP BY minute, most_nanos) WHERE through >= 0.99 * requests GROUP BY minute ORDER BY minute", List.of(
                    new Column<>("session", Cell.TEXT, "its session's id", (at, row) -> Cell.text(at.head().id())),
                    new Column<>("at", Cell.TIME, "the second they began in, as its beginning",
                            (at, row) -> Cell.time(RollUps.atNanos(row.of()))),
                    new Column<>("protocol", Cell.TEXT, "as in `traffic`", (at, row) -> Cell.text(row.of().protocol())),
                    new Column<>("status", Cell.SMALL, "NULL: no response was seen",
                            (at, row) -> row.of().status() == 0 ? ValueNull.INSTANCE : Cell.small(row.of().status())),
                    new Column<>("least_nanos", Cell.NUMBER, "they took no less, in nanoseconds",
                            (at, row) -> Cell.number(row.power() == 1 ? 0 : 1L << row.power() - 1)),
                    new Column<>("most_nanos", Cell.NUMBER, "they took no more, in nanoseconds",
                            (at, row) -> Cell.number(row.power() >= 63 ? Long.MAX_VALUE : (1L << row.power()) - 1)),
                    new Column<>("requests", Cell.NUMBER, "how many; those whose duration is not known are in no row",
                            (at, row) -> Cell.number(row.requests()))),
            List.of("session", "at"), RollUps::took, session -> 8 * RollUps.size(session));

    private LatencyView() {
    }
}

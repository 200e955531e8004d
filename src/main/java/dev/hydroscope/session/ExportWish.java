package dev.hydroscope.session;

import dev.hydroscope.format.ExportColumn;
import dev.hydroscope.format.ExportFormat;
import dev.hydroscope.format.ExportWords;
import dev.hydroscope.query.Query;
import java.util.List;
import java.util.function.LongFunction;

/**
 * What of a session is wanted as a file.
 *
 * @param conn of one connection alone; Export.ALL for every
 * @param query of the requests; "" for all
 * @param toNanos requests that began until then; 0: no end
 * @param most requests of a page, which a browser opens at once
 */
public record ExportWish(ExportFormat format, long conn, String query, long fromNanos, long toNanos, boolean newest,
        List<ExportColumn> columns, int most) {
    /** Everything that the query holds for. */
    public static ExportWish of(ExportFormat format, long conn, String query) {
        return new ExportWish(format, conn, query, 0, 0, false, ExportColumn.of(List.of()), ExportWords.USUAL_MOST);
    }

    /** Whether requests are chosen, rather than connections. */
    boolean narrowed() {
        return !query.isBlank() || fromNanos > 0 || toNanos > 0;
    }

    /** Of the requests, with the connection among its conditions: the segments know it. */
    Query requests() {
        Query own = Query.parse(query);
        if (conn == Export.ALL) {
            return own;
        }
        return Query.parse("conn = " + conn + (own.everything() ? "" : " and (" + query + ")"));
    }

    /** In words, for those who read the file. */
    String asked(LongFunction<String> time) {
        String asked = query.strip();
        asked += conn == Export.ALL ? "" : (asked.isEmpty() ? "" : ", ") + "on connection " + conn;
        asked += fromNanos == 0 ? "" : (asked.isEmpty() ? "" : ", ") + "from " + time.apply(fromNanos);
        return asked + (toNanos == 0 ? "" : (asked.isEmpty() ? "" : ", ") + "until " + time.apply(toNanos));
    }
}

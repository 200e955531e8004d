package dev.hydroscope.cli;

import dev.hydroscope.format.ExportColumn;
import dev.hydroscope.format.ExportFormat;
import dev.hydroscope.session.Export;
import dev.hydroscope.session.ExportWish;
import dev.hydroscope.session.Nanos;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What of a session is wanted as a file, for here and for a server.
 *
 * @param conn Export.ALL for every
 * @param from in nanoseconds since 1970; 0: from its beginning
 * @param to 0: to its end
 */
record ExportAsk(ExportFormat format, long conn, String query, long from, long to, List<String> columns, int limit) {
    ExportWish wish() {
        return new ExportWish(format, conn, query, from, to, false, ExportColumn.of(columns), limit);
    }

    String path(String session) {
        return "/api/sessions/" + encoded(session) + "/export?format=" + encoded(format.word()) + "&q=" + encoded(query)
                + "&columns=" + encoded(String.join(",", columns)) + "&limit=" + limit + (conn == Export.ALL ? "" : "&conn=" + conn)
                + (from == 0 ? "" : "&from=" + Nanos.iso(from)) + (to == 0 ? "" : "&to=" + Nanos.iso(to));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package dev.hydroscope.sql;

import dev.hydroscope.trace.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The headers of requests and responses, each request's in the order of the wire. */
final class HeaderView {
    static final View<HeaderAt> VIEW = new View<>("header", "The headers of requests and responses, pseudo headers too, each"
            + " request's in the order of the wire.",
            "SELECT value, COUNT(*) FROM header WHERE name = 'user-agent' GROUP BY value ORDER BY 2 DESC LIMIT 10", List.of(
                    Cell.session(),
                    new Column<>("conn", Cell.NUMBER, "its connection's number", (at, row) -> Cell.number(row.request().conn())),
                    new Column<>("req", Cell.NUMBER, "its request's number", (at, row) -> Cell.number(row.request().req())),
                    new Column<>("direction", Cell.TEXT, "request or response",
                            (at, row) -> Cell.text(row.header().response() ? "response" : "request")),
                    new Column<>("position", Cell.SMALL, "on the wire, from 0; it goes on from the request's to the response's",
                            (at, row) -> Cell.small(row.position())),
                    new Column<>("name", Cell.TEXT, "as it was sent: HTTP/1 keeps upper and lower case",
                            (at, row) -> text(row.header().name())),
                    new Column<>("value", Cell.TEXT, "as it is stored: cut where truncated, masked where it is a secret",
                            (at, row) -> text(row.header().value())),
                    new Column<>("truncated", Cell.FLAG, "whether its value was longer",
                            (at, row) -> Cell.flag(row.header().has(Event.CUT))),
                    new Column<>("value_bytes", Cell.NUMBER, "how many bytes its value had when it was sent, be it cut or masked",
                            (at, row) -> Cell.number(row.header().valueLength()))),
            List.of("session", "conn", "req", "name", "direction", "value"), HeaderRows::new,
                    session -> session.reader().counts().headers());

    private HeaderView() {
    }

    private static org.h2.value.Value text(byte[] bytes) {
        return Cell.textOrEmpty(new String(bytes, StandardCharsets.UTF_8));
    }
}

package dev.hydroscope.sql;

import java.util.List;

/** Every event that is stored, with all its arguments. */
final class EventView {
    static final View<Firing> VIEW = new View<>("event", "Every event that is stored, those of headers too: which probe"
            + " fired, when, and what it told. `ARG(arguments, 'NAME')` is an argument as text,"
            + " `ARG_NUMBER(arguments, 'NAME')` as a number; either is NULL where the probe has none of that name.",
            "SELECT at, ARG_NUMBER(arguments, 'cwnd') AS cwnd, ARG_NUMBER(arguments, 'inflight') AS in_flight"
                    + " FROM event WHERE probe = 'quicly:cc_ack_received' ORDER BY at LIMIT 100", List.of(
                    new Column<>("session", Cell.TEXT, "its session's id", (at, row) -> Cell.text(at.head().id())),
                    new Column<>("conn", Cell.NUMBER, "its connection's number; NULL: it belongs to none",
                            (at, row) -> Cell.known(row.conn())),
                    new Column<>("req", Cell.NUMBER, "the request that it names, by its req_id or stream; NULL: none",
                            (at, row) -> Cell.known(row.row().req())),
                    new Column<>("stream", Cell.NUMBER, "the QUIC stream that it names; below 0 quicly's own, of the handshake;"
                            + " NULL: none", (at, row) -> row.stream()),
                    new Column<>("at", Cell.TIME, "when it fired", (at, row) -> Cell.time(row.atNanos())),
                    new Column<>("probe", Cell.TEXT, "`provider:name`; compare it with `=`, `IN` or `LIKE 'quicly:%'`, which"
                            + " also spares reading the others", (at, row) -> row.probe()),
                    new Column<>("arguments", Cell.JSON, "what it told, by name; pointers are texts (`0x…`), a null pointer is"
                            + " null; what was cut, masked or withheld is an object: `text`, `length`, `truncated`, `masked`,"
                            + " `withheld`, `unreadable`", (at, row) -> EventArguments.json(row.row().event())),
                    new Column<>("thread", Cell.NUMBER, "the thread it fired in, by the system's number",
                            (at, row) -> Cell.number(row.row().event().tid())),
                    new Column<>("seq", Cell.NUMBER, "its number in its thread, lost ones counted; 32 bits, then from 0 again",
                            (at, row) -> Cell.number(Integer.toUnsignedLong(row.row().event().seq())))),
            List.of("session", "conn", "at", "probe"), EventRows::of, session -> session.reader().counts().events());

    private EventView() {
    }
}

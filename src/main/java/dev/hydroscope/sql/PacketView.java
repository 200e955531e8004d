package dev.hydroscope.sql;

import dev.hydroscope.sql.PacketRows.Row;
import java.util.List;

/** The packets of QUIC connections. */
final class PacketView {
    static final View<Row> VIEW = new View<>("packet", "The QUIC packets that the traced end sent and received, and what became"
            + " of those it sent.",
            "SELECT COALESCE(trigger, 'none') AS trigger, fate, COUNT(*) AS packets FROM packet WHERE direction = 'sent'"
                    + " GROUP BY trigger, fate ORDER BY packets DESC", List.of(
                    new Column<>("session", Cell.TEXT, "its session's id", (at, row) -> Cell.text(at.head().id())),
                    new Column<>("conn", Cell.NUMBER, "its connection's number", (at, row) -> Cell.number(row.conn())),
                    new Column<>("space", Cell.TEXT, "`initial`, `0rtt`, `handshake` or `application`; `0rtt` shares its numbers"
                            + " with `application`", (at, row) -> Cell.text(row.space().word())),
                    new Column<>("number", Cell.NUMBER, "the packet's; each direction and space counts its own",
                            (at, row) -> Cell.number(row.number())),
                    new Column<>("direction", Cell.TEXT, "`sent` or `received`, as the traced end sees it",
                            (at, row) -> Cell.text(row.direction().word())),
                    new Column<>("sent_at", Cell.TIME, "when it was sent; of a received one, when it came",
                            (at, row) -> Cell.time(row.atNanos())),
                    new Column<>("size", Cell.NUMBER, "in bytes; where `payload_only`, of what was encrypted in it",
                            (at, row) -> Cell.number(row.size())),
                    new Column<>("fate", Cell.TEXT, "`acked`, `late-acked` (declared lost before), `lost` or `in-flight` (nothing"
                            + " was heard of it); NULL: it was received", (at, row) -> row.fateWord()),
                    new Column<>("fate_at", Cell.TIME, "when it was acked or declared lost; NULL: neither",
                            (at, row) -> Cell.time(row.fateAtNanos())),
                    new Column<>("trigger", Cell.TEXT, "why it was declared lost, inferred from the acks before:"
                            + " `reordering_threshold` or `time_threshold`; NULL: it was not, or nobody can tell",
                            (at, row) -> row.triggerWord()),
                    new Column<>("lost_at", Cell.TIME, "when it was declared lost, be it acked later; NULL: never",
                            (at, row) -> Cell.time(row.lostAtNanos())),
                    new Column<>("rtt_nanos", Cell.NUMBER, "from its being sent to its acknowledgement, by our clock, in"
                            + " nanoseconds; NULL: it was not acked", (at, row) -> row.rtt()),
                    new Column<>("ack_only", Cell.FLAG, "whether it asks for no acknowledgement: then its fate may never be told",
                            (at, row) -> Cell.flag(row.ackOnly())),
                    new Column<>("payload_only", Cell.FLAG, "whether `size` is only that of what was encrypted",
                            (at, row) -> Cell.flag(row.payloadSize())),
                    new Column<>("prepared_at", Cell.TIME, "when quicly began it; NULL: it was received",
                            (at, row) -> row.prepared()),
                    new Column<>("frames", Cell.TEXT, "what it carried, as far as probes tell it: `ack …; stream stream 4 …`;"
                            + " NULL: nothing was told", (at, row) -> row.frames())),
            List.of("session", "conn", "number", "sent_at"), PacketRows::of, session -> session.reader().counts().packets());

    private PacketView() {
    }
}

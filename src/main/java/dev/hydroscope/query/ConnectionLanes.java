package dev.hydroscope.query;

import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Protocol;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.TcpRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lane of each connection, with its life. */
final class ConnectionLanes {
    private final Timelines timelines;
    private final Ask ask;

    ConnectionLanes(Timelines timelines, Ask ask) {
        this.timelines = timelines;
        this.ask = ask;
    }

    Lanes.Page of(Lanes.Which which) {
        LanePage page = new LanePage(timelines, ask, LaneBy.OF_CONNECTION);
        List<Long> named = which.keys().stream().flatMap(conn -> ask.reader().connection(LanePlace.number(conn)).stream())
                .map(ConnectionRow::ordinal).toList();
        LanePage.Chosen chosen = which.keys().isEmpty() ? page.behind(LanePlace.parse(which.after()), which.limit())
                : page.named(named);
        return page.page(chosen, items -> lanes(chosen, items, !which.keys().isEmpty()));
    }

    /** @param close whether they are looked at closely: a page of many is not asked what each sent again */
    private List<Lane> lanes(LanePage.Chosen chosen, Map<Long, List<Lane.Item>> items, boolean close) {
        List<ConnectionRow> rows = ask.reader().connectionsAt(chosen.lanes());
        Map<Long, QuicRow> quic = ask.reader().quic(rows);
        Map<Long, Long> lastAt = ask.reader().times().lastAt(rows);
        Map<Long, TcpRow> tcp = close ? ask.reader().tcp().of(rows) : Map.of();
        Lives lives = timelines.lives(ask.reader());
        return rows.stream().map(row -> {
            Life life = lives.of(row, lastAt.get(row.ordinal()), Optional.ofNullable(quic.get(row.ordinal())));
            Life resending = lives.resending(life, row, Optional.ofNullable(tcp.get(row.ordinal())));
            return lane(row, resending, Optional.ofNullable(chosen.totals().get(row.ordinal())), items.get(row.ordinal()));
        }).toList();
    }

    private static Lane lane(ConnectionRow row, Life life, Optional<LaneTotals.Total> total, List<Lane.Item> items) {
        String conn = Long.toString(row.conn());
        String protocol = row.protocol().isEmpty() ? Protocol.name(total.map(LaneTotals.Total::httpVersion).orElse(0))
                : row.protocol();
        return new Lane(conn, row.peer().isEmpty() ? conn : conn + " · " + row.peer(), "conn = " + conn, row.conn(), protocol,
                Optional.of(life), total.map(LaneTotals.Total::requests).orElse(0L), items);
    }
}

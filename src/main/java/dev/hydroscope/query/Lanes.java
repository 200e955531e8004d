package dev.hydroscope.query;

import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Protocol;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A window's requests in lanes, in the order of the first request of each: of a connection, of one request, or of a field's
 * value. Requests that began before the window and last into it are drawn, too.
 */
public final class Lanes {
    private final Timelines timelines;

    /**
     * @param by `connection`, `request` or a field
     * @param after the `next` of the page before, or ""
     * @param keys just these lanes, be there no request of theirs in the window; none: a page of all
     */
    public record Which(String by, int limit, String after, List<String> keys) {
        public Which {
            keys = List.copyOf(keys);
        }
    }

    /** @param next what to pass as `after` for the lanes that follow; "" at the end */
    public record Page(List<Lane> lanes, String next, Progress progress) {
    }

    public Lanes(Timelines timelines) {
        this.timelines = timelines;
    }

    public Page of(Ask ask, Which which) {
        BooleanSupplier over = ask.over();
        if (which.by().equals(LaneBy.REQUEST)) {
            return which.keys().isEmpty() ? requests(ask, which, over) : named(ask, which.keys());
        }
        return new OfField(ask, LaneBy.OF_CONNECTION, over).page(which);
    }

    private Page requests(Ask ask, Which which, BooleanSupplier over) {
        LanePlace after = LanePlace.parse(which.after());
        return timelines.first(ask, after, which.limit() + 1, over, (first, progress) -> {
            List<Moment> all = first.inOrder();
            List<Moment> page = all.subList(0, Math.min(all.size(), which.limit()));
            String next = all.size() > page.size() ? LanePlace.of(page.get(page.size() - 1)).token() : "";
            return new Page(each(ask, page), next, progress);
        });
    }

    private Page named(Ask ask, List<String> keys) {
        List<Moment> found = keys.stream().map(key -> key.split("/")).flatMap(key -> ask.reader()
                .request(number(key[0]), key.length > 1 ? number(key[1]) : -1).map(Moment::of).stream()).toList();
        return new Page(each(ask, found), "", new Progress(found.size(), found.size(), found.size(), true));
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static List<Lane> each(Ask ask, List<Moment> moments) {
        Map<Long, RequestRow> rows = new HashMap<>();
        ask.reader().requests(moments.stream().map(Moment::ordinal).toList()).forEach(row -> rows.put(row.ordinal(), row));
        return moments.stream().filter(moment -> rows.containsKey(moment.ordinal())).map(moment -> {
            RequestRow row = rows.get(moment.ordinal());
            String key = moment.conn() + "/" + moment.req();
            String label = Labels.label(row);
            return new Lane(key, label.isEmpty() ? key : label, "", moment.conn(), row.protocol(), Optional.empty(), 1,
                    List.of(new Lane.Item(moment, 1, label)));
        }).toList();
    }

    /** Lanes of connections, or of the values of a field. */
    private final class OfField {
        private final Ask ask;
        private final LaneBy by;
        private final BooleanSupplier over;

        OfField(Ask ask, LaneBy by, BooleanSupplier over) {
            this.ask = ask;
            this.by = by;
            this.over = over;
        }

        private record Chosen(List<Long> keys, Map<Long, LaneTotals.Total> totals, String next, Progress progress) {
        }

        Page page(Which which) {
            List<Long> keys = which.keys().stream().flatMap(this::ordinal).toList();
            Chosen chosen = which.keys().isEmpty() ? page(which.limit(), LanePlace.parse(which.after())) : named(keys);
            return timelines.items(ask, by, chosen.keys, over, (items, progress) -> {
                Progress all = progress.scanned() < chosen.progress.scanned() ? progress : chosen.progress;
                Progress both = new Progress(chosen.progress.matched(), all.total(), all.scanned(),
                        progress.complete() && chosen.progress.complete());
                return new Page(lanes(chosen, items), chosen.next, both);
            });
        }

        private Stream<Long> ordinal(String conn) {
            return ask.reader().connection(number(conn)).map(ConnectionRow::ordinal).stream();
        }

        private Chosen page(int limit, LanePlace after) {
            return timelines.totals(ask, by, over, (totals, progress) -> {
                List<LaneTotals.Total> found = totals.page(after, limit + 1);
                List<LaneTotals.Total> page = found.subList(0, Math.min(limit, found.size()));
                String next = found.size() > limit ? LanePlace.of(page.get(limit - 1).first()).token() : "";
                return chosen(page.stream().map(total -> total.key).toList(), page, next, progress);
            });
        }

        private Chosen named(List<Long> keys) {
            return timelines.totals(ask, by, over, (totals, progress) -> chosen(keys, totals.of(keys), "", progress));
        }

        private static Chosen chosen(List<Long> keys, List<LaneTotals.Total> found, String next, Progress progress) {
            Map<Long, LaneTotals.Total> totals = new HashMap<>();
            found.forEach(total -> totals.put(total.key, total.copy()));
            return new Chosen(keys, totals, next, progress);
        }

        private List<Lane> lanes(Chosen chosen, LaneItems items) {
            Labels labels = new Labels(ask.reader(), ask.window(),
                    chosen.keys.stream().flatMap(key -> items.of(key).stream()).map(LaneItems.Item::longest));
            List<ConnectionRow> rows = chosen.keys.stream().flatMap(key -> ask.reader().connectionAt(key).stream()).toList();
            Map<Long, QuicRow> quic = ask.reader().quic(rows);
            Lives lives = timelines.lives(ask.reader());
            List<Lane> lanes = new ArrayList<>();
            for (ConnectionRow row : rows) {
                List<Lane.Item> drawn = items.of(row.ordinal()).stream()
                        .map(item -> new Lane.Item(item.longest(), item.count(), labels.of(item.longest()))).toList();
                lanes.add(lane(row, lives.of(row, Optional.ofNullable(quic.get(row.ordinal()))),
                        Optional.ofNullable(chosen.totals.get(row.ordinal())), drawn));
            }
            return lanes;
        }

        private static Lane lane(ConnectionRow row, Life life, Optional<LaneTotals.Total> total, List<Lane.Item> items) {
            String conn = Long.toString(row.conn());
            String protocol = row.protocol().isEmpty() ? Protocol.name(total.map(LaneTotals.Total::httpVersion).orElse(0))
                    : row.protocol();
            return new Lane(conn, row.peer().isEmpty() ? conn : conn + " · " + row.peer(), "conn = " + conn, row.conn(), protocol,
                    Optional.of(life), total.map(LaneTotals.Total::requests).orElse(0L), items);
        }
    }
}

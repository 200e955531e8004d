package dev.hydroscope.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Some lanes of all that there are, with what they show. */
final class LanePage {
    private final Timelines timelines;
    private final Ask ask;
    private final LaneBy by;
    private final BooleanSupplier over;

    LanePage(Timelines timelines, Ask ask, LaneBy by) {
        this.timelines = timelines;
        this.ask = ask;
        this.by = by;
        this.over = ask.over();
    }

    /** @param totals of those lanes that have requests in the window */
    record Chosen(List<Long> lanes, Map<Long, LaneTotals.Total> totals, String next, boolean more, Progress progress) {
        static Chosen of(List<Long> lanes, List<LaneTotals.Total> found, String next, boolean more, Progress progress) {
            Map<Long, LaneTotals.Total> totals = new HashMap<>();
            found.forEach(total -> totals.put(total.key, total.copy()));
            return new Chosen(lanes, totals, next, more, progress);
        }
    }

    /** Those that begin behind a place. */
    Chosen behind(LanePlace after, int limit) {
        return timelines.totals(ask, by, List.of(), over, (totals, progress) -> {
            List<LaneTotals.Total> found = totals.page(after, limit + 1);
            List<LaneTotals.Total> page = found.subList(0, Math.min(limit, found.size()));
            String next = found.size() > limit ? LanePlace.of(page.get(limit - 1).first()).token() : "";
            return Chosen.of(page.stream().map(total -> total.key).toList(), page, next, totals.more(), progress);
        });
    }

    /** Just these, in their order. */
    Chosen named(List<Long> lanes) {
        return timelines.totals(ask, by, lanes, over,
                (totals, progress) -> Chosen.of(lanes, totals.of(lanes), "", false, progress));
    }

    /** @param lanes made of what each lane shows */
    Lanes.Page page(Chosen chosen, Function<Map<Long, List<Lane.Item>>, List<Lane>> lanes) {
        return timelines.items(ask, by, chosen.lanes, over, (items, progress) ->
                new Lanes.Page(lanes.apply(shown(chosen.lanes, items)), chosen.next, chosen.more,
                        both(chosen.progress, progress)));
    }

    private Map<Long, List<Lane.Item>> shown(List<Long> lanes, LaneItems items) {
        Map<Long, List<LaneItems.Item>> drawn = new HashMap<>();
        lanes.forEach(lane -> drawn.put(lane, items.of(lane)));
        Labels labels = new Labels(ask.reader(), ask.window(),
                drawn.values().stream().flatMap(List::stream).map(LaneItems.Item::longest));
        Map<Long, List<Lane.Item>> shown = new HashMap<>();
        drawn.forEach((lane, of) -> shown.put(lane, of.stream()
                .map(item -> new Lane.Item(item.longest(), item.count(), labels.of(item.longest()))).toList()));
        return shown;
    }

    private static Progress both(Progress totals, Progress items) {
        Progress slower = items.scanned() < totals.scanned() ? items : totals;
        return new Progress(totals.matched(), slower.total(), slower.scanned(), totals.complete() && items.complete());
    }
}

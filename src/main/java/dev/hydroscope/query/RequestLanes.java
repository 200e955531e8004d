package dev.hydroscope.query;

import dev.hydroscope.store.RequestRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lane of each request: of one connection's, its waterfall. */
final class RequestLanes {
    private final Timelines timelines;
    private final Ask ask;

    RequestLanes(Timelines timelines, Ask ask) {
        this.timelines = timelines;
        this.ask = ask;
    }

    Lanes.Page of(Lanes.Which which) {
        if (!which.keys().isEmpty()) {
            List<Moment> found = which.keys().stream().flatMap(key -> named(key).stream()).toList();
            return new Lanes.Page(each(found), "", false, new Progress(found.size(), found.size(), found.size(), true));
        }
        LanePlace after = LanePlace.parse(which.after());
        return timelines.first(ask, after, which.limit() + 1, ask.over(), (first, progress) -> {
            List<Moment> all = first.inOrder();
            List<Moment> page = all.subList(0, Math.min(all.size(), which.limit()));
            String next = all.size() > page.size() ? LanePlace.of(page.get(page.size() - 1)).token() : "";
            return new Lanes.Page(each(page), next, false, progress);
        });
    }

    private Optional<Moment> named(String key) {
        String[] parts = key.split("/");
        return parts.length != 2 ? Optional.empty()
                : ask.reader().request(LanePlace.number(parts[0]), LanePlace.number(parts[1])).map(Moment::of);
    }

    private List<Lane> each(List<Moment> moments) {
        Map<Long, RequestRow> rows = new HashMap<>();
        ask.reader().requests(moments.stream().map(Moment::ordinal).toList()).forEach(row -> rows.put(row.ordinal(), row));
        return moments.stream().filter(moment -> rows.containsKey(moment.ordinal()))
                .map(moment -> lane(moment, rows.get(moment.ordinal()))).toList();
    }

    private static Lane lane(Moment moment, RequestRow row) {
        String key = moment.conn() + "/" + moment.req();
        String label = Labels.label(row);
        return new Lane(key, label.isEmpty() ? key : label, "", moment.conn(), row.protocol(), Optional.empty(), 1,
                List.of(new Lane.Item(moment, 1, label)));
    }
}

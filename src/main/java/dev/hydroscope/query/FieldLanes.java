package dev.hydroscope.query;

import dev.hydroscope.query.FieldReading.Said;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A lane of each value of a field, and one of the requests without any; one with several values is in several lanes. */
final class FieldLanes {
    private static final int LONGEST = 80;

    private final Timelines timelines;
    private final Ask ask;
    private final Dimension field;

    FieldLanes(Timelines timelines, Ask ask, Dimension field) {
        this.timelines = timelines;
        this.ask = ask;
        this.field = field;
    }

    Lanes.Page of(Lanes.Which which) {
        if (!which.keys().isEmpty()) {
            return named(which.keys());
        }
        LaneValues values = new LaneValues(field);
        LanePage page = new LanePage(timelines, ask, values);
        LanePage.Chosen chosen = page.behind(LanePlace.parse(which.after()), which.limit());
        Map<Long, Said> said = said(values, chosen);
        return page.page(chosen, items -> chosen.lanes().stream()
                .map(lane -> lane(lane, said.get(lane), chosen.totals().get(lane).requests(), items.get(lane))).toList());
    }

    private Map<Long, Said> said(LaneValues values, LanePage.Chosen chosen) {
        return ask.reader().columns(scan -> {
            Map<Long, Said> said = new HashMap<>();
            for (long lane : chosen.lanes()) {
                said.put(lane, lane == LaneValues.MISSING ? Said.plain("")
                        : values.say(scan, lane, chosen.totals().get(lane).first().ordinal()));
            }
            return said;
        });
    }

    private Lane lane(long lane, Said said, long requests, List<Lane.Item> items) {
        String key = lane == LaneValues.MISSING ? field.missing() : said.text();
        String label = lane == LaneValues.MISSING ? "no " + field.word() : said.masked() ? "masked" : said.text();
        String condition = lane == LaneValues.MISSING ? field.missing() : field.condition(said);
        return lane(key, label, condition, requests, items);
    }

    private static Lane lane(String key, String label, String condition, long requests, List<Lane.Item> items) {
        String shown = label.codePointCount(0, label.length()) <= LONGEST ? label
                : label.substring(0, label.offsetByCodePoints(0, LONGEST - 1)) + "…";
        return new Lane(key, shown, condition, -1, "", Optional.empty(), requests, items);
    }

    /** Each as the query that asks for it. */
    private Lanes.Page named(List<String> keys) {
        BooleanSupplier over = ask.over();
        List<Lane> lanes = new ArrayList<>();
        Progress progress = new Progress(0, 0, 0, true);
        for (String key : keys) {
            boolean missing = key.equals(field.missing());
            String condition = missing ? key : field.condition(Said.plain(key));
            Lanes.Page page = one(new Ask(ask.reader(), ask.query().and(condition), ask.window(), ask.budgetNanos(), over), key,
                    missing ? "no " + field.word() : key, condition);
            lanes.addAll(page.lanes());
            progress = progress.plus(page.progress());
        }
        return new Lanes.Page(lanes, "", false, progress);
    }

    private Lanes.Page one(Ask narrowed, String key, String label, String condition) {
        LanePage page = new LanePage(timelines, narrowed, LaneBy.ALL);
        LanePage.Chosen chosen = page.named(List.of(0L));
        long requests = chosen.totals().containsKey(0L) ? chosen.totals().get(0L).requests() : 0;
        return page.page(chosen, items -> List.of(lane(key, label, condition, requests, items.get(0L))));
    }
}

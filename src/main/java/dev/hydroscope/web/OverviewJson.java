package dev.hydroscope.web;

import dev.hydroscope.query.Ask;
import dev.hydroscope.query.Progress;
import dev.hydroscope.query.Tally;
import dev.hydroscope.query.Window;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.store.EventCounts;
import dev.hydroscope.store.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** What a session was like over time, as the page draws it: columns of what there is, without what there is not. */
final class OverviewJson {
    private final Ask ask;
    private final Window window;
    private final Course course;
    private final Map<String, Object> json = new LinkedHashMap<>();

    OverviewJson(Ask ask, Course course) {
        this.ask = ask;
        this.window = ask.window();
        this.course = course;
    }

    Map<String, Object> of(Tally tally, Progress progress) {
        json.put("origin", Nanos.iso(course.originNanos()));
        json.put("extent", Map.of("from", course.offset(course.fromNanos()), "to", course.offset(course.toNanos())));
        json.put("from", course.offset(window.beginNanos()));
        json.put("bucketNanos", window.stepNanos());
        json.put("buckets", window.steps());
        json.put("counts", counts(tally));
        json.put("heat", heat(tally));
        events();
        json.put("totals", totals(tally));
        json.put("losses", losses());
        json.putAll(progress(progress));
        return json;
    }

    static Map<String, Object> progress(Progress progress) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("matched", progress.matched());
        json.put("total", progress.total());
        json.put("scanned", progress.scanned());
        json.put("complete", progress.complete());
        return json;
    }

    private Map<String, Object> counts(Tally tally) {
        int[] index = IntStream.range(0, window.steps())
                .filter(step -> IntStream.range(0, Tally.PROTOCOLS.length).anyMatch(of -> tally.ofProtocol(of, step) != 0))
                .toArray();
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("index", index);
        counts.put("status", columns(Tally.CLASSES, index, (of, step) -> tally.ofClass(of, step)));
        counts.put("protocol", columns(Tally.PROTOCOLS, index, (of, step) -> tally.ofProtocol(of, step)));
        return counts;
    }

    private interface Cell {
        long at(int of, int step);
    }

    /** Only of what there is any. */
    private static Map<String, long[]> columns(String[] names, int[] index, Cell cell) {
        Map<String, long[]> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            int of = i;
            long[] column = Arrays.stream(index).mapToLong(step -> cell.at(of, step)).toArray();
            if (Arrays.stream(column).anyMatch(count -> count != 0)) {
                columns.put(names[i], column);
            }
        }
        return columns;
    }

    private Map<String, Object> heat(Tally tally) {
        int[] rows = course.timed() ? tally.rows() : new int[2];
        List<Integer> index = new ArrayList<>();
        List<Integer> row = new ArrayList<>();
        List<Integer> count = new ArrayList<>();
        for (int step = 0; step < window.steps(); step++) {
            for (int of = rows[0]; of < rows[1]; of++) {
                if (tally.heat(of, step) != 0) {
                    index.add(step);
                    row.add(of - rows[0]);
                    count.add(tally.heat(of, step));
                }
            }
        }
        Map<String, Object> heat = new LinkedHashMap<>();
        heat.put("nanos", IntStream.range(rows[0], rows[1]).mapToLong(Tally::rowNanos).toArray());
        heat.put("endNanos", rows[1] == 0 ? null : Tally.rowNanos(rows[1]));
        heat.put("index", index);
        heat.put("row", row);
        heat.put("count", count);
        return heat;
    }

    /** Of all requests only: nobody counted which events are of those that a query finds. */
    private void events() {
        String why = !ask.query().everything() ? "events are not counted by query"
                : !ask.reader().lens().whole() ? "events are not counted for a part of the session" : "";
        Optional<EventCounts> counts = why.isEmpty()
                ? ask.reader().times().events(window.beginNanos(), window.endNanos() - 1, window.shift()) : Optional.empty();
        json.put("events", counts.map(this::events).orElse(null));
        json.put("eventsWhy", counts.isPresent() ? null : !why.isEmpty() ? why
                : "an older Hydroscope wrote this session without counting events over time, and it could not be brought up"
                + " to date");
    }

    private Map<String, Object> events(EventCounts counts) {
        int steps = counts.byVersion()[0].length;
        int[] index = IntStream.range(0, steps).filter(step -> Arrays.stream(counts.byVersion()).anyMatch(of -> of[step] != 0))
                .toArray();
        Map<String, Object> events = new LinkedHashMap<>();
        events.put("from", course.offset(counts.fromStep() << counts.shift()));
        events.put("bucketNanos", 1L << counts.shift());
        events.put("index", index);
        events.put("protocol", columns(Tally.PROTOCOLS, index, (of, step) -> counts.byVersion()[of][step]));
        return events;
    }

    private Map<String, Object> totals(Tally tally) {
        Map<String, Object> totals = new LinkedHashMap<>();
        totals.put("requests", tally.requests());
        totals.put("connections", tally.connections());
        totals.put("status", totals(Tally.CLASSES, tally::classTotal));
        totals.put("protocol", totals(Tally.PROTOCOLS, tally::protocolTotal));
        totals.put("incomplete", tally.incomplete());
        totals.put("p50Nanos", known(tally.percentileNanos(50)));
        totals.put("p95Nanos", known(tally.percentileNanos(95)));
        totals.put("p99Nanos", known(tally.percentileNanos(99)));
        totals.put("maxNanos", known(tally.longestNanos()));
        return totals;
    }

    private static Map<String, Long> totals(String[] names, IntToLongFunction total) {
        Map<String, Long> totals = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            if (total.applyAsLong(i) != 0) {
                totals.put(names[i], total.applyAsLong(i));
            }
        }
        return totals;
    }

    private Long known(long nanos) {
        return nanos < 0 || !course.timed() ? null : Long.valueOf(nanos);
    }

    private List<Map<String, Object>> losses() {
        return ask.reader().losses().stream()
                .filter(loss -> loss.toNanos() >= window.beginNanos() && loss.fromNanos() < window.endNanos())
                .map(this::loss).toList();
    }

    private Map<String, Object> loss(Loss loss) {
        Map<String, Object> told = LiveJson.loss(loss);
        told.put("fromOffsetNanos", course.offset(loss.fromNanos()));
        told.put("toOffsetNanos", course.offset(loss.toNanos()));
        return told;
    }
}

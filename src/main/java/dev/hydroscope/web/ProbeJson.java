package dev.hydroscope.web;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.query.ValuesOverTime;
import dev.hydroscope.query.Window;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.store.ArgumentSummary;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.store.Firings;
import dev.hydroscope.store.ProbeCounts;
import dev.hydroscope.trace.ArgumentValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Probes, their events and the values of their arguments, as the page draws them. */
final class ProbeJson {
    /** So much of a text is kept of the frequent ones. */
    private static final int KEPT_TEXT = 128;

    private final Course course;

    ProbeJson(Course course) {
        this.course = course;
    }

    Map<String, Object> all(Firings firings, Window window) {
        Optional<ProbeCounts> counts = firings.counts(window.fromNanos(), window.toNanos(), window.shift());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("origin", Nanos.iso(course.originNanos()));
        json.put("extent", Map.of("from", course.offset(course.fromNanos()), "to", course.offset(course.toNanos())));
        json.put("from", course.offset(counts.map(of -> of.fromStep() << of.shift()).orElse(window.beginNanos())));
        json.put("bucketNanos", counts.map(of -> 1L << of.shift()).orElse(window.stepNanos()));
        json.put("counted", counts.isPresent());
        json.put("rows", firings.all().stream().map(fired -> row(fired, counts)).toList());
        return json;
    }

    private static Map<String, Object> row(Firings.Fired fired, Optional<ProbeCounts> counts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("probe", fired.probe().key());
        json.put("provider", fired.probe().provider());
        json.put("name", fired.probe().name());
        json.put("known", fired.probe().known());
        json.put("header", fired.header());
        json.put("events", fired.events() < 0 ? null : fired.events());
        json.put("counts", counts.map(of -> of.steps().getOrDefault(fired.probe().key(), new long[0])).orElse(null));
        json.put("arguments", fired.probe().arguments().stream().map(ProbeJson::argument).toList());
        return json;
    }

    private static Map<String, Object> argument(Argument argument) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", argument.name());
        json.put("kind", argument.kind().name().toLowerCase(Locale.ROOT));
        return json;
    }

    static Map<String, Object> event(EventRow row, long since) {
        Map<String, Object> json = EventJson.of(row, since);
        json.put("pid", row.event().pid());
        return json;
    }

    static Map<String, Object> looked(Map<String, Object> json, Firings.Looked looked) {
        json.put("scanned", looked.scanned());
        json.put("of", looked.of());
        json.put("complete", looked.complete());
        return json;
    }

    private static Map<String, Object> summary(ProbeRoutes.Asked asked, ArgumentSummary summary) {
        boolean any = summary.count() > 0;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("argument", asked.name());
        json.put("kind", asked.argument().kind().name().toLowerCase(Locale.ROOT));
        json.put("text", asked.text());
        json.put("count", summary.count());
        json.put("missing", summary.missing());
        json.put("least", any ? EventJson.number(summary.least()) : null);
        json.put("most", any ? EventJson.number(summary.most()) : null);
        json.put("mean", any ? Double.valueOf(summary.sum() / summary.count()) : null);
        return json;
    }

    static Map<String, Object> powers(ProbeRoutes.Asked asked, ArgumentSummary summary) {
        Map<String, Object> json = summary(asked, summary);
        long[] counts = summary.buckets();
        json.put("buckets", IntStream.range(0, counts.length).filter(bucket -> counts[bucket] > 0)
                .mapToObj(bucket -> bucket(bucket == 0 ? summary.least() : ArgumentSummary.from(bucket),
                        bucket == counts.length - 1 ? Long.MAX_VALUE : ArgumentSummary.to(bucket) - 1, counts[bucket]))
                .toList());
        return json;
    }

    /** Both ends belong to it. */
    private static Map<String, Object> bucket(long from, long to, long count) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", EventJson.number(from));
        json.put("to", EventJson.number(to));
        json.put("count", count);
        return json;
    }

    static Map<String, Object> linear(ProbeRoutes.Asked asked, ArgumentSummary summary, LinearHistogram histogram) {
        Map<String, Object> json = summary(asked, summary);
        long[] bins = histogram.bins();
        json.put("buckets", IntStream.range(0, bins.length)
                .mapToObj(bin -> bucket(histogram.from(bin), histogram.to(bin), bins[bin])).toList());
        json.put("below", histogram.below());
        json.put("above", histogram.above());
        return json;
    }

    static Map<String, Object> top(ProbeRoutes.Asked asked, ArgumentSummary summary, int limit) {
        Map<String, Object> json = summary(asked, summary);
        json.put("values", summary.top(limit).stream().map(value -> value(asked, value)).toList());
        json.put("distinct", summary.distinct());
        json.put("shortBy", summary.shortBy());
        return json;
    }

    private static Map<String, Object> value(ProbeRoutes.Asked asked, ArgumentSummary.Value value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", asked.text() ? ArgumentValues.shown(asked.argument(), value.text())
                : asked.argument().kind() == Argument.Kind.POINTER ? "0x" + Long.toHexString(value.number())
                : EventJson.number(value.number()));
        json.put("cut", value.text().length >= KEPT_TEXT);
        json.put("count", value.count());
        return json;
    }

    Map<String, Object> over(ProbeRoutes.Asked asked, ValuesOverTime values) {
        Window window = values.window();
        int[] index = IntStream.range(0, window.steps()).filter(step -> values.count(step) > 0).toArray();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("argument", asked.name());
        json.put("kind", asked.argument().kind().name().toLowerCase(Locale.ROOT));
        json.put("text", asked.text());
        json.put("count", values.count());
        json.put("from", course.offset(window.beginNanos()));
        json.put("bucketNanos", window.stepNanos());
        json.put("buckets", window.steps());
        json.put("index", index);
        json.put("counts", Arrays.stream(index).mapToLong(values::count).toArray());
        json.put("least", Arrays.stream(index).mapToLong(values::least).toArray());
        json.put("p50", Arrays.stream(index).mapToLong(step -> values.percentile(step, 50)).toArray());
        json.put("p95", Arrays.stream(index).mapToLong(step -> values.percentile(step, 95)).toArray());
        json.put("most", Arrays.stream(index).mapToLong(values::most).toArray());
        List<Map<String, Object>> points = new ArrayList<>();
        for (ValuesOverTime.Point point : values.points()) {
            points.add(Map.of("offsetNanos", course.offset(point.atNanos()), "value", point.value()));
        }
        json.put("points", points);
        return json;
    }
}

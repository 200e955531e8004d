package dev.hydroscope.web;

import dev.hydroscope.query.Lane;
import dev.hydroscope.query.Lanes;
import dev.hydroscope.query.Life;
import dev.hydroscope.query.Moment;
import dev.hydroscope.query.Progress;
import dev.hydroscope.query.Scatter;
import dev.hydroscope.query.Window;
import dev.hydroscope.session.Nanos;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Requests as points and in lanes, in columns: the page draws thousands of them. */
final class LanesJson {
    private LanesJson() {
    }

    static Map<String, Object> scatter(Scatter scatter, Progress progress, Course course) {
        List<Moment> points = course.timed() ? scatter.points() : List.of();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("origin", Nanos.iso(course.originNanos()));
        json.put("request", points.stream().map(LanesJson::key).toList());
        json.put("offsetNanos", points.stream().map(point -> course.offset(point.atNanos())).toList());
        json.put("durationNanos", points.stream().map(Moment::durationNanos).toList());
        json.put("status", points.stream().map(Moment::status).toList());
        json.put("each", scatter.each());
        json.putAll(OverviewJson.progress(progress));
        return json;
    }

    static Map<String, Object> of(Lanes.Page page, Window window, Course course) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("origin", Nanos.iso(course.originNanos()));
        json.put("bucketNanos", window.stepNanos());
        json.put("lanes", page.lanes().stream().map(lane -> lane(lane, course)).toList());
        if (!page.next().isEmpty()) {
            json.put("next", page.next());
        }
        if (page.more()) {
            json.put("more", true);
        }
        json.putAll(OverviewJson.progress(page.progress()));
        return json;
    }

    private static Map<String, Object> lane(Lane lane, Course course) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", lane.key());
        json.put("label", lane.label());
        json.put("condition", lane.condition());
        json.put("conn", lane.conn() < 0 ? null : lane.conn());
        json.put("protocol", RequestJson.known(lane.protocol()));
        json.put("life", lane.life().map(life -> life(life, course)).orElse(null));
        json.put("requests", lane.requests());
        json.put("items", items(lane.items(), course));
        return json;
    }

    private static Map<String, Object> life(Life life, Course course) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", course.offset(life.fromNanos()));
        json.put("to", course.offset(life.toNanos()));
        json.put("beforeCapture", life.beforeCapture());
        json.put("handshakeNanos", life.handshakeNanos() < 0 || !course.timed() ? null : life.handshakeNanos());
        json.put("end", RequestJson.known(life.end()));
        life.resent().ifPresent(moments -> json.put("resent", moments.stream().map(course::offset).toList()));
        return json;
    }

    private static Map<String, Object> items(List<Lane.Item> items, Course course) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("from", column(items, item -> course.offset(item.longest().atNanos())));
        json.put("to", column(items, item -> item.longest().durationNanos() < 0 || !course.timed() ? -1
                : course.offset(item.longest().endNanos())));
        json.put("status", column(items, item -> item.longest().status()));
        json.put("count", column(items, Lane.Item::count));
        json.put("request", column(items, item -> key(item.longest())));
        json.put("label", column(items, Lane.Item::label));
        return json;
    }

    private static <T> List<T> column(List<Lane.Item> items, Function<Lane.Item, T> value) {
        return items.stream().map(value).toList();
    }

    private static String key(Moment moment) {
        return moment.conn() + "/" + moment.req();
    }
}

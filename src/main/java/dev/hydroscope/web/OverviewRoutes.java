package dev.hydroscope.web;

import dev.hydroscope.query.Ask;
import dev.hydroscope.query.Lanes;
import dev.hydroscope.query.Query;
import dev.hydroscope.query.Timelines;
import dev.hydroscope.query.Window;
import dev.hydroscope.session.Sessions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** A session over time: counts, points and lanes of the requests for which a query holds, as fine as a window shows them. */
final class OverviewRoutes {
    private static final String SESSION = "/api/sessions/{session}";
    /** Asked again, what has not come in this time goes on. */
    private static final long BUDGET_NANOS = 350_000_000;
    private static final int WIDEST = 4000;
    private static final int USUAL_BUCKETS = 200;
    private static final int USUAL_WIDTH = 1000;
    private static final int MOST_POINTS = 20_000;
    private static final int USUAL_POINTS = 2000;
    private static final int MOST_LANES = 500;
    private static final int USUAL_LANES = 50;
    private static final int MOST_KEYS = 50;

    private final Sessions sessions;
    private final Timelines timelines = new Timelines();

    OverviewRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get(SESSION + "/overview", this::overview);
        routes.get(SESSION + "/scatter", this::scatter);
        routes.get(SESSION + "/lanes", this::lanes);
    }

    private void overview(Context request) {
        answer(request, "buckets", USUAL_BUCKETS, (ask, course) -> timelines.overview(ask,
                (tally, progress) -> new OverviewJson(ask, course).of(tally, progress)));
    }

    private void scatter(Context request) {
        int points = (int) new Parameters(request).number("points", 1, MOST_POINTS, USUAL_POINTS);
        answer(request, "width", USUAL_WIDTH, (ask, course) -> timelines.scatter(ask, points,
                (scatter, progress) -> LanesJson.scatter(scatter, progress, course)));
    }

    private void lanes(Context request) {
        Parameters parameters = new Parameters(request);
        String by = parameters.text("by").isEmpty() ? "connection" : parameters.text("by");
        int limit = (int) parameters.number("limit", 1, MOST_LANES, USUAL_LANES);
        List<String> keys = Arrays.stream(parameters.text("keys").split(",")).filter(key -> !key.isEmpty())
                .map(OverviewRoutes::decoded).distinct().toList();
        if (keys.size() > MOST_KEYS) {
            throw new Refusal(400, "keys names " + keys.size() + " lanes", "send " + MOST_KEYS + " at most");
        }
        Lanes.Which which = new Lanes.Which(by, limit, parameters.text("after"), keys);
        answer(request, "width", USUAL_WIDTH, (ask, course) ->
                LanesJson.of(new Lanes(timelines).of(ask, which).orElseThrow(() -> new Refusal(400, "by is \"" + by + "\"",
                        "send " + Lanes.WORDS)), ask.window(), course));
    }

    /** Commas stand between keys, so that one within a key comes as %2C. */
    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "keys holds \"" + key + "\", which is not percent-encoded",
                "encode each key, then put commas between");
        }
    }

    private void answer(Context request, String width, int usual, BiFunction<Ask, Course, Object> reading) {
        Parameters parameters = new Parameters(request);
        Query query = Query.parse(parameters.text("q"));
        long from = parameters.time("from");
        long to = parameters.time("to");
        int steps = (int) parameters.number(width, 1, WIDEST, usual);
        if (to != 0 && to <= from) {
            throw new Refusal(400, "to is not after from", "send a from that is before to, or leave to away");
        }
        Routes.send(request, Sight.steady(request, sessions, reader -> {
            Course course = Course.of(sessions.get(Routes.session(request)), reader);
            Window window = window(course, from, to, steps);
            return reading.apply(new Ask(reader, query, window, BUDGET_NANOS, () -> false), course);
        }));
    }

    private static Window window(Course course, long from, long to, int steps) {
        long begin = from == 0 ? Math.min(course.fromNanos(), to == 0 ? Long.MAX_VALUE : to) : from;
        return Window.of(begin, to == 0 ? Math.max(begin, course.toNanos()) : to, steps);
    }
}

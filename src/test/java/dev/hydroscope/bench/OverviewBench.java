package dev.hydroscope.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Written;
import dev.hydroscope.trace.Traffic;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * What is drawn of a session of ten million headers, asked of a real server as the page asks: each question of another window
 * every time, asked again until it is complete; the first, when nothing is kept yet, and of the others the median.
 */
public final class OverviewBench {
    private static final int REQUESTS = 10_000_000 / (Traffic.EVENTS - 2);
    private static final int TIMES = 15;
    private static final int ZOOM = 1000;

    private final Serving serving;
    private final String session;
    private final long from;
    private final long to;

    private OverviewBench(Serving serving, String session) throws Exception {
        this.serving = serving;
        this.session = session;
        JsonNode row = serving.get(session + "/requests?limit=1&order=oldest").get("rows").get(0);
        this.from = nanos(row.get("at").asText());
        this.to = nanos(serving.get(session + "/requests?limit=1").get("rows").get(0).get("at").asText());
    }

    private static long nanos(String iso) {
        Instant at = Instant.parse(iso);
        return at.getEpochSecond() * 1_000_000_000L + at.getNano();
    }

    /** @param args a data folder with a session, to measure that one */
    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            measure(Path.of(args[0]));
            return;
        }
        Path folder = Files.createTempDirectory("hydroscope-overview");
        try {
            write(folder);
            measure(folder);
        } finally {
            Scratch.delete(folder);
        }
    }

    static void write(Path folder) throws Exception {
        Traffic traffic = new Traffic(3, 500, 20_000);
        int[] left = {REQUESTS};
        Written.session(folder, "ten million headers", Traffic.PROBES, events -> {
            events.addAll(traffic.request());
            return --left[0] > 0;
        });
    }

    private static void measure(Path folder) throws Exception {
        try (Serving serving = Serving.start(folder, "")) {
            JsonNode info = serving.get("/api/sessions").get(0);
            System.out.printf(Locale.ROOT, "%,d headers in %,d requests%n", info.at("/counts/headers").asLong(),
                    info.at("/counts/requests").asLong());
            new OverviewBench(serving, "/api/sessions/" + info.get("id").asText()).ask();
        }
    }

    private void ask() throws Exception {
        long span = to - from;
        System.out.printf("%-52s %10s %10s %10s %6s%n", "question", "first ms", "median ms", "worst ms", "asked");
        double overview = time("overview of everything", i -> "/overview?buckets=800" + window(i, span));
        double query = time("overview of status >= 500 and method = POST",
                i -> "/overview?buckets=800&q=" + encoded("status >= 500 and method = POST") + window(i, span));
        double contains = time("overview of req.user-agent ~ rv:1", i -> "/overview?buckets=800&q="
                + encoded("req.user-agent ~ rv:1") + window(i, span));
        double lanes = time("lanes by connection, all of the session", i -> "/lanes?width=1000" + window(i, span));
        double requests = time("lanes by request, all of the session", i -> "/lanes?by=request&width=1000" + window(i, span));
        double scatter = time("scatter, all of the session", i -> "/scatter?points=2000" + window(i, span));
        double zoomed = time("overview of a thousandth", i -> "/overview?buckets=800" + zoomed(i, span));
        double zoomedLanes = time("lanes of a thousandth", i -> "/lanes?width=1000" + zoomed(i, span));
        System.out.printf(Locale.ROOT, "overview overviewMillis=%.1f overviewQueryMillis=%.1f overviewContainsMillis=%.1f"
                + " lanesMillis=%.1f requestLanesMillis=%.1f scatterMillis=%.1f zoomedMillis=%.1f zoomedLanesMillis=%.1f%n",
                overview, query, contains, lanes, requests, scatter, zoomed, zoomedLanes);
    }

    /** All but a little, another one each time. */
    private String window(int i, long span) {
        return "&from=" + (from + i * span / 1000) + "&to=" + (to - i * span / 1000);
    }

    private String zoomed(int i, long span) {
        long begin = from + span / (TIMES + 2) * (i + 1);
        return "&from=" + begin + "&to=" + (begin + span / ZOOM);
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    /** The median of all but the first, in milliseconds, each until its answer was complete. */
    private double time(String question, IntFunction<String> path) throws Exception {
        double[] millis = new double[TIMES];
        int asked = 0;
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            for (boolean complete = false; !complete; asked++) {
                complete = serving.get(session + path.apply(i)).get("complete").asBoolean();
            }
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        double first = millis[0];
        double[] others = Arrays.copyOfRange(millis, 1, TIMES);
        Arrays.sort(others);
        System.out.printf(Locale.ROOT, "%-52s %10.1f %10.1f %10.1f %6d%n", question, first, others[others.length / 2],
                others[others.length - 1], asked);
        return others[others.length / 2];
    }
}

package dev.hydroscope.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Nanos;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** All requests of a session as its list shows them, to count them once more in the plainest way. */
record Recount(List<Row> rows) {
    record Row(String key, long conn, long atNanos, long durationNanos, int status, String protocol,
            boolean incomplete, String label) {
        long endNanos() {
            return atNanos + Math.max(0, durationNanos);
        }

        String statusClass() {
            return status == 0 ? "none" : status / 100 + "xx";
        }
    }

    static Recount of(Api api, String session, String query) throws Exception {
        List<Row> rows = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = api.get(session + "/requests?order=oldest&limit=1000&q=" + encoded(query)
                    + (next.isEmpty() ? "" : "&after=" + next));
            page.get("rows").forEach(row -> rows.add(row(row)));
            next = page.path("next").asText("");
        } while (!next.isEmpty());
        return new Recount(rows);
    }

    static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private static Row row(JsonNode row) {
        List<String> gaps = new ArrayList<>();
        row.get("gaps").forEach(gap -> gaps.add(gap.asText()));
        gaps.remove("no_receive");
        boolean incomplete = row.get("status").isNull() || !gaps.isEmpty();
        return new Row(row.get("conn").asText() + "/" + row.get("req").asText(), row.get("conn").asLong(),
                Nanos.of(Instant.parse(row.get("at").asText())), row.get("durationNanos").asLong(-1), row.get("status").asInt(0),
                row.get("protocol").asText("none").replace("null", "none"), incomplete,
                (row.get("method").asText("").replace("null", "") + " " + row.get("path").asText("").replace("null", "")).strip());
    }

    Recount within(Predicate<Row> wanted) {
        return new Recount(rows.stream().filter(wanted).toList());
    }

    /** By a kind, then by a step of so many nanoseconds since one. */
    <T> Map<T, Map<Long, Long>> count(Function<Row, T> kind, long since, long stepNanos) {
        Map<T, Map<Long, Long>> counts = new TreeMap<>();
        for (Row row : rows) {
            counts.computeIfAbsent(kind.apply(row), none -> new TreeMap<>())
                    .merge((row.atNanos() - since) / stepNanos, 1L, Long::sum);
        }
        return counts;
    }

    Map<String, Long> totals(Function<Row, String> kind) {
        Map<String, Long> totals = new TreeMap<>();
        rows.forEach(row -> totals.merge(kind.apply(row), 1L, Long::sum));
        return totals;
    }

    List<Long> durations() {
        return rows.stream().map(Row::durationNanos).filter(nanos -> nanos >= 0).sorted().toList();
    }
}

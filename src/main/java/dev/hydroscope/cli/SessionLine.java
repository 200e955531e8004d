package dev.hydroscope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.session.SessionInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A session in a list.
 *
 * @param endedAt now, of one that is not over
 * @param crashed whoever wrote it ended in the middle: nobody knows how much more is lost
 */
record SessionLine(String id, String name, String state, Instant startedAt, Instant endedAt, long requests, long events, long lost,
        boolean crashed, long bytes, boolean pinned) {
    static SessionLine of(SessionInfo info) {
        return new SessionLine(info.id(), info.name(), info.state().name().toLowerCase(Locale.ROOT), info.startedAt(),
                info.endedAt().orElseGet(Instant::now), info.counts().requests(), info.counts().events(),
                info.counts().lost().total(), info.caveats().crashed(), info.bytes(), info.pinned());
    }

    /** As GET /api/sessions tells it. */
    static SessionLine of(JsonNode info) {
        JsonNode counts = info.get("counts");
        long lost = 0;
        for (JsonNode hop : counts.get("lost")) {
            lost += hop.asLong();
        }
        return new SessionLine(info.get("id").asText(), info.get("name").asText(), info.get("state").asText(),
                Instant.parse(info.get("startedAt").asText()),
                info.get("endedAt").isNull() ? Instant.now() : Instant.parse(info.get("endedAt").asText()),
                counts.get("requests").asLong(), counts.get("events").asLong(), lost, info.path("crashed").asBoolean(),
                info.get("bytes").asLong(), info.get("pinned").asBoolean());
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", name);
        json.put("state", state);
        json.put("startedAt", startedAt);
        json.put("durationNanos", Nanos.of(endedAt) - Nanos.of(startedAt));
        json.put("requests", requests);
        json.put("events", events);
        json.put("lost", lost);
        json.put("crashed", crashed);
        json.put("bytes", bytes);
        json.put("pinned", pinned);
        return json;
    }

    String ended() {
        return crashed ? state + ", crashed" : state;
    }

    String losses() {
        return String.format(Locale.ROOT, crashed ? "%,d + unknown" : "%,d", lost);
    }

    String started() {
        return Nanos.iso(startedAt).substring(0, 19).replace('T', ' ');
    }

    String duration() {
        Duration lasted = Duration.between(startedAt, endedAt);
        long seconds = lasted.toSeconds();
        return seconds >= 3600 ? String.format(Locale.ROOT, "%dh %02dm", seconds / 3600, seconds / 60 % 60)
                : seconds >= 60 ? String.format(Locale.ROOT, "%dm %02ds", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%.1fs", lasted.toMillis() / 1000.0);
    }

    String size() {
        return bytes >= 1_000_000_000 ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
                : bytes >= 1_000_000 ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
}

package dev.hydroscope.web;

import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.Counts;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session as a link's holder sees it: nothing of the machine, and no count of what is not shown. */
final class SharedJson {
    private SharedJson() {
    }

    static Map<String, Object> session(Context request, Sessions sessions, SessionInfo info) {
        Map<String, Object> json = SessionJson.of(info);
        json.put("target", null);
        json.put("filters", null);
        json.put("note", "");
        json.put("problems", List.of());
        json.put("pinned", false);
        json.put("original", null);
        json.put("bytes", null);
        if (!Sight.of(request).whole()) {
            json.put("counts", counts(request, sessions, info));
        }
        return json;
    }

    /** Null where there was no time to count all that is shown. */
    private static Map<String, Object> counts(Context request, Sessions sessions, SessionInfo info) {
        boolean[] complete = new boolean[1];
        Counts shown = Sight.read(request, sessions, reader -> {
            Counts counts = reader.counts();
            complete[0] = reader.counted();
            return counts;
        });
        Map<String, Object> json = new LinkedHashMap<>();
        for (String hidden : List.of("hits", "events", "packets", "truncated", "undecodable", "filtered", "sampledOut")) {
            json.put(hidden, null);
        }
        json.put("connections", complete[0] ? shown.connections() : null);
        json.put("requests", complete[0] ? shown.requests() : null);
        json.put("headers", complete[0] ? shown.headers() : null);
        json.put("lost", info.counts().lost());
        return json;
    }

    /** What of a stream's counts a link's holder hears. */
    static Map<String, Object> live(Context request, Sessions sessions, SessionInfo info, Map<String, Object> all) {
        if (Sight.of(request).whole()) {
            return all;
        }
        Map<String, Object> json = new LinkedHashMap<>(all);
        json.putAll(counts(request, sessions, info));
        json.put("eventsPerSecond", null);
        json.put("requestsPerSecond", null);
        return json;
    }
}

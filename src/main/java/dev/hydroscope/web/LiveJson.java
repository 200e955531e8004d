package dev.hydroscope.web;

import dev.hydroscope.session.Counts;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.session.Rate;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.store.Loss;
import java.util.LinkedHashMap;
import java.util.Map;

/** Losses, and counts that change while one looks. */
final class LiveJson {
    private LiveJson() {
    }

    static Map<String, Object> loss(Loss loss) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hop", loss.hop());
        json.put("from", Nanos.iso(loss.fromNanos()));
        json.put("to", Nanos.iso(loss.toNanos()));
        json.put("count", loss.counted() ? loss.count() : null);
        return json;
    }

    static Map<String, Object> counts(SessionInfo info, Rate rate) {
        Counts counts = info.counts();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hits", counts.hits());
        json.put("events", counts.events());
        json.put("connections", counts.connections());
        json.put("requests", counts.requests());
        json.put("headers", counts.headers());
        json.put("packets", counts.packets());
        json.put("truncated", counts.truncated());
        json.put("undecodable", counts.undecodable());
        json.put("filtered", counts.filtered());
        json.put("sampledOut", counts.sampledOut());
        json.put("lost", counts.lost());
        json.put("eventsPerSecond", rate.eventsPerSecond());
        json.put("requestsPerSecond", rate.requestsPerSecond());
        json.put("state", SessionJson.state(info.state()));
        return json;
    }
}

package dev.hydroscope.web;

import dev.hydroscope.session.SessionInfo;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A session as the contract shows it. */
final class SessionJson {
    private SessionJson() {
    }

    static Map<String, Object> of(SessionInfo info) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", info.id());
        json.put("name", info.name());
        json.put("state", state(info.state()));
        json.put("source", info.origin().source());
        json.put("target", info.origin().target());
        json.put("probes", info.origin().probes());
        json.put("filters", info.origin().filters());
        json.put("masked", info.origin().masked());
        json.put("startedAt", info.startedAt());
        json.put("endedAt", info.endedAt().orElse(null));
        json.put("counts", info.counts());
        json.put("bytes", info.bytes());
        json.put("pinned", info.pinned());
        json.put("note", info.note());
        json.put("crashed", info.caveats().crashed());
        json.put("original", info.caveats().original().isEmpty() ? null : info.caveats().original());
        json.put("clock", info.caveats().clock());
        json.put("notes", info.caveats().notes());
        json.put("problems", info.caveats().problems());
        return json;
    }

    static String state(SessionInfo.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}

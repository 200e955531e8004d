package dev.hydroscope.web;

import dev.hydroscope.session.KeepingPlan;
import dev.hydroscope.session.KeepingSettings;
import dev.hydroscope.session.KeepingState;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import io.javalin.config.RoutesConfig;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is kept, what will be deleted, and what was. */
final class KeepingRoutes {
    private static final String KEEPING = "/api/keeping";

    private final Sessions sessions;

    KeepingRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get(KEEPING, request -> Routes.send(request, json(sessions.keeping().state())));
        routes.patch(KEEPING, request -> Routes.send(request, json(sessions.keeping().change(Body.json(request)))));
        routes.post(KEEPING + "/preview", request -> Routes.send(request, json(sessions.keeping().preview(Body.json(request)))));
    }

    private Map<String, Object> json(KeepingState state) {
        Map<String, String> names = sessions.list().stream().collect(Collectors.toMap(SessionInfo::id, SessionInfo::name));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("settings", settings(state.settings()));
        json.put("fixed", state.fixed());
        json.put("used", state.used());
        json.put("plan", state.plan().leaving().stream().map(leaving -> gone(leaving.session(),
                names.getOrDefault(leaving.session(), ""), leaving.reason(), leaving.at(), leaving.bytes())).toList());
        json.put("exempt", state.plan().exempt().stream().map(each -> exempt(each, names)).toList());
        json.put("problem", state.plan().problem());
        json.put("deleted", state.deleted().stream().map(gone -> gone(gone.session(), gone.name(), gone.reason(), gone.at(),
                gone.bytes())).toList());
        json.put("strays", state.strays());
        return json;
    }

    private static Map<String, Object> settings(KeepingSettings settings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ageDays", settings.ageDays().isPresent() ? settings.ageDays().getAsInt() : null);
        json.put("bytes", settings.bytes().isPresent() ? settings.bytes().getAsLong() : null);
        json.put("reserveBytes", settings.reserveBytes());
        return json;
    }

    private static Map<String, Object> gone(String session, String name, KeepingPlan.Reason reason, Instant at, long bytes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("session", session);
        json.put("name", name);
        json.put("reason", reason.name().toLowerCase(Locale.ROOT));
        json.put("at", at);
        json.put("bytes", bytes);
        return json;
    }

    private static Map<String, Object> exempt(KeepingPlan.Exempt exempt, Map<String, String> names) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("session", exempt.session());
        json.put("name", names.getOrDefault(exempt.session(), ""));
        json.put("why", exempt.why().name().toLowerCase(Locale.ROOT));
        json.put("bytes", exempt.bytes());
        json.put("until", exempt.until().orElse(null));
        return json;
    }
}

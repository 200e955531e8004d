package dev.hydroscope.web;

import dev.hydroscope.session.Exporting;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The exports that somebody asked about with a key, the latest of them: how far each is, and the way to cancel it. */
final class Exports {
    static final int MOST = 64;
    /** 128 bits at least: nobody comes upon another's. */
    private static final String KEY = "[A-Za-z0-9_-]{22,64}";

    private final Map<String, Exporting> known = new LinkedHashMap<>();

    /** Those that are over leave first. */
    synchronized Exporting begin(String key) {
        Exporting exporting = new Exporting();
        if (key.isEmpty()) {
            return exporting;
        }
        if (!key.matches(KEY)) {
            throw new Refusal(400, "progress is no key", "send 22 to 64 random characters of A-Z a-z 0-9 _ and -");
        }
        if (known.putIfAbsent(key, exporting) != null) {
            throw new Refusal(409, "this key is of another export", "make a new one for each");
        }
        var over = known.values().iterator();
        while (known.size() > MOST && over.hasNext()) {
            if (over.next().state() != Exporting.State.RUNNING) {
                over.remove();
            }
        }
        return exporting;
    }

    void show(Context request) {
        Exporting exporting = of(request);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", exporting.state().name().toLowerCase(Locale.ROOT));
        json.put("requests", exporting.requests());
        boolean told = Sight.of(request).whole() || exporting.state() == Exporting.State.DONE;
        json.put("total", exporting.total() < 0 || !told ? null : exporting.total());
        json.put("share", told ? exporting.share() : 0);
        json.put("bytes", exporting.bytes());
        json.put("problem", RequestJson.known(exporting.problem()));
        Routes.send(request, json);
    }

    void cancel(Context request) {
        of(request).cancel();
        request.status(204);
    }

    private synchronized Exporting of(Context request) {
        Exporting exporting = known.get(request.pathParam("key"));
        if (exporting == null) {
            throw new Refusal(404, "no export has this key", "it is known from its first byte on, and a while after its end");
        }
        return exporting;
    }
}

package dev.hydroscope.web;

import dev.hydroscope.session.Json;
import dev.hydroscope.session.SessionWords;
import dev.hydroscope.session.Sessions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** The addresses of the API. */
final class Routes {
    private final Sessions sessions;

    Routes(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/sessions", request -> send(request, sessions.list().stream().map(SessionJson::of).toList()));
        routes.get("/api/sessions/{session}", request -> send(request, SessionJson.of(sessions.get(session(request)))));
        routes.patch("/api/sessions/{session}", this::tell);
        routes.delete("/api/sessions/{session}", this::delete);
    }

    private void tell(Context request) {
        SessionWords words = SessionWords.read(Body.json(request));
        send(request, SessionJson.of(sessions.tell(session(request), words)));
    }

    private void delete(Context request) {
        sessions.delete(session(request));
        request.status(204);
    }

    static String session(Context request) {
        return request.pathParam("session");
    }

    static void send(Context request, Object value) {
        request.contentType("application/json").result(Json.bytes(value));
    }
}

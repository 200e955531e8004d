package dev.hydroscope.web;

import dev.hydroscope.session.Notes;
import dev.hydroscope.session.SessionNote;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** What people write beside moments and requests of a session. */
final class NoteRoutes {
    private static final String ALL = "/api/sessions/{session}/notes";
    private static final String ONE = ALL + "/{note}";

    private final Notes notes;

    NoteRoutes(Notes notes) {
        this.notes = notes;
    }

    void add(RoutesConfig routes) {
        routes.get(ALL, request -> Routes.send(request,
                notes.of(Routes.session(request), Sight.of(request)).stream().map(NoteRoutes::json).toList()));
        routes.post(ALL, request -> Routes.send(request.status(201),
                json(notes.add(Routes.session(request), Body.json(request)))));
        routes.patch(ONE, request -> Routes.send(request,
                json(notes.change(Routes.session(request), Parameters.part(request, "note"), Body.json(request)))));
        routes.delete(ONE, this::delete);
    }

    private void delete(Context request) {
        notes.delete(Routes.session(request), Parameters.part(request, "note"));
        request.status(204);
    }

    private static Map<String, Object> json(SessionNote note) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", note.id());
        json.put("at", note.at().orElse(null));
        json.put("conn", note.request().map(SessionNote.Place::conn).orElse(null));
        json.put("req", note.request().map(SessionNote.Place::req).orElse(null));
        json.put("text", note.text());
        json.put("createdAt", note.createdAt());
        return json;
    }
}

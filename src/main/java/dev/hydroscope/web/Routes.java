package dev.hydroscope.web;

import dev.hydroscope.query.Matchings;
import dev.hydroscope.session.Capture;
import dev.hydroscope.session.Json;
import dev.hydroscope.session.Problem;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.SessionWords;
import dev.hydroscope.session.Sessions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpException;

/** The addresses of the API. */
final class Routes {
    private static final String ALL = "/api/sessions";
    static final String IMPORT = "/api/import";
    /** Each keeps a thread for as long as its file is on the way. */
    static final int MOST_IMPORTS = 8;
    private static final String ONE = ALL + "/{session}";

    private final Sessions sessions;
    private final LiveStream live;
    private final Matchings matchings = new Matchings();
    private final Semaphore imports = new Semaphore(MOST_IMPORTS);

    Routes(Sessions sessions) {
        this.sessions = sessions;
        this.live = new LiveStream(sessions);
    }

    /** Lets go of those who would stay. */
    void close() {
        live.close();
    }

    void add(RoutesConfig routes) {
        routes.get("/api/health", Routes::health);
        new TargetRoutes(sessions).add(routes);
        routes.get(ALL, this::list);
        routes.post(ALL, this::create);
        routes.get(ONE, this::one);
        routes.post(IMPORT, this::take);
        routes.patch(ONE, this::tell);
        routes.post(ONE + "/stop", request -> send(request, SessionJson.of(sessions.stop(session(request)))));
        routes.delete(ONE, this::delete);
        new RequestListRoute(sessions, matchings).add(routes);
        new ConnectionListRoute(sessions).add(routes);
        new TraceRoutes(sessions).add(routes);
        new ProbeRoutes(sessions).add(routes);
        new PacketRoutes(sessions).add(routes);
        new StreamRoutes(sessions).add(routes);
        new SeriesRoutes(sessions).add(routes);
        new OverviewRoutes(sessions).add(routes);
        new QuicRoutes(sessions).add(routes);
        new ExportRoute(sessions).add(routes);
        new SqlRoute(sessions).add(routes);
        new StatementRoutes(sessions).add(routes);
        new QueryRoutes(sessions.statements().saved()).add(routes);
        new CountRoutes(sessions, matchings).add(routes);
        new KeepingRoutes(sessions).add(routes);
        new NoteRoutes(sessions.notes()).add(routes);
        routes.get(ONE + "/live", live::serve);
    }

    private static void health(Context request) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", "ok");
        json.put("version", Optional.ofNullable(Routes.class.getPackage().getImplementationVersion()).orElse("development"));
        json.put("capture", Capture.check());
        send(request, json);
    }

    /** Who came by a link hears of no session. */
    private void list(Context request) {
        send(request, Guests.link(request).isPresent() ? List.of() : sessions.list().stream().map(SessionJson::of).toList());
    }

    private void one(Context request) {
        SessionInfo info = sessions.get(session(request));
        send(request, Guests.link(request).isPresent() ? SharedJson.session(request, sessions, info) : SessionJson.of(info));
    }

    private void create(Context request) {
        SessionInfo session = sessions.create(SessionSettings.read(Body.json(request)));
        request.header("Location", ALL + "/" + session.id());
        send(request.status(201), SessionJson.of(session));
    }

    /** The file is the body, of any size that the disk and the limit hold. */
    private void take(Context request) throws IOException {
        if (!imports.tryAcquire()) {
            throw new Refusal(503, MOST_IMPORTS + " files are on the way here already", "wait for one of them, then send it again");
        }
        try {
            String name = new Parameters(request).text("name");
            SessionInfo session = sessions.importFile(name.isEmpty() ? "import" : name, request.req().getInputStream(),
                    request.req().getContentLengthLong());
            request.header("Location", ALL + "/" + session.id());
            send(request.status(201), SessionJson.of(session));
        } catch (HttpException.RuntimeException e) {
            throw new Problem(Problem.Kind.MALFORMED, "the file did not arrive whole and in time", "send it again", e);
        } finally {
            imports.release();
        }
    }

    private void tell(Context request) {
        SessionWords words = SessionWords.read(Body.json(request));
        send(request, SessionJson.of(sessions.tell(session(request), words)));
    }

    private void delete(Context request) {
        sessions.delete(session(request), new Parameters(request).text("links").equals("revoke"));
        request.status(204);
    }

    static String session(Context request) {
        return request.pathParam("session");
    }

    static void send(Context request, Object value) {
        request.contentType("application/json").result(Json.bytes(value));
    }
}

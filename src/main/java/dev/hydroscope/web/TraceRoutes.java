package dev.hydroscope.web;

import dev.hydroscope.format.Caveats;
import dev.hydroscope.query.Completion;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.TcpRow;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a session holds: requests, connections, events, losses. */
final class TraceRoutes {
    private static final String SESSION = "/api/sessions/{session}";
    private static final int MOST_EVENTS = 10_000;

    private final Sessions sessions;

    TraceRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get(SESSION + "/requests/{conn}/{req}", this::request);
        routes.get(SESSION + "/connections/{conn}", this::connection);
        routes.get(SESSION + "/connections/{conn}/events", this::events);
        routes.get(SESSION + "/completions", this::completions);
        routes.get(SESSION + "/losses", this::losses);
    }

    private void request(Context request) {
        long conn = Parameters.part(request, "conn");
        long req = Parameters.part(request, "req");
        SessionInfo session = sessions.get(Routes.session(request));
        String clock = session.caveats().clock();
        answer(request, reader -> reader.request(conn, req)
                .map(row -> whole(reader, row, session))
                .map(json -> clock.equals(Caveats.NO_CLOCK) ? RequestJson.untimed(json) : json)
                .orElseThrow(() -> missing("request " + conn + "/" + req)));
    }

    private static Map<String, Object> whole(Reader reader, RequestRow row, SessionInfo session) {
        Map<String, Object> json = RequestJson.row(row, List.of());
        json.put("requestHeaders", RequestJson.headers(row, false));
        json.put("responseHeaders", RequestJson.headers(row, true));
        List<EventRow> events = reader.events(row);
        json.put("events", events.stream().limit(MOST_EVENTS).map(event -> EventJson.of(event, row.atNanos())).toList());
        json.put("eventsLeftOut", Math.max(0, events.size() - MOST_EVENTS));
        json.put("connection", reader.connection(row.conn()).map(on -> {
            Map<String, Object> connection = ConnectionJson.of(on);
            TcpJson.add(connection, on, reader.tcp().of(on), session.origin(), reader.sealed());
            return connection;
        }).orElse(null));
        json.put("verdict", row.verdict().map(verdict -> VerdictJson.of(verdict, row.atNanos(), session.caveats().clock()))
                .orElse(null));
        return json;
    }

    private void connection(Context request) {
        long conn = Parameters.part(request, "conn");
        SessionInfo session = sessions.get(Routes.session(request));
        answer(request, reader -> reader.connection(conn)
                .map(row -> connection(reader, session, row, reader.quic(row), reader.tcp().of(row)))
                .orElseThrow(() -> missing("connection " + conn)));
    }

    /** A connection with what is known of its QUIC or its TCP. */
    static Map<String, Object> connection(Reader reader, SessionInfo session, ConnectionRow row, Optional<QuicRow> quic,
            Optional<TcpRow> tcp) {
        Map<String, Object> json = ConnectionJson.of(row, quic);
        TcpJson.add(json, row, tcp, session.origin(), reader.sealed());
        return json;
    }

    private void events(Context request) {
        Parameters parameters = new Parameters(request);
        long conn = Parameters.part(request, "conn");
        long from = parameters.time("from");
        long to = parameters.time("to");
        answer(request, reader -> {
            long since = reader.connection(conn).orElseThrow(() -> missing("connection " + conn)).atNanos();
            return page(reader.events(conn, from, to, parameters.text("probe"), parameters.limit(), parameters.text("after")),
                    row -> EventJson.of(row, since));
        });
    }

    private void completions(Context request) {
        Parameters parameters = new Parameters(request);
        String query = parameters.text("q");
        int caret = (int) parameters.number("caret", 0, query.length(), query.length());
        answer(request, reader -> {
            Completion completion = Completion.at(reader, query, caret);
            return Map.of("from", completion.from(), "to", completion.to(), "items",
                    completion.items().stream().map(TraceRoutes::item).toList());
        });
    }

    private void losses(Context request) {
        answer(request, reader -> reader.losses().stream().map(LiveJson::loss).toList());
    }

    private static Map<String, Object> item(Completion.Item item) {
        return Map.of("text", item.text(), "kind", item.kind().name().toLowerCase(Locale.ROOT), "detail", item.detail());
    }

    static <T> Map<String, Object> page(Page<T> page, Function<T, Map<String, Object>> row) {
        return page(page, page.rows().stream().map(row).toList());
    }

    static Map<String, Object> page(Page<?> page, List<Map<String, Object>> rows) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows", rows);
        if (!page.next().isEmpty()) {
            json.put("next", page.next());
        }
        json.put("scanned", page.scanned());
        json.put("complete", page.complete());
        return json;
    }

    private void answer(Context request, Function<Reader, Object> reading) {
        Routes.send(request, Sight.read(request, sessions, reading));
    }

    static Refusal missing(String what) {
        return new Refusal(404, "this session holds no " + what, "search for it: what was lost or sampled out is not here");
    }
}

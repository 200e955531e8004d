package dev.hydroscope.web;

import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.ConnectionKind;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.ConnectionWish;
import dev.hydroscope.store.ConnectionWish.Order;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.TcpRow;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** GET …/connections: pages of them by time, or those of the greatest figure; and what their TCP came to together. */
final class ConnectionListRoute {
    private static final String SESSION = "/api/sessions/{session}";

    private final Sessions sessions;

    ConnectionListRoute(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get(SESSION + "/connections", this::list);
        routes.get(SESSION + "/tcp", this::totals);
    }

    private void list(Context request) {
        Parameters parameters = new Parameters(request);
        ConnectionWish wish = new ConnectionWish(kind(parameters), parameters.choice("order", Order.class, Order.AT),
                parameters.flag("least"));
        String after = parameters.text("after");
        if (wish.order() != Order.AT && !after.isEmpty()) {
            throw new Refusal(400, "after goes on with a list by time, and this one goes by " + parameters.text("order"),
                    "send a greater limit, or order=at");
        }
        long from = parameters.time("from");
        long to = parameters.time("to");
        int limit = parameters.limit();
        SessionInfo session = sessions.get(Routes.session(request));
        Routes.send(request, Sight.read(request, sessions, reader -> {
            Map<String, Object> json = rows(reader, session, reader.tcp().lists().of(wish, from, to, limit, after));
            if (after.isEmpty()) {
                kinds(reader).ifPresent(kinds -> json.put("kinds", kinds));
            }
            return json;
        }));
    }

    private static Map<String, Object> rows(Reader reader, SessionInfo session, Page<ConnectionRow> page) {
        Map<Long, QuicRow> quic = reader.quic(page.rows());
        Map<Long, TcpRow> tcp = reader.tcp().of(page.rows());
        return TraceRoutes.page(page, row -> TraceRoutes.connection(reader, session, row,
                Optional.ofNullable(quic.get(row.ordinal())), Optional.ofNullable(tcp.get(row.ordinal()))));
    }

    private void totals(Context request) {
        Routes.send(request, Sight.read(request, sessions, reader -> TcpTotalsJson.of(reader.tcp().totals())));
    }

    private static Optional<ConnectionKind> kind(Parameters parameters) {
        String word = parameters.text("kind");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(ConnectionKind.of(word).orElseThrow(() -> new Refusal(400, "kind is \"" + word + "\"",
                "send one of " + Stream.of(ConnectionKind.values()).map(ConnectionKind::word).toList())));
    }

    private static Optional<Map<String, Object>> kinds(Reader reader) {
        Map<ConnectionKind, Long> counts = reader.tcp().lists().kinds();
        Map<String, Object> json = new LinkedHashMap<>();
        for (ConnectionKind kind : ConnectionKind.values()) {
            Optional.ofNullable(counts.get(kind)).ifPresent(count -> json.put(kind.word(), count));
        }
        return counts.isEmpty() ? Optional.empty() : Optional.of(json);
    }
}

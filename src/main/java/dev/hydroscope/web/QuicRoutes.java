package dev.hydroscope.web;

import dev.hydroscope.query.Query;
import dev.hydroscope.query.QuicStatistics;
import dev.hydroscope.query.QuicStatistics.By;
import dev.hydroscope.query.QuicStatistics.Order;
import dev.hydroscope.query.Scope;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.QuicRow;
import dev.hydroscope.store.Reader;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashSet;
import java.util.Set;

/** What QUIC connections came to: one, or all of a session in groups. */
final class QuicRoutes {
    private static final String SESSION = "/api/sessions/{session}";
    private static final long MOST_NANOS = 10_000_000_000L;

    private final Sessions sessions;

    QuicRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get(SESSION + "/connections/{conn}/quic", this::summary);
        routes.get(SESSION + "/quic", this::statistics);
    }

    private void summary(Context request) {
        long conn = Parameters.part(request, "conn");
        SessionInfo.Origin origin = sessions.get(Routes.session(request)).origin();
        Set<String> probes = new HashSet<>(origin.probes());
        Routes.send(request, Sight.read(request, sessions, reader -> {
            ConnectionRow row = reader.connection(conn).orElseThrow(() -> new Refusal(404,
                    "this session holds no connection " + conn, "search for it: what was lost or sampled out is not here"));
            QuicRow quic = reader.quic(row).orElseThrow(() -> new Refusal(404, "connection " + conn
                    + " has no event of QUIC", row.protocol().equals("HTTP/3")
                    ? "capture with the quic preset: the http preset leaves QUIC's probes out" : "it is none of HTTP/3"));
            reader.probes().forEach(probe -> probes.add(probe.key()));
            return QuicJson.of(row, quic, probes, !origin.source().equals("probes"));
        }));
    }

    private void statistics(Context request) {
        Parameters parameters = new Parameters(request);
        Query query = Query.parse(parameters.text("q"));
        QuicStatistics.Wanted wanted = new QuicStatistics.Wanted(parameters.choice("by", By.class, By.NETWORK),
                parameters.choice("order", Order.class, Order.CONNECTIONS), parameters.flag("least"), parameters.limit());
        Scope scope = new Scope(parameters.time("from"), parameters.time("to"), Scope.Order.NEWEST, 1, "", MOST_NANOS,
                () -> false);
        Routes.send(request, Sight.read(request, sessions,
                reader -> StatisticsJson.of(wanted, QuicStatistics.of(reader, query, wanted, scope), others(reader))));
    }

    /** Connections of the session, of whatever protocol. */
    private static long others(Reader reader) {
        return reader.counts().connections();
    }
}

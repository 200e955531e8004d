package dev.hydroscope.web;

import dev.hydroscope.query.AsSql;
import dev.hydroscope.query.Query;
import dev.hydroscope.query.Scope;
import dev.hydroscope.session.Sessions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/** GET …/sql: a search as the SELECT that finds the same; nothing is run. */
final class SqlRoute {
    private final Sessions sessions;

    SqlRoute(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/sessions/{session}/sql", this::show);
    }

    private void show(Context request) {
        Parameters parameters = new Parameters(request);
        String session = sessions.get(Routes.session(request)).id();
        Scope scope = Scope.newest(1, "").with(parameters.time("from"), parameters.time("to"),
                parameters.choice("order", Scope.Order.class, Scope.Order.NEWEST));
        AsSql sql = AsSql.of(Query.parse(parameters.text("q")), session, scope, parameters.columns());
        Routes.send(request, Map.of("sql", sql.sql(), "notes", sql.notes()));
    }
}

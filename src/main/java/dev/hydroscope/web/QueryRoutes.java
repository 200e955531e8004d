package dev.hydroscope.web;

import dev.hydroscope.session.OwnQuery;
import dev.hydroscope.session.SavedQueries;
import dev.hydroscope.sql.SavedQuery;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Queries with a name: those that come with Hydroscope first, then people's own. */
final class QueryRoutes {
    private static final String ALL = "/api/queries";
    private static final String ONE = ALL + "/{query}";

    private final SavedQueries queries;

    QueryRoutes(SavedQueries queries) {
        this.queries = queries;
    }

    void add(RoutesConfig routes) {
        routes.get(ALL, this::list);
        routes.post(ALL, request -> Routes.send(request.status(201), json(queries.add(Body.json(request)))));
        routes.patch(ONE, request -> Routes.send(request,
                json(queries.change(request.pathParam("query"), Body.json(request)))));
        routes.delete(ONE, this::delete);
    }

    private void list(Context request) {
        List<Map<String, Object>> all = Stream.concat(queries.builtIn().stream().map(QueryRoutes::json),
                queries.own().stream().map(QueryRoutes::json)).toList();
        Routes.send(request, Map.of("queries", all));
    }

    private void delete(Context request) {
        queries.delete(request.pathParam("query"));
        request.status(204);
    }

    private static Map<String, Object> json(OwnQuery own) {
        Map<String, Object> json = json(own.query());
        json.put("createdAt", own.createdAt());
        json.put("changedAt", own.changedAt());
        return json;
    }

    private static Map<String, Object> json(SavedQuery query) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", query.id());
        json.put("title", query.title());
        json.put("group", query.group());
        json.put("about", query.about());
        json.put("sql", query.sql());
        json.put("parameters", query.parameters());
        json.put("own", query.own());
        return json;
    }
}

package dev.hydroscope.web;

import dev.hydroscope.query.QuerySyntaxException;
import dev.hydroscope.session.Json;
import dev.hydroscope.session.Problem;
import dev.hydroscope.sql.SqlException;
import dev.hydroscope.store.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what went wrong becomes an answer: {error, hint[, position]}, never a stack trace. */
final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger("hydroscope");

    private Errors() {
    }

    static void map(RoutesConfig routes) {
        routes.exception(Refusal.class, (e, context) -> answer(context, e.status(), e.getMessage(), e.hint(), e.more()));
        routes.exception(Problem.class, (e, context) -> answer(context, status(e.kind()), e.getMessage(), e.hint(),
                e.field().isEmpty() ? Map.of() : Map.of("field", e.field())));
        routes.exception(QuerySyntaxException.class, (e, context) -> answer(context, 422, e.getMessage(), e.hint(),
                Map.of("position", Map.of("from", e.from(), "to", e.to()))));
        routes.exception(SqlException.class, (e, context) -> answer(context, e.kind() == SqlException.Kind.BUSY ? 503 : 422,
                e.getMessage(), e.hint(), e.position() < 0 ? Map.of() : Map.of("position", Map.of("from", e.position(), "to",
                        e.position() + 1))));
        routes.exception(StoreException.class, (e, context) -> answer(context, e.asked() ? 422 : 503, e.getMessage(),
                e.hint(), Map.of()));
        routes.exception(HttpResponseException.class, Errors::known);
        routes.exception(Exception.class, Errors::unexpected);
    }

    static byte[] body(String error, String hint, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put("hint", hint);
        body.putAll(more);
        return Json.bytes(body);
    }

    static void answer(Context context, int status, String error, String hint, Map<String, Object> more) {
        if (context.res().isCommitted()) {
            return;
        }
        if (status == 401) {
            context.header("WWW-Authenticate", "Bearer");
        }
        context.status(status).contentType("application/json").result(body(error, hint, more));
    }

    private static int status(Problem.Kind kind) {
        return switch (kind) {
            case MALFORMED -> 400;
            case INVALID -> 422;
            case MISSING -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case UNAVAILABLE -> 503;
        };
    }

    private static void known(HttpResponseException e, Context context) {
        switch (e.getStatus()) {
            case 404 -> answer(context, 404, "nothing is at " + context.path(), "see the routes in README", Map.of());
            case 405 -> answer(context, 405, context.path() + " does not answer to " + context.method(),
                    "see the routes in README", Map.of());
            default -> answer(context, e.getStatus(), String.valueOf(e.getMessage()), "mend the request", Map.of());
        }
    }

    private static void unexpected(Exception e, Context context) {
        String id = Long.toHexString(ThreadLocalRandom.current().nextLong());
        LOG.error("fault {} at {} {}", id, context.method(), context.path(), e);
        answer(context, 500, "Hydroscope has a fault (" + id + ")",
                "its log says more under this number; please report it", Map.of());
    }
}

package dev.hydroscope.web;

import dev.hydroscope.session.Sessions;
import dev.hydroscope.session.SqlAnswer;
import dev.hydroscope.session.SqlRun;
import dev.hydroscope.session.SqlWish;
import dev.hydroscope.session.Statements;
import dev.hydroscope.sql.Ending;
import dev.hydroscope.sql.SqlSchema;
import dev.hydroscope.sql.SqlLimits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** /api/sql: the views, statements over them, and which were run. An answer leaves as it comes. */
final class StatementRoutes {
    private static final String ALL = "/api/sql";
    /** Each keeps a thread, most of them while they wait for their turn. */
    static final int MOST_AT_ONCE = 8;
    private static final int USUAL_RUNS = 200;
    private static final int MOST_RUNS = 2000;
    private static final String PARAMETER = "p.";

    private final Statements statements;
    private final Seats seats = new Seats(MOST_AT_ONCE);

    StatementRoutes(Sessions sessions) {
        this.statements = sessions.statements();
    }

    void add(RoutesConfig routes) {
        routes.get(ALL + "/schema", StatementRoutes::schema);
        routes.get(ALL + "/history", this::history);
        routes.post(ALL, request -> answer(request, SqlWish.read(Body.json(request))));
        routes.get(ALL, request -> answer(request, wish(request)));
    }

    private static void schema(Context request) {
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("rows", SqlLimits.USUAL.rows());
        limits.put("mostRows", SqlLimits.MOST.rows());
        limits.put("bytes", SqlLimits.USUAL.bytes());
        limits.put("mostBytes", SqlLimits.MOST.bytes());
        limits.put("millis", SqlLimits.USUAL.millis());
        limits.put("mostMillis", SqlLimits.MOST.millis());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("views", SqlSchema.tables());
        json.put("limits", limits);
        Routes.send(request, json);
    }

    private void history(Context request) {
        int limit = (int) new Parameters(request).number("limit", 1, MOST_RUNS, USUAL_RUNS);
        Routes.send(request, Map.of("rows", statements.runs().latest(limit).stream().map(StatementRoutes::json).toList()));
    }

    private static Map<String, Object> json(SqlRun run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", run.at());
        json.put("who", run.who());
        json.put("sql", run.sql());
        json.put("parameters", run.parameters());
        json.put("sessions", run.sessions());
        json.put("millis", run.outcome() == SqlRun.Outcome.RUNNING ? Duration.between(run.at(), Instant.now()).toMillis()
                : run.millis());
        json.put("rows", run.rows());
        json.put("outcome", run.outcome().name().toLowerCase(Locale.ROOT));
        if (!run.error().isEmpty()) {
            json.put("error", run.error());
        }
        return json;
    }

    /** What stands behind the question mark: `sql`, `session` as often as there are some, `p.NAME`, `limit`, `format`. */
    private static SqlWish wish(Context request) {
        Map<String, String> parameters = new LinkedHashMap<>();
        request.queryParamMap().forEach((name, values) -> {
            if (name.startsWith(PARAMETER)) {
                parameters.put(name.substring(PARAMETER.length()), values.get(0));
            }
        });
        Parameters words = new Parameters(request);
        return SqlWish.of(Optional.ofNullable(request.queryParam("sql")).orElse(""), parameters,
                List.copyOf(request.queryParams("session")), words.number("limit", 1, SqlLimits.MOST.rows(), 0),
                words.text("format"));
    }

    private void answer(Context request, SqlWish wish) {
        if (!seats.take(request)) {
            throw new Refusal(503, MOST_AT_ONCE + " statements are running or waiting already", "try again when one is done");
        }
        try {
            write(request, wish);
        } finally {
            seats.leave(request);
        }
    }

    private void write(Context request, SqlWish wish) {
        Reply reply = new Reply(request, () -> head(request, wish));
        Writer writer = reply.writer();
        SqlAnswer answer = csv(wish) ? SqlAnswer.csv(writer) : SqlAnswer.json(writer);
        try {
            Ending ending = statements.ask(wish, who(request), new Awaited(answer, new Presence(request)));
            answer.end(ending);
            writer.flush();
            if (!reply.begun() && !ending.truncated().isEmpty()) {
                request.res().setHeader("X-Hydroscope-Truncated", ending.truncated());
            }
            reply.end();
        } catch (IOException | UncheckedIOException gone) {
            // who asked has left: this is how some answers end
            Reply.cut(request);
        } catch (RuntimeException e) {
            if (reply.begun()) {
                Reply.cut(request);
            }
            throw e;
        }
    }

    private static boolean csv(SqlWish wish) {
        return wish.form().equals(Optional.of(SqlWish.Form.CSV));
    }

    private static void head(Context request, SqlWish wish) {
        request.res().setContentType(csv(wish) ? "text/csv; charset=utf-8; header=present" : "application/json");
        wish.form().ifPresent(form -> request.res().setHeader("Content-Disposition",
                "attachment; filename=\"hydroscope-sql." + form.name().toLowerCase(Locale.ROOT) + "\""));
    }

    /** By the page's cookie, the token, or the token in a terminal; and from where. */
    private static String who(Context request) {
        boolean terminal = Optional.ofNullable(request.userAgent()).orElse("").startsWith("hydroscope-cli");
        return (!Guard.byToken(request) ? "page " : terminal ? "cli " : "token ") + request.req().getRemoteAddr();
    }
}

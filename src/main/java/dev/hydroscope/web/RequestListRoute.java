package dev.hydroscope.web;

import dev.hydroscope.format.Caveats;
import dev.hydroscope.query.Matchings;
import dev.hydroscope.query.Query;
import dev.hydroscope.query.Rankings;
import dev.hydroscope.query.Scope;
import dev.hydroscope.query.Search;
import dev.hydroscope.query.Walk;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** GET …/requests: pages of the requests of a query, gone on with by token, or entered anywhere by passing over some. */
final class RequestListRoute {
    private static final long MOST_SKIPPED = 1L << 40;

    private final Sessions sessions;
    private final Matchings matchings;
    private final Rankings rankings;

    RequestListRoute(Sessions sessions, Matchings matchings) {
        this.sessions = sessions;
        this.matchings = matchings;
        this.rankings = new Rankings(matchings);
    }

    void add(RoutesConfig routes) {
        routes.get("/api/sessions/{session}/requests", this::list);
    }

    /** @param seek whether rows are passed over until one is highlighted */
    private record Wanted(Query query, Scope scope, long skip, boolean seek) {
        static Wanted of(Parameters parameters, BooleanSupplier gone) {
            Query query = Query.parse(parameters.text("q"));
            Scope scope = Scope.newest(parameters.limit(), parameters.text("after")).with(parameters.time("from"),
                    parameters.time("to"), parameters.choice("order", Scope.Order.class, Scope.Order.NEWEST))
                    .unless(gone);
            long skip = parameters.number("skip", 0, MOST_SKIPPED, 0);
            boolean seek = parameters.flag("seek");
            boolean back = parameters.flag("back");
            if (Rankings.has(scope.order()) && (skip > 0 || seek || back)) {
                throw new Refusal(400, "skip, seek and back are for lists that go by time",
                        "send order=newest or order=oldest with them");
            }
            return new Wanted(query, back ? scope.back() : scope, skip, seek);
        }

        boolean walks() {
            return skip > 0 || seek;
        }
    }

    private void list(Context request) {
        Parameters parameters = new Parameters(request);
        Wanted wanted = Wanted.of(parameters, new Presence(request));
        String clock = sessions.get(Routes.session(request)).caveats().clock();
        Sheet sheet = Sheet.of(parameters, !clock.equals(Caveats.NO_CLOCK));
        Routes.send(request, Sight.steady(request, sessions, reader -> page(reader, wanted, sheet)));
    }

    private Map<String, Object> page(Reader reader, Wanted wanted, Sheet sheet) {
        if (Rankings.has(wanted.scope().order())) {
            Page<RequestRow> page = rankings.page(reader, wanted.query(), wanted.scope());
            return TraceRoutes.page(page, sheet.rows(reader, page.rows()));
        }
        Walk walk = new Walk(reader, matchings, wanted.query(), wanted.scope());
        Walk.Place place = wanted.seek() ? walk.until(sheet.highlight()) : walk.over(wanted.skip());
        Page<RequestRow> page = place.complete() ? new Search(reader).requests(wanted.query(), place.scope())
                : new Page<>(List.of(), place.scope().after(), 0, false);
        Map<String, Object> json = TraceRoutes.page(page, sheet.rows(reader, page.rows()));
        if (wanted.walks()) {
            json.put("skipped", place.passed());
            json.put("begun", place.scope().after());
        }
        walk.left(page.next()).ifPresent(left -> json.put("left", left));
        return json;
    }
}

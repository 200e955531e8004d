package dev.hydroscope.web;

import dev.hydroscope.query.Differences;
import dev.hydroscope.query.Dimension;
import dev.hydroscope.query.Facets;
import dev.hydroscope.query.Groups;
import dev.hydroscope.query.Matching;
import dev.hydroscope.query.Matchings;
import dev.hydroscope.query.Query;
import dev.hydroscope.session.Sessions;
import dev.hydroscope.store.Reader;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What the requests of a query are made of: GET …/facets, …/groups, …/differences. Each comes with what was found in its
 * time, and goes on when it is asked again.
 */
final class CountRoutes {
    private static final String SESSION = "/api/sessions/{session}";
    private static final long BUDGET_NANOS = 300_000_000L;
    private static final int MOST_FIELDS = 24;
    private static final int MOST_VALUES = 1000;
    private static final int USUAL_VALUES = 10;
    private static final int MOST_GROUPS = 200;
    private static final int USUAL_GROUPS = 50;

    private final Sessions sessions;
    private final Matchings matchings;
    private final Turns turns = new Turns();

    CountRoutes(Sessions sessions, Matchings matchings) {
        this.sessions = sessions;
        this.matchings = matchings;
    }

    void add(RoutesConfig routes) {
        routes.get(SESSION + "/facets", this::facets);
        routes.get(SESSION + "/groups", this::groups);
        routes.get(SESSION + "/differences", this::differences);
    }

    /** Which requests are meant. */
    record Among(Query query, long fromNanos, long toNanos) {
        static Among of(Parameters parameters) {
            return new Among(Query.parse(parameters.text("q")), parameters.time("from"), parameters.time("to"));
        }
    }

    private Object read(Context request, Function<Reader, Object> counting) {
        return turns.take(() -> Sight.steady(request, sessions, counting));
    }

    private Matching matching(Reader reader, Among among, BooleanSupplier gone) {
        return matchings.of(reader, among.query(), among.fromNanos(), among.toNanos(), BUDGET_NANOS, gone);
    }

    private void facets(Context request) {
        Parameters parameters = new Parameters(request);
        Among among = Among.of(parameters);
        List<Dimension> fields = fields(parameters.text("field"));
        int limit = (int) parameters.number("limit", 1, MOST_VALUES, USUAL_VALUES);
        BooleanSupplier gone = new Presence(request);
        Routes.send(request, read(request, reader -> {
            Matching matching = matching(reader, among, gone);
            Map<String, Object> json = CountJson.progress(matching);
            json.put("facets", Facets.of(reader, matching, fields, limit, gone).stream().map(CountJson::facet).toList());
            return json;
        }));
    }

    private void differences(Context request) {
        Parameters parameters = new Parameters(request);
        Among among = Among.of(parameters);
        if (parameters.text("of").isBlank()) {
            throw new Refusal(400, "of is missing", "send the query of those whose difference from the others of q is asked for");
        }
        Among of = new Among(among.query().and(Query.parse(parameters.text("of"))), among.fromNanos(), among.toNanos());
        BooleanSupplier gone = new Presence(request);
        Routes.send(request, read(request, reader -> {
            Matching selected = matching(reader, of, gone);
            return CountJson.differences(Differences.of(reader, matching(reader, among, gone), selected, gone));
        }));
    }

    private static List<Dimension> fields(String text) {
        Set<String> words = new LinkedHashSet<>(List.of(text.split(",")));
        if (text.isEmpty() || words.size() > MOST_FIELDS) {
            throw new Refusal(400, text.isEmpty() ? "field is missing" : "field names more than " + MOST_FIELDS + " fields",
                    "send one to " + MOST_FIELDS + " of " + Dimension.WORDS + ", with commas between");
        }
        List<Dimension> fields = new ArrayList<>();
        words.forEach(word -> fields.add(field("field", word)));
        return fields;
    }

    private static Dimension field(String name, String word) {
        String shown = word.isEmpty() ? "is missing" : "names \"" + word.substring(0, Math.min(60, word.length())) + "\"";
        return Dimension.of(word).orElseThrow(() -> new Refusal(400, name + " " + shown, "send " + Dimension.WORDS));
    }

    private void groups(Context request) {
        Parameters parameters = new Parameters(request);
        Among among = Among.of(parameters);
        Dimension by = field("by", parameters.text("by"));
        Groups.Order order = parameters.choice("order", Groups.Order.class, Groups.Order.REQUESTS);
        int limit = (int) parameters.number("limit", 1, MOST_GROUPS, USUAL_GROUPS);
        BooleanSupplier gone = new Presence(request);
        Routes.send(request, read(request, reader -> {
            Matching matching = matching(reader, among, gone);
            return CountJson.groups(by, matching, Groups.of(reader, matching, by, order, limit, gone));
        }));
    }
}

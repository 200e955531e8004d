package dev.hydroscope.query;

import dev.hydroscope.query.Expression.All;
import dev.hydroscope.store.Filter;
import dev.hydroscope.store.Lens;
import dev.hydroscope.store.Neighbours;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What of a session someone is to see: the requests for which a query holds that began in a time, on some connections, and
 * besides some that are named one by one.
 *
 * @param toNanos 0: no end
 * @param connections none: all
 */
public record Extent(Query query, long fromNanos, long toNanos, Set<Long> connections, Set<Key> requests) {
    /** What a request is called. */
    public record Key(long conn, long req) {
    }

    public Lens.Embrace embrace() {
        Expression asked = query.expression();
        Set<Expression> known = Set.copyOf(asked instanceof All all ? all.parts() : List.of(asked));
        boolean whole = query.everything() && fromNanos == 0 && toNanos == 0 && connections.isEmpty();
        return new Lens.Embrace(filter(), fromNanos, toNanos, this::wanted,
                condition -> condition.equals(asked) || known.contains(condition), this::named, whole);
    }

    /** What belongs to no connection is shown with all of a time. */
    private boolean named(long conn) {
        return connections.contains(conn) || conn == 0 && connections.isEmpty() && query.everything();
    }

    private Predicate<RequestRow> wanted(Neighbours neighbours) {
        Predicate<RequestRow> holds = new Conditions(neighbours).of(query.expression());
        return row -> (connections.isEmpty() || connections.contains(row.conn())) && holds.test(row)
                || requests.contains(new Key(row.conn(), row.req()));
    }

    private Filter filter() {
        Filter asked = Plan.filter(query.expression());
        List<Filter> named = connections.stream().<Filter>map(conn -> new Filter.Has(Term.conn(conn))).toList();
        Filter narrow = named.isEmpty() ? asked : new Filter.All(List.of(asked, new Filter.Either(named)));
        if (requests.isEmpty() || narrow instanceof Filter.Anything) {
            return narrow;
        }
        List<Filter> either = new ArrayList<>(List.of(narrow));
        requests.forEach(request -> either.add(new Filter.Has(Term.conn(request.conn()))));
        return new Filter.Either(either);
    }
}

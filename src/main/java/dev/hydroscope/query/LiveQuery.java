package dev.hydroscope.query;

import dev.hydroscope.query.Expression.All;
import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.query.Expression.Either;
import dev.hydroscope.query.Expression.Not;
import dev.hydroscope.query.Expression.OnConnection;
import dev.hydroscope.store.Passing;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.trace.Request;
import java.util.function.Predicate;

/**
 * A query held against each request once, when it is whole, without a store. What it asks of a connection, it asks of the
 * requests up to this one. For one thread.
 */
public final class LiveQuery {
    private final Passing passing = new Passing();
    private final Predicate<RequestRow> wanted;

    /** @throws IllegalArgumentException where only a stored session could tell */
    public LiveQuery(Query query) {
        refuse(query.expression());
        wanted = new Conditions(passing).of(query.expression());
    }

    private static void refuse(Expression expression) {
        if (expression instanceof All all) {
            all.parts().forEach(LiveQuery::refuse);
        } else if (expression instanceof Either either) {
            either.parts().forEach(LiveQuery::refuse);
        } else if (expression instanceof Not not) {
            refuse(not.part());
        } else if (expression instanceof OnConnection on) {
            refuse(on.part());
        } else if (expression instanceof Condition condition
                && (condition.field().ofTransport() || condition.field().parts().length > 0)) {
            throw new IllegalArgumentException(condition.field().word()
                    + " is worked out of all that a connection does: only a session can be asked for it");
        }
    }

    public boolean holds(Request request) {
        return wanted.test(passing.next(request));
    }
}

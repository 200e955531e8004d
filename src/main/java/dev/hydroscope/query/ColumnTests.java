package dev.hydroscope.query;

import dev.hydroscope.query.Expression.All;
import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.query.Expression.Either;
import dev.hydroscope.query.Expression.Not;
import dev.hydroscope.query.Expression.OnConnection;
import dev.hydroscope.query.Expression.Word;
import dev.hydroscope.store.Protocol;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/** Makes of a query what is asked of the columns; what {@link Conditions} makes of it is the same, asked of a row. */
final class ColumnTests {
    private ColumnTests() {
    }

    static ColumnTest of(Expression expression) {
        if (expression instanceof All all) {
            return ColumnTest.All.of(all.parts().stream().map(ColumnTests::of).toList());
        } else if (expression instanceof Either either) {
            return ColumnTest.Either.of(either.parts().stream().map(ColumnTests::of).toList());
        } else if (expression instanceof Not not) {
            return new ColumnTest.Not(of(not.part()));
        } else if (expression instanceof OnConnection on) {
            return new ColumnTest.Found(on);
        } else if (expression instanceof Word) {
            return new ColumnTest.Row();
        }
        return condition((Condition) expression);
    }

    private static ColumnTest condition(Condition condition) {
        if (condition.operator() == Operator.NOT_EQUAL) {
            return new ColumnTest.Not(condition(new Condition(condition.field(), condition.name(), Operator.EQUAL,
                    condition.literal(), condition.number())));
        }
        if (condition.field().ofTransport() || condition.field().ofConnection()) {
            return new ColumnTest.OfConnection(condition);
        }
        return switch (condition.field()) {
            case STATUS -> number(condition, (look, place) -> known(look.block().status(place)));
            case DURATION -> number(condition, (look, place) -> look.block().durationNanos(place) < 0 ? Conditions.ABSENT
                    : look.block().durationNanos(place));
            case CONN -> number(condition, (look, place) -> look.block().conn(place));
            case REQ -> number(condition, (look, place) -> look.block().req(place));
            case TIME -> number(condition, (look, place) -> look.block().atNanos(place));
            case THREAD -> number(condition, (look, place) -> known(look.block().thread(place)));
            case CLASS -> new ColumnTest.Compared((look, place) -> look.block().status(place),
                    once(ValueTest.of(condition, true), status -> Conditions.className((int) status)));
            case PROTOCOL -> protocol(condition);
            case METHOD, SCHEME, AUTHORITY, PATH, PATH_1, PATH_2, PATH_3, REQUEST_HEADER, RESPONSE_HEADER, HEADER ->
                new HeaderColumnTest(condition);
            default -> new ColumnTest.Row();
        };
    }

    private static long known(long number) {
        return number == 0 ? Conditions.ABSENT : number;
    }

    private static ColumnTest number(Condition condition, ColumnTest.Number number) {
        return new ColumnTest.Compared(number, value -> Conditions.holds(condition, value));
    }

    private static ColumnTest protocol(Condition condition) {
        return condition.operator().textual()
                ? new ColumnTest.Compared((look, place) -> look.block().httpVersion(place),
                        once(ValueTest.of(condition, false), version -> Protocol.name((int) version)))
                : number(condition, (look, place) -> known(look.block().httpVersion(place)));
    }

    /** Of a number as a text: tested once each; 0 stands for none. */
    private static LongPredicate once(ValueTest test, LongFunction<String> text) {
        Map<Long, Boolean> known = new HashMap<>();
        return number -> number != 0 && known.computeIfAbsent(number, fresh -> Conditions.test(test, text.apply(fresh)));
    }

    /** What is asked of connections in a query, the innermost apart. */
    static Set<OnConnection> asked(Expression expression) {
        Set<OnConnection> found = new LinkedHashSet<>();
        if (expression instanceof All all) {
            all.parts().forEach(part -> found.addAll(asked(part)));
        } else if (expression instanceof Either either) {
            either.parts().forEach(part -> found.addAll(asked(part)));
        } else if (expression instanceof Not not) {
            found.addAll(asked(not.part()));
        } else if (expression instanceof OnConnection on) {
            found.add(on);
        }
        return found;
    }

    /** Whether what it says of a request can change though nothing of that request is written. */
    static boolean restless(Expression expression) {
        if (expression instanceof All all) {
            return all.parts().stream().anyMatch(ColumnTests::restless);
        } else if (expression instanceof Either either) {
            return either.parts().stream().anyMatch(ColumnTests::restless);
        } else if (expression instanceof Not not) {
            return restless(not.part());
        } else if (expression instanceof Condition condition) {
            return condition.field().ofTransport() || condition.field().ofConnection();
        }
        return true;
    }
}

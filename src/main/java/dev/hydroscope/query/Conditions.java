package dev.hydroscope.query;

import dev.hydroscope.query.Expression.All;
import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.query.Expression.Either;
import dev.hydroscope.query.Expression.Not;
import dev.hydroscope.query.Expression.OnConnection;
import dev.hydroscope.query.Expression.Word;
import dev.hydroscope.query.Field.Type;
import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.store.Beside;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.RequestRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Makes of a query what is held against each row: the truth, whatever the search segments told. */
final class Conditions {
    static final long ABSENT = Long.MIN_VALUE;

    private final Beside beside;

    Conditions(Beside beside) {
        this.beside = beside;
    }

    Predicate<RequestRow> of(Expression expression) {
        if (beside.lens().holds(expression)) {
            return row -> true;
        }
        if (expression instanceof All all) {
            List<Predicate<RequestRow>> parts = all.parts().stream().map(this::of).toList();
            return row -> parts.stream().allMatch(part -> part.test(row));
        } else if (expression instanceof Either either) {
            List<Predicate<RequestRow>> parts = either.parts().stream().map(this::of).toList();
            return row -> parts.stream().anyMatch(part -> part.test(row));
        } else if (expression instanceof Not not) {
            return of(not.part()).negate();
        } else if (expression instanceof OnConnection on) {
            return beside.anyOf(of(on.part()));
        } else if (expression instanceof Word word) {
            return new WordTest(word.text(), beside);
        }
        return condition((Condition) expression);
    }

    private Predicate<RequestRow> condition(Condition condition) {
        if (condition.operator() == Operator.NOT_EQUAL) {
            return condition(new Condition(condition.field(), condition.name(), Operator.EQUAL, condition.literal(),
                    condition.number())).negate();
        }
        Part[] parts = condition.field().parts();
        if (parts.length > 0) {
            return share(condition, parts);
        }
        if (condition.field().ofTransport()) {
            return new TransportTest(condition, beside);
        }
        return switch (condition.field()) {
            case PROTOCOL -> protocol(condition);
            case CLASS -> statusClass(condition);
            case PATH_1, PATH_2, PATH_3 -> HeaderTest.beginning(condition)::test;
            case THREAD -> number(condition, row -> row.thread() == 0 ? ABSENT : row.thread());
            case STATUS -> number(condition, row -> row.status() == 0 ? ABSENT : row.status());
            case DURATION -> number(condition, row -> row.durationNanos() < 0 ? ABSENT : row.durationNanos());
            case CONN -> number(condition, RequestRow::conn);
            case REQ -> number(condition, RequestRow::req);
            case TIME -> number(condition, RequestRow::atNanos);
            case PEER -> text(condition, ConnectionRow::peer);
            case NETWORK -> text(condition, row -> Network.of(row.peer()).name());
            case SNI -> text(condition, ConnectionRow::sni);
            case ALPN -> text(condition, ConnectionRow::alpn);
            case UUID -> text(condition, ConnectionRow::uuid);
            case PID -> ofConnection(condition, ConnectionRow::pid);
            case GENERATION -> ofConnection(condition, ConnectionRow::generation);
            case REQUESTS -> ofConnection(condition, row -> row.requests() < 0 ? ABSENT : row.requests());
            case EVENTS -> ofConnection(condition, row -> row.events() < 0 ? ABSENT : row.events());
            default -> HeaderTest.of(condition)::test;
        };
    }

    /** The bare field asks for any time at all. */
    private static Predicate<RequestRow> share(Condition condition, Part[] parts) {
        if (condition.operator() == Operator.EXISTS) {
            return row -> row.verdictShare(parts) > 0;
        }
        return number(condition, row -> row.verdictShare(parts) < 0 ? ABSENT : row.verdictShare(parts));
    }

    private static Predicate<RequestRow> number(Condition condition, ToLongFunction<RequestRow> value) {
        return row -> holds(condition, value.applyAsLong(row));
    }

    static boolean holds(Condition condition, long value) {
        return value != ABSENT && (condition.operator() == Operator.EXISTS
                || condition.operator().holds(Long.compare(value, condition.number())));
    }

    private static Predicate<RequestRow> protocol(Condition condition) {
        if (condition.field().type == Type.PROTOCOL && condition.operator().textual()) {
            ValueTest test = ValueTest.of(condition, false);
            return row -> row.httpVersion() != 0 && test(test, row.protocol());
        }
        return number(condition, row -> row.httpVersion() == 0 ? ABSENT : row.httpVersion());
    }

    private static Predicate<RequestRow> statusClass(Condition condition) {
        ValueTest test = ValueTest.of(condition, true);
        return row -> row.status() != 0 && test(test, className(row.status()));
    }

    static String className(int status) {
        return status / 100 + "xx";
    }

    private Predicate<RequestRow> text(Condition condition, Function<ConnectionRow, String> text) {
        ValueTest test = ValueTest.of(condition, false);
        return row -> beside.connection(row).map(text).filter(value -> !value.isEmpty())
                .filter(value -> test(test, value)).isPresent();
    }

    static boolean test(ValueTest test, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return test.test(bytes, 0, bytes.length);
    }

    private Predicate<RequestRow> ofConnection(Condition condition, ToLongFunction<ConnectionRow> value) {
        return row -> beside.connection(row).filter(c -> holds(condition, value.applyAsLong(c))).isPresent();
    }
}

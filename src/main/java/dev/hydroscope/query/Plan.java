package dev.hydroscope.query;

import dev.hydroscope.query.Expression.All;
import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.query.Expression.Either;
import dev.hydroscope.store.Filter;
import dev.hydroscope.store.Term;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What of a query the search segments and the times of blocks can answer: never more than the query means. */
final class Plan {
    private static final Filter ANYTHING = new Filter.Anything();

    private Plan() {
    }

    static Filter filter(Expression expression) {
        if (expression instanceof All all) {
            return all(all.parts());
        } else if (expression instanceof Either either) {
            List<Filter> parts = either.parts().stream().map(Plan::filter).toList();
            return parts.contains(ANYTHING) ? ANYTHING : new Filter.Either(parts);
        } else if (expression instanceof Condition condition) {
            return filter(condition);
        }
        return ANYTHING;
    }

    /** What is exact first: it leaves the fewest. */
    private static Filter all(List<Expression> expressions) {
        List<Filter> parts = new ArrayList<>();
        for (Expression expression : expressions) {
            Filter filter = filter(expression);
            if (filter instanceof Filter.Has) {
                parts.add(0, filter);
            } else if (!filter.equals(ANYTHING)) {
                parts.add(filter);
            }
        }
        return parts.isEmpty() ? ANYTHING : parts.size() == 1 ? parts.get(0) : new Filter.All(parts);
    }

    private static Filter filter(Condition condition) {
        boolean equal = condition.operator() == Operator.EQUAL;
        return switch (condition.field()) {
            case METHOD, SCHEME, AUTHORITY -> equal
                    ? new Filter.Has(Term.folded(":" + condition.field().word(), condition.literal())) : ANYTHING;
            case PATH -> equal ? header(":path", condition.literal()) : ANYTHING;
            case REQUEST_HEADER, RESPONSE_HEADER, HEADER -> equal ? header(condition.name(), condition.literal())
                    : condition.operator() == Operator.NOT_EQUAL ? ANYTHING : new Filter.Named(condition.name());
            case STATUS -> status(condition);
            case CLASS -> equal && condition.literal().matches("[0-9](?i)xx")
                    ? new Filter.Classes(1 << condition.literal().charAt(0) - '0') : ANYTHING;
            case PROTOCOL -> equal ? new Filter.Has(Term.version((int) condition.number())) : ANYTHING;
            case CONN -> equal ? new Filter.Has(Term.conn(condition.number())) : ANYTHING;
            default -> verdict(condition);
        };
    }

    /** Requests are posted under a part of their time from some shares on. */
    private static Filter verdict(Condition condition) {
        boolean atLeast = switch (condition.operator()) {
            case EQUAL, GREATER, GREATER_OR_EQUAL -> condition.field().parts().length > 0;
            default -> false;
        };
        OptionalLong term = atLeast ? Term.verdict(condition.number(), condition.field().parts()) : OptionalLong.empty();
        return term.isPresent() ? new Filter.Has(term.getAsLong()) : ANYTHING;
    }

    private static Filter header(String key, String value) {
        return new Filter.Has(Term.header(key, value.getBytes(StandardCharsets.UTF_8)));
    }

    private static Filter status(Condition condition) {
        if (condition.operator() == Operator.EQUAL && Math.abs(condition.number()) < Integer.MAX_VALUE) {
            return new Filter.Has(Term.status((int) condition.number()));
        }
        if (!condition.operator().ordering()) {
            return ANYTHING;
        }
        int bits = 0;
        for (int hundreds = 0; hundreds < 10; hundreds++) {
            bits |= someHolds(condition, hundreds) ? 1 << hundreds : 0;
        }
        return condition.number() < 0 || condition.number() >= 1000 ? ANYTHING : new Filter.Classes(bits);
    }

    private static boolean someHolds(Condition condition, int hundreds) {
        for (int status = hundreds * 100; status < hundreds * 100 + 100; status++) {
            if (condition.operator().holds(Long.compare(status, condition.number()))) {
                return true;
            }
        }
        return false;
    }

    /** The earliest time that the conditions on all requests leave. */
    static long from(Expression expression, long from) {
        long earliest = from;
        for (Condition condition : times(expression)) {
            boolean bound = switch (condition.operator()) {
                case EQUAL, GREATER, GREATER_OR_EQUAL -> true;
                default -> false;
            };
            earliest = bound ? Math.max(earliest, condition.number()) : earliest;
        }
        return earliest;
    }

    /** The latest; 0: no end. */
    static long to(Expression expression, long to) {
        long latest = to == 0 ? Long.MAX_VALUE : to;
        for (Condition condition : times(expression)) {
            boolean bound = switch (condition.operator()) {
                case EQUAL, LESS, LESS_OR_EQUAL -> true;
                default -> false;
            };
            latest = bound ? Math.min(latest, condition.number()) : latest;
        }
        return latest;
    }

    private static List<Condition> times(Expression expression) {
        List<Expression> parts = expression instanceof All all ? all.parts() : List.of(expression);
        return parts.stream().filter(part -> part instanceof Condition c && c.field() == Field.TIME)
                .map(Condition.class::cast).toList();
    }
}

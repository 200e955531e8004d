package dev.hydroscope.query;

import java.util.List;

/** A query as people write it, understood. */
public final class Query {
    private final String text;
    private final Expression expression;

    private Query(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
    }

    /**
     * Understands a query; "" asks for everything.
     *
     * @throws QuerySyntaxException with the place and a hint
     */
    public static Query parse(String text) {
        return new Query(text, Parser.parse(text));
    }

    /** What both hold for. */
    public Query and(Query other) {
        return everything() ? other : other.everything() ? this : new Query("(" + text + ") and (" + other.text + ")",
                new Expression.All(List.of(expression, other.expression)));
    }

    public String text() {
        return text;
    }

    /** Those of its requests for which a condition holds, too. */
    Query and(String condition) {
        return everything() ? parse(condition) : parse("(" + text + ") and " + condition);
    }

    /** Whether it asks nothing. */
    public boolean everything() {
        return expression instanceof Expression.All all && all.parts().isEmpty();
    }

    Expression expression() {
        return expression;
    }
}

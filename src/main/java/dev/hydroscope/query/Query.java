package dev.hydroscope.query;

/** A query as people write it, understood. */
public final class Query {
    private final String text;

    private Query(String text) {
        this.text = text;
    }

    /**
     * Understands a query; "" asks for everything.
     *
     * @throws QuerySyntaxException with the place and a hint
     */
    public static Query parse(String text) {
        return new Query(text);
    }

    public String text() {
        return text;
    }
}

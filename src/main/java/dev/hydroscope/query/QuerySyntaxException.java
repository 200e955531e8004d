package dev.hydroscope.query;

/** A query that cannot be understood: what, where (the characters from..to), and in the hint what to write. */
public final class QuerySyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;
    private final int from;
    private final int to;

    QuerySyntaxException(String message, String hint, int from, int to) {
        super(message);
        this.hint = hint;
        this.from = from;
        this.to = to;
    }

    public String hint() {
        return hint;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }
}

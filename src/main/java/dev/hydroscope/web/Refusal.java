package dev.hydroscope.web;

import dev.hydroscope.query.QuerySyntaxException;
import java.util.Map;

/** An answer other than what was asked for: its status, what is wrong, what would be right. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final String hint;
    private final transient Map<String, Object> more;

    Refusal(int status, String message, String hint) {
        this(status, message, hint, Map.of());
    }

    private Refusal(int status, String message, String hint, Map<String, Object> more) {
        super(message, null, false, false);
        this.status = status;
        this.hint = hint;
        this.more = more;
    }

    /** A query that cannot be understood, and which of several it is. */
    static Refusal of(String field, QuerySyntaxException e) {
        return new Refusal(422, e.getMessage(), e.hint(),
                Map.of("field", field, "position", Map.of("from", e.from(), "to", e.to())));
    }

    /** What the answer says beside. */
    Map<String, Object> more() {
        return more;
    }

    int status() {
        return status;
    }

    String hint() {
        return hint;
    }
}

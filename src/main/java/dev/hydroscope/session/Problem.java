package dev.hydroscope.session;

/** What went wrong and why (the message), and what a person can do about it (the hint). Shown as it is, to anyone who asked. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whose turn it is: the request is malformed, its values are wrong, nothing is there, not now, or the machine cannot. */
    public enum Kind { MALFORMED, INVALID, MISSING, CONFLICT, TOO_LARGE, UNAVAILABLE }

    private final Kind kind;
    private final String hint;
    private final String field;

    public Problem(Kind kind, String message, String hint) {
        this(kind, message, hint, "", null);
    }

    public Problem(Kind kind, String message, String hint, Throwable cause) {
        this(kind, message, hint, "", cause);
    }

    private Problem(Kind kind, String message, String hint, String field, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.hint = hint;
        this.field = field;
    }

    static Problem of(String field, String what, String hint) {
        return new Problem(Kind.INVALID, field + " " + what, hint, field, null);
    }

    public Kind kind() {
        return kind;
    }

    public String hint() {
        return hint;
    }

    /** The field of the body that is wrong, or "". */
    public String field() {
        return field;
    }
}

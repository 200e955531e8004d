package dev.hydroscope.sql;

/** A statement that has no answer: what, and what to do. */
public final class SqlException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String hint;
    private final int position;

    /**
     * Whether it cannot be read or is not allowed (REFUSED), went wrong (FAILED), took too much (STOPPED), or others run and
     * it could not begin (BUSY).
     */
    public enum Kind {
        REFUSED, FAILED, STOPPED, BUSY
    }

    /** @param position of the first character that is wrong, from 0; -1: none is known */
    public SqlException(Kind kind, String message, String hint, int position) {
        super(message);
        this.kind = kind;
        this.hint = hint;
        this.position = position;
    }

    public Kind kind() {
        return kind;
    }

    public String hint() {
        return hint;
    }

    public int position() {
        return position;
    }
}

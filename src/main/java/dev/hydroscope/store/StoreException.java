package dev.hydroscope.store;

/** A session's file cannot be made, opened or read, or not so: what, why, and in the hint what to do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;
    private final boolean asked;

    StoreException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
        this.asked = false;
    }

    /** What was asked for is wrong, not the file. */
    StoreException(String message, String hint) {
        super(message);
        this.hint = hint;
        this.asked = true;
    }

    /** Whether the question was wrong, rather than the file. */
    public boolean asked() {
        return asked;
    }

    public String hint() {
        return hint;
    }
}

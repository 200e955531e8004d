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

    /** Packed rows that are not as they were written; of files that nobody has changed there are none. */
    static StoreException damaged(String what, RuntimeException cause) {
        return new StoreException(what + " of this session is not as Hydroscope writes it",
                "its file is damaged: take a copy of it, or import the session once more", cause);
    }

    /** Whether the question was wrong, rather than the file. */
    public boolean asked() {
        return asked;
    }

    /** Whether rows are not as they were written, rather than out of reach. */
    boolean damaged() {
        return getCause() instanceof RuntimeException;
    }

    public String hint() {
        return hint;
    }
}

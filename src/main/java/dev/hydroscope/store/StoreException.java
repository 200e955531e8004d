package dev.hydroscope.store;

/** A session's file cannot be made, opened or read: what, why, and in the hint what to do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    StoreException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}

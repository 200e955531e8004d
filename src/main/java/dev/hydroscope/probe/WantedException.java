package dev.hydroscope.probe;

/** What is asked for cannot be traced, or cannot be read: its message says what and why, its hint what to do. */
public final class WantedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String hint;

    WantedException(String what, String hint) {
        super(what);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}

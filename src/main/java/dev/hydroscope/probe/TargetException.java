package dev.hydroscope.probe;

/** A process that cannot be a target: its message says which and why, its hint what to do. */
public final class TargetException extends Exception {
    private static final long serialVersionUID = 1;

    private final String hint;

    TargetException(int pid, String why, String hint) {
        super("process " + pid + ": " + why);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}

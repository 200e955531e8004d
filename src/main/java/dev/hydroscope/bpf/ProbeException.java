package dev.hydroscope.bpf;

/** What could not be done and why (the message), and what a person can do about it (the hint). */
public final class ProbeException extends Exception {
    private static final long serialVersionUID = 1;
    private final String hint;

    public ProbeException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}

package dev.hydroscope.cli;

/** Why a command cannot do what it was asked: the message says what and why, the hint what to do. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    Failure(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    String hint() {
        return hint;
    }
}

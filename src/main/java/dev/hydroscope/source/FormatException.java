package dev.hydroscope.source;

import dev.hydroscope.format.TraceFormats;

/** Why a trace cannot be read: the message says what and why, the hint what to do. */
public final class FormatException extends Exception {
    private static final long serialVersionUID = 1;

    private final String hint;

    FormatException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    static FormatException unknown(String name, boolean empty) {
        return new FormatException(name + (empty ? " is empty" : " is of no format that is known here"),
                "give a file of one of these, plain or gzip: " + TraceFormats.names());
    }

    public String hint() {
        return hint;
    }
}

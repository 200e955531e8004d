package dev.hydroscope.source;

import java.io.IOException;

/** A recording that cannot be read or written: its message says which and why, its hint what to do. */
public final class RecordingException extends IOException {
    private static final long serialVersionUID = 1;

    private final String hint;

    RecordingException(String name, String why, String hint) {
        super(name + ": " + why);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}

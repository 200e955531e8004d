package dev.hydroscope.probe;

import java.io.IOException;
import java.nio.file.Path;

/** A file whose probes cannot be read: its message says what and why, its hint what to do. */
public final class ProbeFileException extends IOException {
    private static final long serialVersionUID = 1;

    private final String hint;

    ProbeFileException(Path file, String why, String hint) {
        super(file + ": " + why);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}

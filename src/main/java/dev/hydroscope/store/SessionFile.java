package dev.hydroscope.store;

import java.nio.file.Path;

/** The one file of a session: written by one thread once, read by any; sealed at the end and read-only from then on. */
public final class SessionFile implements AutoCloseable {
    private final Path path;

    private SessionFile(Path path) {
        this.path = path;
    }

    /** A new session's file; its name ends with `.mv.db`. */
    public static SessionFile create(Path path) {
        return new SessionFile(path);
    }

    /** A file that was written before; one that was never sealed (a crash) is brought in order and sealed first. */
    public static SessionFile open(Path path) {
        return new SessionFile(path);
    }

    public Path path() {
        return path;
    }

    /** The only writer; not of a sealed file. */
    public Writer writer() {
        throw new UnsupportedOperationException();
    }

    public Reader reader() {
        throw new UnsupportedOperationException();
    }

    public boolean sealed() {
        throw new UnsupportedOperationException();
    }

    /** Whether its writer ended without sealing it: the last moments may lack. */
    public boolean crashed() {
        throw new UnsupportedOperationException();
    }

    /** On disk. */
    public long bytes() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
    }
}

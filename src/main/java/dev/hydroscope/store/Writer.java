package dev.hydroscope.store;

import dev.hydroscope.trace.Changes;
import java.util.List;

/**
 * Writes a session; for one thread, which must never be interrupted (that closes H2's file). What cannot be written is
 * counted as lost; no call throws for the disk's sake or waits for it to come back.
 */
public final class Writer {
    /** Written and visible to readers when this returns, or counted as lost. */
    public void write(Changes changes) {
        throw new UnsupportedOperationException();
    }

    /** Losses of other hops since the last call; neighbouring intervals of a hop become one. */
    public void losses(List<Loss> losses) {
        throw new UnsupportedOperationException();
    }

    /** What a reader finds under {@link Reader#info}: settings, the target, a note. */
    public void info(String key, String value) {
        throw new UnsupportedOperationException();
    }

    /** May be asked by any thread. */
    public Counts counts() {
        throw new UnsupportedOperationException();
    }

    /** The end: all is searchable, compact and read-only. */
    public void seal() {
        throw new UnsupportedOperationException();
    }
}

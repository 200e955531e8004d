package dev.hydroscope.session;

import java.util.List;

/** Hits of probes, added up while they come. */
public interface Tallies extends AutoCloseable {
    /** So far; the same probes in the same order each time. */
    List<Tally> now();

    /** Hits of which nothing is known but that there were some. */
    long lost();

    boolean ended();

    /** Why it ended; "" while it has not. */
    String reason();

    /** Detached; what was added up stays. */
    @Override
    void close();
}

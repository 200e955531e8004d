package dev.hydroscope.store;

/**
 * What a session's file holds.
 *
 * @param events probe events, header events among them
 * @param truncated events with a value that was cut
 * @param lost events that reached the store and could not be written
 */
public record Counts(long events, long connections, long requests, long headers, long packets, long truncated,
        long lost) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    Counts withLost(long events) {
        return new Counts(this.events, connections, requests, headers, packets, truncated, events);
    }
}

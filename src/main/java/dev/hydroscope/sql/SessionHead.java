package dev.hydroscope.sql;

/**
 * What the catalogue knows of a session, for the view of that name.
 *
 * @param endedNanos 0: it is not over
 */
public record SessionHead(String id, String name, String state, String source, long startedNanos, long endedNanos, String note) {
}

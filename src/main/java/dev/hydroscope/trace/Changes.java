package dev.hydroscope.trace;

import java.util.List;

/**
 * What the assembler hands to the store at once: rows that are new or have grown, and events in order. Header events
 * are not among the runs: they are their request's headers. The three lists together hold every accepted event exactly
 * once, over all changes of a session (but those the filter dropped). A row that was here before has grown and replaces
 * it.
 *
 * @param events how many events become stored by this: those of the runs, and headers that were in no change before
 */
public record Changes(List<Connection> connections, List<Request> requests, List<Run> runs, long events) {
    /** Consecutive events of one connection, oldest first. */
    public record Run(Connection connection, List<Event> events) {
    }
}

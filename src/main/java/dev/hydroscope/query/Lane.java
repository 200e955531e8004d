package dev.hydroscope.query;

import java.util.List;
import java.util.Optional;

/**
 * A row of a timeline.
 *
 * @param key under which it is asked for again
 * @param condition of its requests, as a query; "" of a lane of one request
 * @param conn -1 where it is of several connections
 * @param protocol "" where nothing tells
 * @param requests how many are under way in the window
 */
public record Lane(String key, String label, String condition, long conn, String protocol, Optional<Life> life,
        long requests, List<Item> items) {
    /**
     * The longest of the requests that began in a step.
     *
     * @param count how many did
     * @param label "" where it would have no room
     */
    public record Item(Moment longest, long count, String label) {
    }
}

package dev.hydroscope.store;

import dev.hydroscope.trace.Event;

/**
 * A stored event, as it was accepted.
 *
 * @param req the request it belongs to (req_id or the stream's id), or -1
 */
public record EventRow(Event event, long req) {
}

package dev.hydroscope.store;

import dev.hydroscope.quic.Grid;

/**
 * The series of a connection in a window.
 *
 * @param exact false where the connection has events that were not looked at
 */
public record Series(Grid grid, boolean exact) {
}

package dev.hydroscope.store;

import dev.hydroscope.quic.Mark;

/**
 * A moment of a connection, or several of a kind where there are too many to list.
 *
 * @param untilNanos of several the last one's time
 * @param text what it was, or of several how many
 */
public record MarkRow(Mark mark, long atNanos, long untilNanos, String text, int count) {
}

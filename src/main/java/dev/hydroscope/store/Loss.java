package dev.hydroscope.store;

/** Events that did not get past a hop (kernel, queue, store) in an interval. */
public record Loss(String hop, long fromNanos, long toNanos, long count) {
}

package dev.hydroscope.session;

import java.util.ArrayDeque;
import java.util.Deque;

/** How much comes a second, over the last few. */
final class Rates {
    private static final long WINDOW_NANOS = 3_000_000_000L;

    private record Sample(long at, long events, long requests) {
    }

    private final Deque<Sample> samples = new ArrayDeque<>();

    synchronized void add(long atNanos, long events, long requests) {
        samples.addLast(new Sample(atNanos, events, requests));
        while (samples.size() > 2 && atNanos - samples.getFirst().at() > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    synchronized Rate now() {
        if (samples.size() < 2) {
            return new Rate(0, 0);
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = Math.max(last.at() - first.at(), 1) / 1e9;
        return new Rate(Math.round((last.events() - first.events()) / seconds),
                Math.round((last.requests() - first.requests()) / seconds));
    }
}

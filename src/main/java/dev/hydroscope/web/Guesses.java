package dev.hydroscope.web;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts wrong ids of links by the address that they come from: after some of them it hears only that for a while. A right one
 * is never refused: a tunnel or a proxy is one address for many, and one of them must not lock out the others.
 */
final class Guesses {
    static final int MOST = 20;
    private static final long WHILE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_ADDRESSES = 10_000;

    private record Wrong(long sinceNanos, int count) {
    }

    private final Map<String, Wrong> wrong = new HashMap<>();

    synchronized void wrong(String address) {
        Wrong known = wrong.get(address);
        if (known != null && over(known)) {
            wrong.remove(address);
        } else if (known != null && known.count() >= MOST) {
            throw new Refusal(429, "too many links that do not exist were asked for from here",
                    "wait a minute, then open the link as it was sent to you");
        }
        if (wrong.size() >= MOST_ADDRESSES) {
            wrong.values().removeIf(Guesses::over);
        }
        if (wrong.size() < MOST_ADDRESSES) {
            wrong.merge(address, new Wrong(System.nanoTime(), 1), (one, more) -> new Wrong(one.sinceNanos(), one.count() + 1));
        }
    }

    private static boolean over(Wrong known) {
        return System.nanoTime() - known.sinceNanos() > WHILE_NANOS;
    }
}

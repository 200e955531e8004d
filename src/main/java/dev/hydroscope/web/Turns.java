package dev.hydroscope.web;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets some at a time do what takes much memory, the others wait for their turn: of half a million groups one answer takes some
 * 50 MB while it is made, and the heap is bounded.
 */
final class Turns {
    private static final int AT_ONCE = 2;
    private static final long PATIENCE_SECONDS = 10;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    <T> T take(Supplier<T> work) {
        boolean mine = false;
        try {
            mine = turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mine) {
            throw new Refusal(503, "too much is being counted already", "ask again in a moment");
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}

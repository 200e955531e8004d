package dev.hydroscope.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Waits until something is over: of itself, by its time, because somebody says so, or by Ctrl-C. What follows is done once. */
final class Until {
    private static final long LOOK_MILLIS = 50;
    private static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(10_000);

    private final CountDownLatch over = new CountDownLatch(1);

    /** It is over. */
    void end() {
        over.countDown();
    }

    /**
     * @param millis at most; 0 for ever
     * @param tickMillis how often the tick is called; 0 never
     * @param finish its answer is the exit status
     */
    int await(BooleanSupplier ended, long millis, long tickMillis, Runnable tick, IntSupplier finish)
            throws InterruptedException {
        Thread interrupted = new Thread(() -> {
            over.countDown();
            Runtime.getRuntime().halt(finish.getAsInt());
        }, "stop");
        Runtime.getRuntime().addShutdownHook(interrupted);
        long begun = System.nanoTime();
        long until = begun + TimeUnit.MILLISECONDS.toNanos(millis == 0 ? LONGEST_MILLIS : millis);
        long every = TimeUnit.MILLISECONDS.toNanos(tickMillis);
        long next = begun + every;
        while (!ended.getAsBoolean() && System.nanoTime() - until < 0
                && !over.await(wait(next, every, until), TimeUnit.NANOSECONDS)) {
            if (every > 0 && System.nanoTime() - next >= 0) {
                tick.run();
                next += every;
            }
        }
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            new CountDownLatch(1).await();
        }
        return finish.getAsInt();
    }

    private static long wait(long next, long every, long until) {
        long now = System.nanoTime();
        long look = TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
        long rest = Math.min(until - now, every > 0 ? next - now : look);
        return Math.max(0, Math.min(look, rest));
    }
}

package dev.hydroscope.cli;

import dev.hydroscope.session.Listening;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What log tells of itself when it is asked to: what is attached, and what came of it. */
final class LogDebug {
    private static final long EVERY_NANOS = 10_000_000_000L;

    private final int level;
    private final PrintWriter err;
    private long toldAt = System.nanoTime();
    private long told;
    private long toldLost;

    /** @param level 0 tells nothing, 1 what happens, 2 each probe, too */
    LogDebug(int level, PrintWriter err) {
        this.level = level;
        this.err = err;
    }

    void attached(Listening listening) {
        if (level > 0) {
            listening.attached().forEach(line -> err.println(Text.shown(line)));
        }
        if (level > 1) {
            listening.machine().forEach(line -> err.println("  " + Text.shown(line)));
            listening.fired().forEach(fired -> err.println("  " + fired.probe()));
        }
        err.flush();
    }

    /** How many came each ten seconds. */
    void pass(Listening listening) {
        long now = System.nanoTime();
        if (level > 0 && now - toldAt >= EVERY_NANOS) {
            double seconds = (now - toldAt) / 1e9;
            long events = listening.events();
            long lost = listening.losses().stream().mapToLong(loss -> loss.count()).sum();
            err.printf(Locale.ROOT, "%,.0f events a second, %,d lost%n", (events - told) / seconds, lost - toldLost);
            err.flush();
            toldAt = now;
            told = events;
            toldLost = lost;
        }
    }

    /** The kernel's own count, probe by probe. */
    void ended(Listening listening) {
        List<Listening.Fired> fired = level > 1 ? listening.fired() : List.of();
        fired.stream().filter(one -> one.hits() > 0).forEach(one -> err.printf(Locale.ROOT,
                "  %s fired %,d, filtered %,d, sampled out %,d, lost %,d%n", one.probe(), one.hits(), one.filtered(),
                one.sampledOut(), one.lost()));
        err.flush();
    }
}

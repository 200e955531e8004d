package dev.hydroscope.cli;

import dev.hydroscope.session.Listening;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.store.Loss;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** What became of all events, told at the end. */
final class LogSummary {
    private static final Map<String, String> HOPS = Map.of("kernel", "the kernel's buffer, which was full",
            "queue", "the queue to the output, which was too slow");

    private LogSummary() {
    }

    static void print(Listening listening, long lines, PrintWriter err) {
        long lost = listening.losses().stream().mapToLong(Loss::count).sum();
        err.printf(Locale.ROOT, "%,d events, %,d printed, %,d lost, %,d could not be read%n", listening.events(), lines, lost,
                listening.caveats().undecodable());
        listening.losses().forEach(loss -> err.printf(Locale.ROOT, "  lost %,d in %s, from %s to %s%n", loss.count(),
                HOPS.getOrDefault(loss.hop(), loss.hop()), Nanos.iso(loss.fromNanos()), Nanos.iso(loss.toNanos())));
        if (listening.leftOut() > 0) {
            err.printf(Locale.ROOT, "  %,d left out, as their connection or request is not asked for%n", listening.leftOut());
        }
        if (listening.untold() > 0) {
            err.printf(Locale.ROOT, "  left out %,d connection%s of which nobody could tell the address or server name%n",
                    listening.untold(), listening.untold() == 1 ? "" : "s");
        }
        listening.caveats().notes().forEach(note -> err.println("  " + Text.shown(note)));
        listening.session().ifPresent(session -> err.println("  stored as session " + session.id() + ", "
                + Text.shown(session.name()) + "; hydroscope sessions lists it"));
        err.flush();
    }
}

package dev.hydroscope.cli;

import dev.hydroscope.format.EventWriter;
import dev.hydroscope.session.Launched;
import dev.hydroscope.session.Listening;
import dev.hydroscope.trace.Event;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Events printed from attached to told, as long as there is somebody to print them for. */
final class EventSession {
    private final Listening listening;
    private final Optional<Launched> launched;
    private final PrintWriter err;
    private final Until until = new Until();
    private volatile long filtered;

    EventSession(Listening listening, Optional<Launched> launched, PrintWriter err) {
        this.listening = listening;
        this.launched = launched;
        this.err = err;
    }

    /** The exit status. */
    int print(EventWriter writer, Predicate<Event> condition, TraceRun run) throws InterruptedException {
        Printing printing = new Printing(writer, until::end);
        listening.start(chosen(printing, condition, run.max()));
        launched.ifPresent(Launched::go);
        int status = until.await(() -> launched.map(Launched::ended).orElseGet(listening::ended), run.millis(), 0, () -> { },
                () -> finish(printing));
        if (!printing.fault().isEmpty()) {
            throw new Failure("the lines cannot be written: " + printing.fault(), "see that there is room");
        }
        return status;
    }

    private Listening.Listener chosen(Printing printing, Predicate<Event> condition, long max) {
        return new Listening.Listener() {
            private long printed;

            @Override
            public void event(Event event, long connId) {
                if (!condition.test(event)) {
                    filtered++;
                } else if (printed++ < max) {
                    printing.event(event, connId);
                    if (printed == max) {
                        until.end();
                    }
                }
            }

            @Override
            public void rest() {
                printing.rest();
            }
        };
    }

    private int finish(Printing printing) {
        String reason = launched.map(Launched::reason).filter(why -> !why.isEmpty()).orElse(listening.reason());
        launched.ifPresent(Launched::close);
        listening.close();
        printing.close();
        if (!printing.unread()) {
            LogSummary.print(listening, printing.lines(), err);
            if (filtered > 0) {
                err.printf(Locale.ROOT, "  %,d left out by the filter%n", filtered);
            }
            if (!reason.isEmpty()) {
                err.println(Text.shown(reason));
            }
            err.flush();
        }
        return printing.fault().isEmpty() ? 0 : 1;
    }
}

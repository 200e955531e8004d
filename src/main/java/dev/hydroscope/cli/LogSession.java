package dev.hydroscope.cli;

import dev.hydroscope.format.H2ologWriter;
import dev.hydroscope.session.Listening;
import dev.hydroscope.session.Units;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** From attached to told: until the source ends, the time is over, nobody reads any more, or Ctrl-C. */
final class LogSession implements AutoCloseable {
    private final Listening listening;
    private final LogRun run;
    private final PrintWriter err;
    private final LogDebug debug;
    private final CountDownLatch over = new CountDownLatch(1);

    LogSession(Listening listening, LogRun run, PrintWriter err) {
        this.listening = listening;
        this.run = run;
        this.err = err;
        this.debug = new LogDebug(run.debug(), err);
    }

    /** The exit status. */
    int print(H2ologWriter writer) throws InterruptedException {
        Printing printing = new Printing(writer, over::countDown);
        Thread interrupted = new Thread(() -> {
            over.countDown();
            Runtime.getRuntime().halt(finish(printing));
        }, "stop");
        Runtime.getRuntime().addShutdownHook(interrupted);
        debug.attached(listening);
        listening.start(printing);
        await();
        String reason = listening.reason();
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            new CountDownLatch(1).await();
        }
        int status = finish(printing);
        if (!printing.unread() && !reason.isEmpty()) {
            err.println(Text.shown(reason));
            err.flush();
        }
        if (!printing.fault().isEmpty()) {
            throw new Failure("the lines cannot be written: " + printing.fault(), "see that there is room");
        }
        return status;
    }

    private void await() throws InterruptedException {
        long millis = run.bounded() ? Units.millis(run.duration()).orElseThrow() : TimeUnit.DAYS.toMillis(10_000);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!listening.ended() && System.nanoTime() - until < 0 && !over.await(50, TimeUnit.MILLISECONDS)) {
            debug.pass(listening);
        }
    }

    private int finish(Printing printing) {
        listening.close();
        if (!listening.stuck()) {
            printing.close();
        }
        if (!printing.unread()) {
            debug.ended(listening);
            LogSummary.print(listening, printing.lines(), err);
        }
        return printing.fault().isEmpty() ? 0 : 1;
    }

    @Override
    public void close() {
        listening.close();
    }
}

package dev.hydroscope.sql;

import dev.hydroscope.sql.SqlException.Kind;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One question to a child, until it has answered, has failed or is killed because it took too long. */
final class Asking {
    /** The child stops a statement itself; one that cannot be stopped so is killed so much later, with its child. */
    private static final long GRACE_MILLIS = 500;
    private static final long LOOK_MILLIS = 100;
    private static final int START_SECONDS = 60;
    /** Of a JVM that ends with ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;

    private final Child child;
    private final Question question;
    private final Sink sink;
    private final ScheduledExecutorService clock;
    private volatile boolean overrun;
    private volatile boolean unwanted;
    private boolean begun;
    private boolean over;

    Asking(Child child, Question question, Sink sink, ScheduledExecutorService clock) {
        this.child = child;
        this.question = question;
        this.sink = sink;
        this.clock = clock;
    }

    Ending run() {
        try {
            ready();
            return answer();
        } catch (IOException e) {
            throw gone(e);
        }
    }

    private void ready() throws IOException {
        ScheduledFuture<?> end = killAfter(TimeUnit.SECONDS.toMillis(START_SECONDS));
        try {
            child.awaitReady();
            begun = true;
        } finally {
            end.cancel(false);
        }
    }

    private Ending answer() throws IOException {
        long begunNanos = System.nanoTime();
        ScheduledFuture<?> end = killAfter(question.limits().millis() + GRACE_MILLIS);
        ScheduledFuture<?> look = clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        try {
            child.send(Wire.line(question));
            Ending ending = new Replies(child, question.limits(), sink).read(() -> over = true);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
            return new Ending(ending.rows(), ending.truncated(), millis, ending.throughNanos());
        } finally {
            end.cancel(false);
            look.cancel(false);
        }
    }

    private void look() {
        if (!sink.wanted()) {
            unwanted = true;
            child.kill();
        }
    }

    /** Whether the child has said all it had to say, so that it can be asked again. */
    boolean over() {
        return over;
    }

    private ScheduledFuture<?> killAfter(long millis) {
        return clock.schedule(() -> {
            overrun = true;
            child.kill();
        }, millis, TimeUnit.MILLISECONDS);
    }

    private SqlException gone(IOException e) {
        if (unwanted) {
            return new SqlException(Kind.STOPPED, "whoever asked has left", "ask again, and wait for the answer", -1);
        }
        if (overrun) {
            return begun ? Complaint.tookTooLong(question.limits()) : new SqlException(Kind.BUSY,
                    "no process for statements started within " + START_SECONDS + " s: the machine has much to do",
                    "try again when it has less", -1);
        }
        if (child.forgotten()) {
            return new SqlException(Kind.STOPPED, "a session that the statement looks at is being deleted",
                    "run it again without that session", -1);
        }
        int exit = child.exit();
        return exit == OUT_OF_MEMORY ? Complaint.tookTooMuchMemory()
                : new SqlException(Kind.FAILED, "the process that ran the statement ended (" + (exit < 0 ? e.getMessage()
                        : "status " + exit) + ")", "run it again; if it ends so every time, ask for less", -1);
    }
}

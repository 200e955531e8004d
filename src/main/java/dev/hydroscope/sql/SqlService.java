package dev.hydroscope.sql;

import dev.hydroscope.sql.SqlException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Answers people's statements, each in a process of its own kind: small, fenced, kept warm for the next one, killed where it
 * takes too much. For any thread; two statements run at once, others wait a little.
 */
public final class SqlService implements AutoCloseable {
    static final int CHILDREN = 2;
    private static final long WAIT_MILLIS = 10_000;
    private static final long IDLE_MILLIS = 90_000;
    private static final int MOST_CHARS = 64 << 10;

    private final Semaphore turns = new Semaphore(CHILDREN, true);
    /** Of those that exist; an idle one is taken by whoever asks next. */
    private final List<Child> children = new ArrayList<>();
    /** What comes after it is closed is not needed any more. */
    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1, SqlService::daemon,
            new ThreadPoolExecutor.DiscardPolicy());
    private final long waitMillis;
    private final long idleMillis;
    private volatile boolean closed;

    public SqlService() {
        this(WAIT_MILLIS, IDLE_MILLIS);
    }

    /**
     * @param waitMillis how long somebody waits for a turn
     * @param idleMillis how long a process is kept that nobody asks
     */
    SqlService(long waitMillis, long idleMillis) {
        this.waitMillis = waitMillis;
        this.idleMillis = idleMillis;
        clock.scheduleWithFixedDelay(this::endIdle, idleMillis / 6, Math.max(1, idleMillis / 6), TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "sql-clock");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts a process beside the caller, so that whoever is about to ask does not wait for it. */
    public void warmUp() {
        if (!closed) {
            clock.execute(this::startOne);
        }
    }

    private void startOne() {
        synchronized (children) {
            if (children.size() < CHILDREN && children.stream().noneMatch(Child::idle) && !closed) {
                children.add(Child.start());
            }
        }
    }

    /** Gives the answer to a sink as it comes. What the sink throws ends the statement, and is thrown on. */
    public Ending ask(Question question, Sink sink) {
        check(question);
        turn();
        try {
            return answered(question, sink);
        } finally {
            turns.release();
        }
    }

    private Ending answered(Question question, Sink sink) {
        Child child = take(question);
        Asking asking = new Asking(child, question, sink, clock);
        try {
            return asking.run();
        } finally {
            give(child, asking.over());
        }
    }

    private static void check(Question question) {
        if (question.sql().length() > MOST_CHARS) {
            throw new SqlException(Kind.REFUSED, "the statement has " + question.sql().length() + " characters; it may have "
                    + MOST_CHARS, "make it shorter: join with VALUES, or ask in parts", MOST_CHARS);
        }
        question.parameters().forEach((name, value) -> {
            if (name.length() > 100 || value.length() > MOST_CHARS) {
                throw new SqlException(Kind.REFUSED, "a parameter is longer than " + MOST_CHARS + " characters",
                        "make it shorter", -1);
            }
        });
    }

    private void turn() {
        try {
            if (closed || !turns.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
                throw new SqlException(Kind.BUSY, "other statements are running, " + CHILDREN + " at once at most",
                        "try again when they are done", -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SqlException(Kind.BUSY, "the server is about to stop", "try again once it runs", -1);
        }
    }

    private Child take(Question question) {
        synchronized (children) {
            children.removeIf(child -> !child.alive());
            Child child = children.stream().filter(Child::idle).findFirst().orElse(null);
            if (child == null) {
                child = Child.start();
                children.add(child);
            }
            child.begin(question.sessions());
            return child;
        }
    }

    private void give(Child child, boolean over) {
        synchronized (children) {
            if (over && child.alive() && !closed) {
                child.rest();
            } else {
                child.kill();
                children.remove(child);
                warmUp();
            }
        }
    }

    private void endIdle() {
        synchronized (children) {
            children.removeIf(child -> child.idle() && child.idleFor(idleMillis) && child.kill());
        }
    }

    /** A session is about to be deleted: processes that may hold its file are ended, so that its bytes are gone with it. */
    public void forget(String session) {
        synchronized (children) {
            children.stream().filter(child -> child.holds(session)).forEach(Child::forget);
            children.removeIf(child -> !child.alive());
        }
    }

    /** The ids of the processes there are. */
    List<Long> processes() {
        synchronized (children) {
            return children.stream().filter(Child::alive).map(Child::pid).toList();
        }
    }

    @Override
    public void close() {
        closed = true;
        clock.shutdown();
        synchronized (children) {
            children.forEach(Child::kill);
            children.clear();
        }
    }
}

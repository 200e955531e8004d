package dev.hydroscope.sql;

import dev.hydroscope.sql.SqlException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A process that answers statements, as its parent sees it: what it says is not trusted, only read. */
final class Child {
    private static final int END_SECONDS = 5;

    private final Process process;
    private final Set<String> sessions = new HashSet<>();
    private volatile boolean idle = true;
    private volatile boolean forgotten;
    private boolean ready;
    private volatile long restedAtNanos = System.nanoTime();

    private Child(Process process) {
        this.process = process;
    }

    static Child start() {
        try {
            return new Child(Fence.process().start());
        } catch (IOException e) {
            throw new SqlException(Kind.FAILED, "no process can be started for statements: " + e.getMessage(),
                    "hydroscope doctor tells what lacks", -1);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    boolean idle() {
        return idle;
    }

    boolean idleFor(long millis) {
        return System.nanoTime() - restedAtNanos > TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** What it does is for one question from here on; it may keep the files of its sessions open. */
    void begin(List<Place> places) {
        idle = false;
        places.forEach(place -> sessions.add(place.head().id()));
    }

    void rest() {
        restedAtNanos = System.nanoTime();
        idle = true;
    }

    boolean holds(String session) {
        return sessions.contains(session);
    }

    void send(byte[] line) throws IOException {
        process.getOutputStream().write(line);
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Returns once it has said that it waits for a question. */
    void awaitReady() throws IOException {
        if (!ready) {
            line(new ByteArrayOutputStream(), Worker.READY.length());
            ready = true;
        }
    }

    /** Its next line, of so many bytes at most. */
    void line(ByteArrayOutputStream into, long most) throws IOException {
        InputStream in = process.getInputStream();
        into.reset();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("it said no more");
            }
            if (into.size() >= most) {
                throw new IOException("it said more than it was asked for");
            }
            into.write(next);
        }
    }

    /** Ends it because a session is deleted. */
    void forget() {
        forgotten = true;
        kill();
    }

    boolean forgotten() {
        return forgotten;
    }

    /** How it ended; -1: it has not. */
    int exit() {
        try {
            return process.waitFor(END_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Returns once it is gone: nothing it had open is open any more. */
    boolean kill() {
        process.destroyForcibly();
        exit();
        return true;
    }
}

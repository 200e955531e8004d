package dev.hydroscope.session;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** An export under way, for those who wait for it: how far it is, how it ended, and the way to end it. For any thread. */
public final class Exporting {
    /** The words of the HTTP interface, in lower case there. */
    public enum State { RUNNING, DONE, CANCELLED, FAILED }

    private volatile State state = State.RUNNING;
    private volatile String problem = "";
    private volatile boolean cancelled;
    private volatile long requests;
    private volatile long total = -1;
    private volatile double share;
    private volatile long bytes;

    /** Someone asked for its end. */
    static final class Cancelled extends IOException {
        private static final long serialVersionUID = 1;

        Cancelled() {
            super("cancelled");
        }
    }

    public State state() {
        return state;
    }

    /** Why it failed, or "". */
    public String problem() {
        return problem;
    }

    /** Written so far. */
    public long requests() {
        return requests;
    }

    /** How many there will be; -1 while that is not known. */
    public long total() {
        return total;
    }

    /** Of the way, from 0 to 1. */
    public double share() {
        return share;
    }

    public long bytes() {
        return bytes;
    }

    /** It ends at the next moment, and what was written of it is no whole file. */
    public void cancel() {
        cancelled = true;
    }

    boolean cancelled() {
        return cancelled;
    }

    void check() throws Cancelled {
        if (cancelled) {
            throw new Cancelled();
        }
    }

    void reached(long requestsNow, long totalNow, double shareNow) {
        requests = requestsNow;
        total = totalNow;
        share = Math.max(share, Math.min(1, shareNow));
    }

    void done() {
        share = 1;
        total = requests;
        state = State.DONE;
    }

    /** Over, but not whole. */
    public void failed(String why) {
        if (state == State.RUNNING) {
            problem = cancelled ? "" : why;
            state = cancelled ? State.CANCELLED : State.FAILED;
        }
    }

    OutputStream counting(OutputStream to) {
        return new FilterOutputStream(to) {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] some, int from, int count) throws IOException {
                check();
                out.write(some, from, count);
                bytes += count; // one thread writes
            }
        };
    }
}

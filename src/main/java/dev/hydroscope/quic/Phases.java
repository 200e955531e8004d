package dev.hydroscope.quic;

/**
 * Which states a connection is in. Slow start, avoidance and recovery are followed as quicly goes through them: recovery
 * begins with a loss that is newer than the recovery before, and ends with the ACK of a packet sent after it began; it is
 * undone where late ACKs gave the window back.
 */
final class Phases {
    private static final int PHASES = Metric.SLOW_START.bit() | Metric.AVOIDANCE.bit() | Metric.RECOVERY.bit();
    private static final int HELD_BACK = Metric.CC_LIMITED.bit() | Metric.CONN_BLOCKED.bit() | Metric.STREAM_BLOCKED.bit();
    private static final long UNKNOWN = -1;

    private final Samples out;
    private int states;
    private long recoveryEnd;
    private long ssthresh = UNKNOWN;
    private long cwnd = UNKNOWN;
    private long cwndBefore;
    private long ssthreshBefore;
    private boolean lateAcked;
    private boolean fromStart;
    private boolean controlled;
    private boolean over;

    Phases(Samples out) {
        this.out = out;
    }

    /** Goes on in the middle of a connection. */
    void resume(int told, long lastSsthresh, long lastCwnd) {
        states = told;
        ssthresh = lastSsthresh;
        cwnd = lastCwnd;
        fromStart = (told & Metric.SLOW_START.bit()) != 0;
        controlled = lastCwnd >= 0;
    }

    /** It was seen from its beginning, so that it is in slow start until it loses something. */
    void began() {
        fromStart = true;
    }

    void firstSent(long at) {
        if ((states & PHASES) == 0 && fromStart && !over) {
            phase(Metric.SLOW_START, at);
        }
    }

    /** Gives whether a recovery begins with it. */
    boolean lost(long packet, long nextPacket, long window, long at) {
        boolean begins = packet >= recoveryEnd;
        if (begins) {
            cwndBefore = cwnd;
            ssthreshBefore = ssthresh;
            lateAcked = false;
            recoveryEnd = nextPacket;
            phase(Metric.RECOVERY, at);
        }
        cwnd = window;
        if (ssthresh != window) {
            ssthresh = window;
            out.sample(Metric.SSTHRESH, at, window);
        }
        return begins;
    }

    void lateAck() {
        lateAcked = true;
    }

    void acked(long largest, long window, long at) {
        controlled = true;
        boolean recovering = (states & Metric.RECOVERY.bit()) != 0;
        if (recovering && lateAcked && cwndBefore > 0 && window >= cwndBefore) {
            recoveryEnd = 0;
            ssthresh = ssthreshBefore;
        }
        cwnd = window;
        if (largest >= recoveryEnd) {
            if (ssthresh == UNKNOWN ? fromStart : window < ssthresh) {
                phase(Metric.SLOW_START, at);
            } else if (ssthresh != UNKNOWN) {
                phase(Metric.AVOIDANCE, at);
            }
        }
        appLimited(at);
    }

    private void phase(Metric phase, long at) {
        if ((states & PHASES) != phase.bit() && !over) {
            for (Metric other : new Metric[] {Metric.SLOW_START, Metric.AVOIDANCE, Metric.RECOVERY}) {
                set(other, other == phase, at);
            }
        }
    }

    /** A limit begins or ends to hold the sender back. */
    void limit(Metric limit, boolean on, long at) {
        if (!over) {
            controlled |= limit == Metric.CC_LIMITED;
            set(limit, on, at);
            appLimited(at);
        }
    }

    private void appLimited(long at) {
        set(Metric.APP_LIMITED, controlled && !over && (states & HELD_BACK) == 0, at);
    }

    /** Closed: it is in none of them any more. */
    void end(long at) {
        over = true;
        for (int rest = states; rest != 0; rest &= rest - 1) {
            set(Metric.at(Integer.numberOfTrailingZeros(rest)), false, at);
        }
    }

    private void set(Metric state, boolean on, long at) {
        int now = on ? states | state.bit() : states & ~state.bit();
        if (now != states) {
            states = now;
            out.sample(state, at, on ? 1 : 0);
        }
    }

    /** Tells how its states differ from those that were told before. */
    void correct(int told, long at) {
        for (int rest = (told ^ states) & Metric.STATES; rest != 0; rest &= rest - 1) {
            int state = Integer.numberOfTrailingZeros(rest);
            out.sample(Metric.at(state), at, states >>> state & 1);
        }
    }
}

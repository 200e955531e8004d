package dev.hydroscope.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * What one thread of a process has just done. H2O keeps a connection on its thread, so the order of a thread's events
 * links those that carry no identity of their own.
 */
final class Trail {
    final Generation generation;
    /** Packets and a TLS session that may belong to a QUIC connection which the next events create. */
    final List<Event> packets = new ArrayList<>();
    Event tlsNew;
    /** TLS sessions whose handshake is under way. */
    final List<OpenConnection> shaking = new ArrayList<>();
    int heldTick;

    /** The connection and kind of the last event that had one; of sockets only that since then. */
    OpenConnection last;
    Role.Kind lastKind = Role.Kind.OTHER;
    long lastSock;
    OpenConnection lastQuic;
    OpenConnection lastClosed;
    boolean lastClosedOwes;

    /** The TCP connection of the next event for which a join was told, and how often something had been lost then. */
    TcpLife joined;
    int joinedFor;
    int joinedGaps;

    int gaps;
    private int seq;
    private boolean begun;

    Trail(Generation generation) {
        this.generation = generation;
    }

    /** A sequence number that skips others means that those were lost; one that does not grow begins anew. */
    void follow(int next) {
        if (begun && next - seq > 1) {
            gaps++;
        }
        seq = next;
        begun = true;
    }

    boolean lossy() {
        return gaps > 0;
    }

    void shakes(OpenConnection tls) {
        shaking.removeIf(OpenConnection::shakenOrGone);
        shaking.add(tls);
    }

    /** Whether an accept can be of this TLS session only. */
    boolean shakesOnly(OpenConnection tls) {
        return shaking.stream().noneMatch(other -> other != tls && !other.shakenOrGone() && !other.picksHttp2());
    }

    boolean holds() {
        return tlsNew != null || !packets.isEmpty();
    }

    void passed(OpenConnection connection, Role.Kind kind) {
        last = connection;
        lastKind = kind;
        lastSock = 0;
    }
}

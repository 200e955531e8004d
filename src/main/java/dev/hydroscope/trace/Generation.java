package dev.hydroscope.trace;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * One process of the session: everything in it is known by number or pointer, and none of these mean a thing in
 * another.
 */
final class Generation {
    final int number;
    final int pid;
    long startNanos;
    /** By conn_id, and by the pointers quicly_conn_t, ptls_t and h2o_socket_t. */
    final Map<Long, OpenConnection> named = new HashMap<>();
    final Map<Long, OpenConnection> quic = new HashMap<>();
    final Map<Long, OpenConnection> tls = new HashMap<>();
    final Map<Long, OpenConnection> socks = new HashMap<>();
    final Map<Peer, OpenConnection> peers = new HashMap<>();
    final Map<Integer, Trail> trails = new HashMap<>();
    /** TCP connections that are open, by their number, the oldest first; and those of which nothing is known to be on them. */
    final Map<Long, TcpLife> tcp = new LinkedHashMap<>();
    final Set<TcpLife> homeless = new LinkedHashSet<>();
    /** The kernel's own accepts are seen. */
    boolean acceptsSeen;
    final Handshakes handshakes = new Handshakes();
    /** The lowest conn_id whose accept was seen; those above it were accepted since the capture began. */
    long firstAccepted = Long.MAX_VALUE;
    private int lastTid;
    private Trail lastTrail;

    Generation(int number, int pid, long startNanos) {
        this.number = number;
        this.pid = pid;
        this.startNanos = startNanos;
    }

    Trail trail(int tid) {
        if (lastTrail == null || tid != lastTid) {
            lastTrail = trails.computeIfAbsent(tid, t -> new Trail(this));
            lastTid = tid;
        }
        return lastTrail;
    }

    void accepted(long connId) {
        firstAccepted = Math.min(firstAccepted, connId);
    }

    /** Forgets every way to it. */
    void forget(OpenConnection connection) {
        named.remove(connection.connId(), connection);
        quic.remove(connection.quic, connection);
        tls.remove(connection.tls, connection);
        socks.remove(connection.sock, connection);
        connection.peers.forEach(peer -> peers.remove(peer, connection));
    }
}

package dev.hydroscope.trace;

import dev.hydroscope.trace.Connection.Identity;
import dev.hydroscope.trace.Role.Kind;
import java.util.Optional;

/**
 * Which connection a conn_id is when it is seen for the first time: one already known by pointer, by exact link or as
 * the order of the thread's events makes plausible, or a new one.
 */
final class FirstSight {
    private final Connections connections;
    private final Attached attached;
    private final TcpJoins joins;

    FirstSight(Connections connections, Attached attached, TcpJoins joins) {
        this.connections = connections;
        this.attached = attached;
        this.joins = joins;
    }

    /** TLS over TCP is accepted by HTTP/1 when the server's part of the handshake is written to its socket. */
    OpenConnection acceptedH1(Trail trail, long connId, long sock, long atNanos) {
        OpenConnection known = trail.generation.named.get(connId);
        if (known != null && !known.accepted && !known.ended()) {
            return known;
        }
        Optional<OpenConnection> told = joins.accepted(trail, connId, atNanos);
        if (told.isPresent()) {
            return told.get();
        }
        OpenConnection tls = trail.last;
        boolean plausible = tls != null && tls.nameless() && shaking(trail, tls, sock)
                && (tls.sock == 0 || tls.sock == sock);
        if (plausible) {
            connections.name(tls, connId, Identity.INFERRED);
            return tls;
        }
        if (attached.has("tcp:join") && trail.shaking.stream().anyMatch(other -> !other.shakenOrGone())) {
            return name(connections.beginHeld(trail.generation, atNanos), connId);
        }
        return begin(trail, connId, atNanos, false);
    }

    /** h3s_accept names the quicly connection: the one exact bridge. */
    OpenConnection acceptedH3(Trail trail, long connId, long quic, long atNanos) {
        OpenConnection known = trail.generation.quic.get(quic);
        OpenConnection named = trail.generation.named.get(connId);
        if (named != null && !named.accepted && !named.ended()) {
            return named;
        }
        if (known != null && !known.named() && !known.freed) {
            connections.name(known, connId, Identity.EXACT);
            return known;
        }
        OpenConnection tls = trail.last;
        OpenConnection connection;
        if (known == null && tls != null && tls.nameless() && handshaken(tls) && !attached.tellsQuicBegin()) {
            connections.name(tls, connId, Identity.INFERRED);
            connection = tls;
        } else {
            connection = begin(trail, connId, atNanos, false);
        }
        connection.quic = quic;
        trail.generation.quic.put(quic, connection);
        return connection;
    }

    /**
     * Any other event than an accept.
     *
     * @param on the TCP connection of its thread, where that was told
     */
    OpenConnection of(Trail trail, long connId, int version, Kind kind, long atNanos, Optional<TcpLife> on) {
        OpenConnection last = trail.last;
        if (kind == Kind.RECEIVE && version == Http.HTTP2) {
            return firstHttp2(trail, connId, atNanos, on);
        }
        if (kind == Kind.RECEIVE && version == Http.HTTP3 && last != null && last == trail.lastQuic && !last.named()
                && last.row.beforeCapture && !last.evicted) {
            connections.name(last, connId, Identity.INFERRED);
            return last;
        }
        boolean response = kind == Kind.RESPOND || kind == Kind.RESPONSE_HEADER;
        if (response && owes(trail, connId)) {
            return upgraded(trail, trail.lastClosed, connId, atNanos);
        }
        return begin(trail, connId, atNanos, before(trail, connId, version));
    }

    /**
     * Over TLS there is no accept: the request follows the handshake. In clear it follows the accept that it outdoes.
     */
    private OpenConnection firstHttp2(Trail trail, long connId, long atNanos, Optional<TcpLife> on) {
        Optional<OpenConnection> outdone = outdone(trail, connId, on);
        if (outdone.isPresent()) {
            connections.end(outdone.get(), atNanos);
            return upgraded(trail, outdone.get(), connId, atNanos);
        }
        Optional<OpenConnection> tls = trail.generation.handshakes.of(trail, connId);
        if (tls.isPresent() && attached.inOrder() && (on.isEmpty() || tls.get().life == null)) {
            connections.name(tls.get(), connId, Identity.INFERRED);
            return tls.get();
        }
        return begin(trail, connId, atNanos, before(trail, connId, Http.HTTP2));
    }

    /**
     * Whether a connection that never received answers for the one that its thread closed: other threads may have taken numbers
     * between the two, but only where the socket is known is that enough.
     */
    private static boolean owes(Trail trail, long connId) {
        OpenConnection closed = trail.lastClosed;
        return closed != null && trail.lastClosedOwes && (closed.is(connId - 1)
                || closed.life != null && closed.connId() < connId && !trail.lossy());
    }

    /** The accept that a first request of HTTP/2 in clear outdoes: on its socket where that was told, else the thread's latest. */
    private static Optional<OpenConnection> outdone(Trail trail, long connId, Optional<TcpLife> on) {
        Optional<OpenConnection> before = on.isPresent() ? on.filter(life -> !life.homeless() && !life.carriesTls())
                .map(TcpLife::carried).filter(carried -> carried.numbered() && carried.connId() < connId)
                : Optional.ofNullable(trail.last).filter(last -> last.is(connId - 1) && trail.lastKind == Kind.ACCEPT_H1);
        return before.filter(known -> known.accepted && known.row.requests == 0 && !known.ended());
    }

    /** HTTP/2 on the socket of an HTTP/1 connection, under a later conn_id: the next, unless other threads took that. */
    private OpenConnection upgraded(Trail trail, OpenConnection from, long connId, long atNanos) {
        OpenConnection connection = connections.begin(trail.generation, atNanos, false);
        if (from.life != null) {
            joins.put(from.life, connection);
        }
        name(connection, connId);
        if (from.life != null && !from.is(connId - 1)) {
            from.life.joined(false);
            connections.inferred(connection);
        }
        connection.row.httpVersion = Http.HTTP2;
        connection.sock = from.sock;
        if (from.sock != 0) {
            trail.generation.socks.put(from.sock, connection);
        }
        return connection;
    }

    private boolean before(Trail trail, long connId, int version) {
        long first = trail.generation.firstAccepted;
        boolean someAccepted = first != Long.MAX_VALUE;
        if (someAccepted || version == Http.HTTP2) {
            return someAccepted && connId < first;
        }
        boolean told = version != 0 || attached.has("h2o:receive_request");
        return told && attached.tellsAccept(version) && !trail.lossy();
    }

    private boolean handshaken(OpenConnection tls) {
        return tls.helloSeen || !attached.has("picotls:receive_message");
    }

    /** H2O accepts when it has written its part, on that socket; the client's Finished comes after. */
    private boolean shaking(Trail trail, OpenConnection tls, long sock) {
        boolean written = trail.lastSock == sock || !attached.has("h2o:socket_writev");
        return attached.inOrder() && handshaken(tls) && !tls.shaken && !tls.signing && !tls.picksHttp2() && written
                && trail.shakesOnly(tls);
    }

    private OpenConnection begin(Trail trail, long connId, long atNanos, boolean beforeCapture) {
        return name(connections.begin(trail.generation, atNanos, beforeCapture), connId);
    }

    private OpenConnection name(OpenConnection connection, long connId) {
        connections.name(connection, connId, Identity.EXACT);
        return connection;
    }
}

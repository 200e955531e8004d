package dev.hydroscope.trace;

import dev.hydroscope.trace.Connection.Identity;
import java.util.Optional;

/**
 * Puts TCP connections under those of TLS and HTTP. A thread's event that was announced by a join is on the socket that its
 * thread accepted or read last: one that was accepted and not read is its connection exactly, any other is inferred.
 */
final class TcpJoins {
    static final int TLS = 1;
    static final int ACCEPT = 2;
    static final int REQUEST = 4;

    private final Connections connections;
    private final Outbox outbox;
    private final Attached attached;

    TcpJoins(Connections connections, Outbox outbox, Attached attached) {
        this.connections = connections;
        this.outbox = outbox;
        this.attached = attached;
    }

    /** What was told for this event; not where an event between was lost, which may be the one it was told for. */
    Optional<TcpLife> take(Trail trail, int how) {
        TcpLife told = trail.joined;
        if (told == null || trail.joinedFor != how) {
            return Optional.empty();
        }
        trail.joined = null;
        return trail.joinedGaps == trail.gaps ? Optional.of(told) : Optional.empty();
    }

    /** What it carries, begun with it where there is nothing yet. */
    OpenConnection home(TcpLife life, long atNanos) {
        if (life.homeless()) {
            boolean before = life.row.beganNanos == 0 && life.generation.acceptsSeen
                    && life.row.side != TcpEnd.Side.CLIENT;
            long began = life.held.isEmpty() ? atNanos : life.held.get(0).atNanos();
            put(life, connections.begin(life.generation, began, before));
        }
        return life.carried();
    }

    /** That connection is on it; what was told of it before is that one's. */
    void put(TcpLife life, OpenConnection connection) {
        if (connection.life != null) {
            return;
        }
        connection.life = life;
        connection.row.tcp = life.row;
        life.on.add(connection);
        life.row.connections.add(connection.row);
        life.generation.homeless.remove(life);
        if (life.on.size() == 1 && life.row.beganNanos != 0) {
            connection.row.atNanos = Math.min(connection.row.atNanos, life.row.beganNanos);
        }
        connection.row.peer = connection.row.peer.isEmpty() ? life.row.peer : connection.row.peer;
        Peer.parse(life.row.peer).ifPresent(connection.peers::add);
        life.held.forEach(event -> outbox.event(connection, event));
        life.held.clear();
        connections.decide(connection, false);
        outbox.changed(connection);
    }

    /** The TLS session that begins on it; one that H2O begins as a client is on a socket that nothing was read from yet. */
    Optional<OpenConnection> shaking(Trail trail, boolean server, long atNanos) {
        if (!server) {
            take(trail, TLS);
            return Optional.empty();
        }
        return take(trail, TLS).map(life -> home(life, atNanos)).filter(carried -> carried.tls == 0 && !carried.numbered());
    }

    /** A TLS session that was known before its socket was. */
    void shakes(Trail trail, OpenConnection tls) {
        take(trail, TLS).filter(TcpLife::homeless).ifPresent(life -> put(life, tls));
    }

    /**
     * The connection that H2O accepts. Where no accept of the kernel's is seen the thread may have read another socket last:
     * then it is left to what else tells.
     */
    Optional<OpenConnection> accepted(Trail trail, long connId, long atNanos) {
        Optional<TcpLife> told = take(trail, ACCEPT).filter(life -> life.homeless() || life.awaitsName())
                .filter(life -> !doubtful(trail, life))
                .filter(life -> life.row.acceptSeen || life.carriesTls() && trail.generation.acceptsSeen);
        return told.map(life -> {
            OpenConnection connection = home(life, atNanos);
            connection.clear = clear(life);
            name(life, connId, connection.clear);
            return connection;
        });
    }

    /** A server that has its keys in another process accepts when that answers, whatever the thread read or accepted since. */
    private static boolean doubtful(Trail trail, TcpLife life) {
        int port = Peer.parse(life.row.local).map(Peer::port).orElse(0);
        return trail.shaking.stream().filter(tls -> !tls.shakenOrGone() && tls.life != life).anyMatch(tls -> tls.life == null
                || Peer.parse(tls.life.row.local).map(Peer::port).orElse(0) == port);
    }

    /** Seen from its accept on, and nothing of TLS. */
    private boolean clear(TcpLife life) {
        return life.row.acceptSeen && !life.carriesTls() && attached.tellsTlsBegin();
    }

    /** The connection of a first request, where what its socket carries has no number yet. */
    Optional<OpenConnection> requested(Trail trail, TcpLife life, long connId) {
        OpenConnection known = trail.generation.named.get(connId);
        if (!life.awaitsName() || known != null && !known.held) {
            return Optional.empty();
        }
        OpenConnection connection = life.carried();
        connection.clear = clear(life);
        if (known != null) {
            connections.fold(known, connection);
            trail.last = trail.last == known ? connection : trail.last;
        }
        name(life, connId, false);
        return Optional.of(connection);
    }

    private void name(TcpLife life, long connId, boolean exact) {
        life.joined(exact);
        connections.name(life.carried(), connId, exact ? Identity.EXACT : Identity.INFERRED);
    }

    /** The connection of a first request was found otherwise: if nothing speaks against it, it is on that socket. */
    void found(TcpLife life, OpenConnection connection) {
        OpenConnection before = life.homeless() ? null : life.carried();
        boolean fits = before == null || !before.numbered() || before.connId() + 1 == connection.connId();
        if (connection.life == null && fits && connection.row.httpVersion != Http.HTTP3) {
            if (before != null && !before.numbered()) {
                connection.row.sni = connection.row.sni.isEmpty() ? before.row.sni : connection.row.sni;
                connection.row.alpn = connection.row.alpn.isEmpty() ? before.row.alpn : connection.row.alpn;
            }
            put(life, connection);
        }
        if (connection.life == life && life.row.joined == Tcp.Joined.NEVER) {
            life.joined(false);
            connections.inferred(connection);
        }
    }
}

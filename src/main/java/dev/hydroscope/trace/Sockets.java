package dev.hydroscope.trace;

import dev.hydroscope.trace.Role.Kind;

/** The events of a TCP socket: h1_accept names its connection exactly, the order of the thread's events some others. */
final class Sockets {
    private final Connections connections;
    private final Outbox outbox;

    Sockets(Connections connections, Outbox outbox) {
        this.connections = connections;
        this.outbox = outbox;
    }

    void socket(Trail trail, Role role, Event event) {
        long sock = event.number(role.id());
        outbox.event(connection(trail, sock, role.kind()), event);
        trail.lastSock = sock;
    }

    private OpenConnection connection(Trail trail, long sock, Kind kind) {
        OpenConnection known = trail.generation.socks.get(sock);
        OpenConnection last = trail.last;
        boolean candidate = last != null && last.sock == 0 && !last.evicted;
        if (candidate && (writesResponse(trail, last, known) || shakesHands(last, known, kind))) {
            link(last, sock);
            return last;
        }
        return known != null ? known : connections.none();
    }

    /** What is written right after a response, on a socket that nothing names, is that response. */
    private static boolean writesResponse(Trail trail, OpenConnection last, OpenConnection known) {
        boolean responds = trail.lastKind == Kind.RESPOND || trail.lastKind == Kind.RESPONSE_HEADER;
        return responds && known == null && last.named() && last.row.httpVersion != Http.HTTP3;
    }

    /**
     * In a handshake H2O also asks the process that holds its private keys; only TLS records are surely the client's.
     */
    private static boolean shakesHands(OpenConnection last, OpenConnection known, Kind kind) {
        boolean unused = known == null && kind == Kind.SOCKET_TLS || known != null && known.ended();
        return last.nameless() && unused;
    }

    private void link(OpenConnection connection, long sock) {
        connection.sock = sock;
        connection.generation.socks.put(sock, connection);
        connections.inferred(connection);
    }
}

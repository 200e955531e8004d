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
        outbox.event(connection(trail, sock), event);
        trail.lastSock = sock;
    }

    private OpenConnection connection(Trail trail, long sock) {
        OpenConnection known = trail.generation.socks.get(sock);
        OpenConnection last = trail.last;
        boolean writesResponse = known == null && last != null && last.named() && last.sock == 0 && !last.evicted
                && last.row.httpVersion == Http.HTTP2
                && (trail.lastKind == Kind.RESPOND || trail.lastKind == Kind.RESPONSE_HEADER);
        boolean shakesHands = known != null && known.ended() && last != null && last.nameless() && last.sock == 0;
        if (writesResponse || shakesHands) {
            link(last, sock);
            return last;
        }
        return known != null ? known : connections.none();
    }

    private void link(OpenConnection connection, long sock) {
        connection.sock = sock;
        connection.generation.socks.put(sock, connection);
        connections.inferred(connection);
    }
}

package dev.hydroscope.trace;

/**
 * Events that carry H2O's conn_id though their probe does not, as those of QUIC and TLS do in H2O's own log, and all in ours:
 * their connection is known exactly, whether its beginning was seen or not. A number of 0 tells nothing.
 */
final class Numbered {
    private final Connections connections;
    private final Attached attached;

    Numbered(Connections connections, Attached attached) {
        this.connections = connections;
        this.attached = attached;
    }

    static boolean tells(Role role, Event event) {
        return role.number() >= 0 && event.number(role.number()) != 0;
    }

    OpenConnection connection(Trail trail, Role role, Event event) {
        long connId = event.number(role.number());
        OpenConnection last = trail.last;
        if (last != null && last.is(connId) && !last.evicted) {
            return last;
        }
        OpenConnection known = trail.generation.named.get(connId);
        if (known != null) {
            return known;
        }
        OpenConnection connection = connections.begin(trail.generation, event.atNanos(), before(trail, role));
        if ((connId & Connections.UNNAMED) != 0) {
            connections.leaveUnnamed(connection, connId);
        } else {
            connections.name(connection, connId, Connection.Identity.EXACT);
        }
        return connection;
    }

    /** What shows by itself no beginning of its connection, where that would have been seen. */
    private boolean before(Trail trail, Role role) {
        return !trail.lossy() && switch (role.kind()) {
            case QUIC, QUIC_FREE, QUIC_STREAM_END -> attached.tellsQuicBegin();
            case TLS, TLS_MESSAGE, TLS_FREE -> attached.tellsTlsBegin();
            default -> false;
        };
    }
}

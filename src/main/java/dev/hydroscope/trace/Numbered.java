package dev.hydroscope.trace;

/**
 * Events of QUIC and TLS that carry H2O's conn_id beside their pointer, as its own log does: their connection is known
 * exactly, whether its beginning was seen or not. A number of 0 tells nothing.
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
        connections.name(connection, connId, Connection.Identity.EXACT);
        return connection;
    }

    private boolean before(Trail trail, Role role) {
        boolean begins = switch (role.kind()) {
            case TLS_NEW, QUIC_PATH, QUIC_BEGIN -> true;
            default -> false;
        };
        return !begins && attached.tellsQuicBegin() && !trail.lossy();
    }
}

package dev.hydroscope.trace;

import java.util.Optional;

/** The events of provider picotls: found by their pointer, linked to QUIC or left for an accept to name. */
final class Tls {
    private static final int CLIENT_HELLO = 1;
    private static final int FINISHED = 20;
    private static final int ASYNC_OPERATION = 0x20b;

    private final Connections connections;
    private final Outbox outbox;
    private final Attached attached;
    private final boolean appData;
    private final Numbered numbered;
    private final TcpJoins joins;

    Tls(Connections connections, Outbox outbox, Attached attached, Numbered numbered, TcpJoins joins, boolean appData) {
        this.joins = joins;
        this.connections = connections;
        this.outbox = outbox;
        this.attached = attached;
        this.appData = appData;
        this.numbered = numbered;
    }

    /** A session over TCP, as no QUIC connection followed at once. */
    void begin(Trail trail, Role role, Event event) {
        int server = event.probe().argument("is_server");
        OpenConnection connection = joins.shaking(trail, server < 0 || event.number(server) != 0, event.atNanos())
                .orElseGet(() -> connections.begin(trail.generation, event.atNanos(), false));
        link(connection, event.number(role.id()));
        pass(trail, role, event, connection);
    }

    void link(OpenConnection connection, long tls) {
        connection.tls = tls;
        OpenConnection former = connection.generation.tls.put(tls, connection);
        if (former != null && former != connection && former.quic == 0) {
            connections.replace(former);
        }
    }

    void message(Trail trail, Role role, Event event) {
        OpenConnection connection = connection(trail, role, event);
        joins.shakes(trail, connection);
        int message = (int) event.number(role.detail());
        if (message == FINISHED) {
            finished(trail, event, connection);
        } else if (message == CLIENT_HELLO) {
            connection.helloSeen = true;
            connection.signing = attached.has("picotls:new_secret") && result(event) == ASYNC_OPERATION;
            trail.generation.handshakes.begun(connection, event.atNanos());
            trail.shakes(connection);
            if (role.text() >= 0) {
                read(connection, ClientHello.parse(event.bytes(role.text())));
            }
        }
        boolean keep = appData || role.text() < 0 || event.captured(role.text()) == 0;
        pass(trail, role, keep ? event : event.without(role.text()), connection);
    }

    private static long result(Event event) {
        int argument = event.probe().argument("result");
        return argument < 0 ? 0 : event.number(argument);
    }

    private static void finished(Trail trail, Event event, OpenConnection connection) {
        connection.shaken = true;
        if (connection.nameless() && connection.offersHttp2()) {
            trail.generation.handshakes.finished(trail, connection, event.atNanos());
        }
    }

    void free(Trail trail, Role role, Event event) {
        OpenConnection connection = connection(trail, role, event);
        if (connection.nameless() && connection.helloSeen && !connection.shaken && connection.offersHttp2()) {
            trail.generation.handshakes.leftSight(trail, connection);
        }
        pass(trail, role, event, connection);
        connection.generation.tls.remove(connection.tls, connection);
        if (connection.quic == 0) {
            connection.freed = true;
            leave(connection, event.atNanos());
        }
    }

    /** It ends with its TCP connection where that is known: an old client's goes on where no probe tells. */
    private void leave(OpenConnection connection, long atNanos) {
        if (connection.life == null) {
            connections.end(connection, atNanos);
        } else {
            connections.finishRequests(connection);
        }
    }

    void other(Trail trail, Role role, Event event) {
        OpenConnection connection = connection(trail, role, event);
        connection.signing = false;
        pass(trail, role, event, connection);
    }

    /** A drifted signature: its first argument says something only where it is a pointer that is known. */
    void unknown(Trail trail, Role role, Event event) {
        OpenConnection known = trail.generation.tls.get(event.number(role.id()));
        outbox.event(known != null ? known : connections.none(), event);
    }

    private OpenConnection connection(Trail trail, Role role, Event event) {
        long tls = event.number(role.id());
        if (Numbered.tells(role, event)) {
            OpenConnection connection = numbered.connection(trail, role, event);
            if (connection.tls != tls) {
                link(connection, tls);
            }
            return connection;
        }
        OpenConnection known = trail.generation.tls.get(tls);
        if (known != null) {
            return known;
        }
        OpenConnection quic = trail.lastQuic;
        if (quic != null && quic == trail.last && quic.tls == 0 && quic.row.beforeCapture && !quic.evicted) {
            link(quic, tls);
            connections.inferred(quic);
            return quic;
        }
        boolean before = attached.tellsTlsBegin() && !trail.lossy();
        OpenConnection connection = connections.begin(trail.generation, event.atNanos(), before);
        link(connection, tls);
        return connection;
    }

    private void read(OpenConnection connection, ClientHello hello) {
        if (!hello.sni().isEmpty()) {
            connection.row.sni = hello.sni();
        }
        if (!hello.alpn().isEmpty()) {
            connection.row.alpn = String.join(",", hello.alpn());
        }
        outbox.changed(connection);
        connections.decide(connection, false);
    }

    private void pass(Trail trail, Role role, Event event, OpenConnection connection) {
        outbox.event(connection, event);
        trail.passed(connection, role.kind());
    }
}

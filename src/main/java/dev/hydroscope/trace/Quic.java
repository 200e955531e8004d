package dev.hydroscope.trace;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The events of provider quicly, found by their pointer, and those of h2o that stand between them and carry neither
 * pointer nor conn_id. A pointer is used again at once: new_path of path 0 and accept begin another connection.
 */
final class Quic {
    private final Connections connections;
    private final Requests requests;
    private final Outbox outbox;
    private final Attached attached;
    private final Roles roles;
    private final Tls tls;
    private final Http http;
    private final Numbered numbered;

    Quic(Connections connections, Requests requests, Outbox outbox, Attached attached, Roles roles, Tls tls,
            Http http, Numbered numbered) {
        this.connections = connections;
        this.requests = requests;
        this.outbox = outbox;
        this.attached = attached;
        this.roles = roles;
        this.tls = tls;
        this.http = http;
        this.numbered = numbered;
    }

    void path(Trail trail, Role role, Event event) {
        Optional<Peer> remote = Peer.parse(event.text(role.text()));
        OpenConnection connection;
        if (Numbered.tells(role, event)) {
            connection = connection(trail, role, event);
            connection.row.peer = connection.row.peer.isEmpty() ? event.text(role.text()) : connection.row.peer;
        } else if (event.number(role.detail()) == 0) {
            connection = begin(trail, role, event, remote);
            connection.row.peer = event.text(role.text());
        } else {
            settle(trail);
            connection = connection(trail, role, event);
        }
        remote.ifPresent(peer -> reach(connection, peer));
        pass(trail, role, event, connection);
    }

    /** accept and connect: the connection that new_path has just begun, or where that was not seen a new one. */
    void begin(Trail trail, Role role, Event event) {
        if (Numbered.tells(role, event)) {
            pass(trail, role, event, connection(trail, role, event));
            return;
        }
        OpenConnection begun = trail.generation.quic.get(event.number(role.id()));
        boolean opening = begun != null && begun == trail.last && trail.lastKind == Role.Kind.QUIC_PATH;
        pass(trail, role, event, opening ? begun : begin(trail, role, event, Optional.empty()));
    }

    private OpenConnection begin(Trail trail, Role role, Event event, Optional<Peer> remote) {
        List<Event> packets = List.copyOf(trail.packets);
        Event tlsNew = trail.tlsNew;
        trail.packets.clear();
        trail.tlsNew = null;
        Event first = own(packets, remote).findFirst().orElse(tlsNew != null ? tlsNew : event);
        OpenConnection connection = connections.begin(trail.generation, first.atNanos(), false);
        connection.quic = event.number(role.id());
        connection.row.httpVersion = Http.HTTP3;
        connections.replace(trail.generation.quic.put(connection.quic, connection));
        adopt(connection, packets, remote);
        trail.joined = null;
        if (tlsNew != null) {
            tls.link(connection, tlsNew.number(roles.of(tlsNew.probe()).id()));
            outbox.event(connection, tlsNew);
        }
        return connection;
    }

    private Stream<Event> own(List<Event> packets, Optional<Peer> remote) {
        Optional<Peer> peer = peer(packets, remote);
        return packets.stream().filter(packet -> peer.isPresent() && source(packet).equals(peer));
    }

    private Optional<Peer> peer(List<Event> packets, Optional<Peer> remote) {
        return remote.isPresent() || packets.isEmpty() ? remote : source(packets.get(packets.size() - 1));
    }

    /**
     * The packet just before creates the connection; those before it are its own only if they come from the same peer.
     */
    private void adopt(OpenConnection connection, List<Event> packets, Optional<Peer> remote) {
        Optional<Peer> peer = peer(packets, remote);
        for (Event packet : packets) {
            boolean own = peer.isPresent() && source(packet).equals(peer);
            if (own) {
                outbox.event(connection, packet);
            } else {
                connections.stray(packet, source(packet));
            }
        }
        if (remote.isEmpty() && peer.isPresent()) {
            connection.row.peer = peer.get().toString();
            reach(connection, peer.get());
        }
    }

    private void reach(OpenConnection connection, Peer peer) {
        OpenConnection other = connection.generation.peers.put(peer, connection);
        if (other != null && other != connection && !other.freed && !other.ended()) {
            other.peerShared = true;
            connection.peerShared = true;
        }
        connection.peers.add(peer);
        connections.decide(connection, false);
    }

    /** A datagram arrived: of the one connection with that peer, or held in case it creates one. */
    void packet(Trail trail, Event event) {
        if (trail.tlsNew != null) {
            settle(trail);
        }
        Optional<Peer> peer = source(event);
        OpenConnection known = peer.map(trail.generation.peers::get).orElse(null);
        if (known == null || known.freed || known.ended()) {
            trail.heldTick = outbox.tick();
            trail.packets.add(event);
        } else if (known.peerShared) {
            connections.stray(event, peer);
        } else {
            outbox.event(known, event);
        }
    }

    /** A TLS session begins: QUIC's, if the next event creates such a connection. */
    void tlsNew(Trail trail, Event event) {
        Role role = roles.of(event.probe());
        if (Numbered.tells(role, event)) {
            tls.other(trail, role, event);
            return;
        }
        if (trail.tlsNew != null) {
            settle(trail);
        }
        trail.heldTick = outbox.tick();
        trail.tlsNew = event;
    }

    /** What was held in case it creates a QUIC connection did not. */
    void settle(Trail trail) {
        trail.packets.forEach(packet -> connections.stray(packet, source(packet)));
        trail.packets.clear();
        if (trail.tlsNew != null) {
            Event event = trail.tlsNew;
            trail.tlsNew = null;
            tls.begin(trail, roles.of(event.probe()), event);
        }
    }

    /** A frame is told while a stream of the thread's current connection is read. */
    void frame(Trail trail, Role role, Event event) {
        OpenConnection current = trail.lastQuic;
        if (current == null || current.freed || current.evicted) {
            outbox.event(connections.none(), event);
        } else {
            pass(trail, role, event, current);
        }
    }

    /** After free the pointer still tells conn_stats and the like; what begins next under it is another connection. */
    void free(Trail trail, Role role, Event event) {
        OpenConnection connection = connection(trail, role, event);
        pass(trail, role, event, connection);
        connection.freed = true;
        connections.end(connection, event.atNanos());
    }

    void streamEnd(Trail trail, Role role, Event event) {
        OpenConnection connection = connection(trail, role, event);
        OpenRequest request = requests.find(connection, event.number(role.request()));
        if (request != null) {
            http.end(request, event.atNanos(), true);
        }
        pass(trail, role, event, connection);
    }

    void other(Trail trail, Role role, Event event) {
        pass(trail, role, event, connection(trail, role, event));
    }

    /** A drifted signature: its first argument says something only where it is a pointer that is known. */
    void unknown(Trail trail, Role role, Event event) {
        OpenConnection known = trail.generation.quic.get(event.number(role.id()));
        outbox.event(known != null ? known : connections.none(), event);
    }

    private OpenConnection connection(Trail trail, Role role, Event event) {
        long quic = event.number(role.id());
        if (Numbered.tells(role, event)) {
            return own(numbered.connection(trail, role, event), quic);
        }
        OpenConnection known = trail.generation.quic.get(quic);
        if (known != null) {
            return known;
        }
        boolean before = attached.tellsQuicBegin() && !trail.lossy();
        OpenConnection connection = connections.begin(trail.generation, event.atNanos(), before);
        connection.quic = quic;
        connection.row.httpVersion = Http.HTTP3;
        trail.generation.quic.put(quic, connection);
        return connection;
    }

    private OpenConnection own(OpenConnection connection, long quic) {
        if (connection.quic != quic) {
            connection.quic = quic;
            connection.row.httpVersion = Http.HTTP3;
            OpenConnection former = connection.generation.quic.put(quic, connection);
            if (former != connection) {
                connections.replace(former);
            }
            outbox.changed(connection);
        }
        return connection;
    }

    private Optional<Peer> source(Event packet) {
        return Peer.of(packet.bytes(roles.of(packet.probe()).text()));
    }

    private void pass(Trail trail, Role role, Event event, OpenConnection connection) {
        outbox.event(connection, event);
        trail.passed(connection, role.kind());
        trail.lastQuic = connection;
    }
}

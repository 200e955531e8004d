package dev.hydroscope.trace;

import dev.hydroscope.probe.Probe;
import java.util.Collection;

/**
 * Puts the events of a session together: finds the connection and the request of each, by number, by pointer and by the
 * order of a thread's events. Nothing waits for an event that may never come, and every accepted event is handed out
 * once. For one thread.
 */
public final class Assembler {
    private final Attached attached;
    private final Roles roles = new Roles();
    private final Generations generations = new Generations();
    private final Outbox outbox;
    private final Connections connections;
    private final Http http;
    private final Quic quic;
    private final Tls tls;
    private final Sockets sockets;
    private final Numbered numbered;
    private final TcpEvents tcp;

    /**
     * @param attached the probes that can fire: a missing event tells something only if it could have come
     * @param appData keep the bytes of TLS messages; otherwise only what was read from them
     */
    public Assembler(Collection<Probe> attached, boolean appData) {
        this(attached, appData, ConnectionFilter.ALL);
    }

    /** @param filter events of connections it does not want are counted as filtered and dropped */
    public Assembler(Collection<Probe> attached, boolean appData, ConnectionFilter filter) {
        this(attached, appData, filter, false, Limits.DEFAULT);
    }

    /** @param sampled events of some connections only will come */
    public Assembler(Collection<Probe> attached, boolean appData, ConnectionFilter filter, boolean sampled) {
        this(attached, appData, filter, sampled, Limits.DEFAULT);
    }

    /** Whose events are heard one by one, instead of kept for the store: changes hold no runs. */
    public static Assembler heard(Collection<Probe> attached, boolean appData, ConnectionFilter filter, boolean sampled,
            Hearer hearer) {
        return new Assembler(attached, appData, filter, sampled, Limits.DEFAULT, hearer);
    }

    Assembler(Collection<Probe> attached, boolean appData, ConnectionFilter filter, Limits limits) {
        this(attached, appData, filter, false, limits);
    }

    private Assembler(Collection<Probe> attached, boolean appData, ConnectionFilter filter, boolean sampled,
            Limits limits) {
        this(attached, appData, filter, sampled, limits, Hearer.NONE);
    }

    private Assembler(Collection<Probe> attached, boolean appData, ConnectionFilter filter, boolean sampled,
            Limits limits, Hearer hearer) {
        this.attached = new Attached(attached, sampled);
        Requests requests = new Requests(this.attached, limits);
        this.outbox = new Outbox(requests, hearer);
        this.connections = new Connections(requests, outbox, limits, filter);
        TcpJoins joins = new TcpJoins(connections, outbox, this.attached);
        this.http = new Http(connections, requests, outbox, this.attached, joins);
        this.numbered = new Numbered(connections, this.attached);
        this.tcp = new TcpEvents(connections, outbox, joins, numbered, limits);
        this.tls = new Tls(connections, outbox, this.attached, numbered, joins, appData);
        this.quic = new Quic(connections, requests, outbox, this.attached, roles, tls, http, numbered);
        this.sockets = new Sockets(connections, outbox);
    }

    /** A process whose events will come; where its pid was known with another start, it is another process. */
    public void process(int pid, long startNanos) {
        generations.announce(pid, startNanos).forEach(gone -> {
            gone.trails.values().forEach(quic::settle);
            tcp.settle(gone, Integer.MAX_VALUE);
            connections.leave(gone);
        });
    }

    public void accept(Event event) {
        Role role = roles.of(event.probe());
        Trail trail = generations.of(event.pid()).trail(event.tid());
        if (role.kind() == Role.Kind.TCP) {
            if (trail.holds() && tcp.announces(event)) {
                quic.settle(trail);
            }
            tcp.accept(trail, role, event);
            return;
        }
        trail.follow(event.seq());
        if (trail.holds() && !mayOpen(role.kind())) {
            quic.settle(trail);
        }
        if (Numbered.tells(role, event) && numbered(role.kind())) {
            OpenConnection connection = numbered.connection(trail, role, event);
            outbox.event(connection, event);
            trail.passed(connection, role.kind());
        } else {
            route(trail, role, event);
        }
    }

    /** Kinds that are otherwise known by the events around them: the number says all there is to say. */
    private static boolean numbered(Role.Kind kind) {
        return switch (kind) {
            case FRAME, PACKET, SOCKET, SOCKET_TLS, QUIC_UNKNOWN, TLS_UNKNOWN, OTHER -> true;
            default -> false;
        };
    }

    private static boolean mayOpen(Role.Kind kind) {
        return switch (kind) {
            case PACKET, TLS_NEW, QUIC_PATH, QUIC_BEGIN -> true;
            default -> false;
        };
    }

    private void route(Trail trail, Role role, Event event) {
        switch (role.kind()) {
            case REQUEST_HEADER, RESPONSE_HEADER, RECEIVE, RESPOND -> http.request(trail, role, event);
            case ACCEPT_H1 -> http.acceptH1(trail, role, event);
            case ACCEPT_H3 -> http.acceptH3(trail, role, event);
            case CLOSE_H1, DESTROY_H3 -> http.close(trail, role, event);
            case STREAM_STATE, STREAM_STATS, REQUEST -> http.stream(trail, role, event);
            case CONNECTION -> http.other(trail, role, event);
            case PACKET -> quic.packet(trail, event);
            case FRAME -> quic.frame(trail, role, event);
            case QUIC_PATH -> quic.path(trail, role, event);
            case QUIC_BEGIN -> quic.begin(trail, role, event);
            case QUIC_FREE -> quic.free(trail, role, event);
            case QUIC_STREAM_END -> quic.streamEnd(trail, role, event);
            case QUIC -> quic.other(trail, role, event);
            case QUIC_UNKNOWN -> quic.unknown(trail, role, event);
            case TLS_NEW -> quic.tlsNew(trail, event);
            case TLS_MESSAGE -> tls.message(trail, role, event);
            case TLS_FREE -> tls.free(trail, role, event);
            case TLS -> tls.other(trail, role, event);
            case TLS_UNKNOWN -> tls.unknown(trail, role, event);
            case SOCKET, SOCKET_TLS -> sockets.socket(trail, role, event);
            case TCP, OTHER -> outbox.event(connections.none(), event);
        }
    }

    /**
     * What is to be written now. Called at least each 250 ms it gives everything within 500 ms of its event, but for connections
     * of which it is not told yet whose or whether they are wanted: those within some seconds. A row that comes again has grown
     * and replaces the one of its ordinal.
     */
    public Changes take(long nowNanos) {
        boolean turned = outbox.turn(nowNanos);
        if (turned) {
            settle(outbox.tick() - 1);
            connections.sweep();
        }
        return outbox.take(turned, false);
    }

    /** Everything left, what is not whole labelled so. Nothing is accepted after this. */
    public Changes finish() {
        settle(Integer.MAX_VALUE);
        connections.finishAll();
        return outbox.take(true, true);
    }

    /** Events that were dropped as their connection is not wanted; of those accepted. For the thread of accept. */
    public long filtered() {
        return outbox.filtered();
    }

    /** Connections kept although nobody could tell whether they are wanted (of TCP the source knows no peer). */
    public long untold() {
        return connections.untold();
    }

    private void settle(int beforeTick) {
        for (Generation generation : generations.all()) {
            tcp.settle(generation, beforeTick);
            for (Trail trail : generation.trails.values()) {
                if (trail.holds() && trail.heldTick < beforeTick) {
                    quic.settle(trail);
                }
            }
        }
    }
}

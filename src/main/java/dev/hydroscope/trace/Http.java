package dev.hydroscope.trace;

import dev.hydroscope.trace.Connection.Identity;
import dev.hydroscope.trace.Role.Kind;
import java.util.Optional;

/** The events of provider h2o that carry a conn_id: which connection that is, and which request. */
final class Http {
    static final int HTTP2 = 0x200;
    static final int HTTP3 = 0x300;
    private static final int FINAL_STATUS = 200;
    private static final int CLOSE_WAIT = 7;
    private static final long FLAGS = 0xffff_0000L;

    private final Connections connections;
    private final Requests requests;
    private final Outbox outbox;
    private final Attached attached;
    private final FirstSight firstSight;
    private final TcpJoins joins;
    private final Names names = new Names();

    Http(Connections connections, Requests requests, Outbox outbox, Attached attached, TcpJoins joins) {
        this.connections = connections;
        this.requests = requests;
        this.outbox = outbox;
        this.attached = attached;
        this.firstSight = new FirstSight(connections, attached, joins);
        this.joins = joins;
    }

    void acceptH1(Trail trail, Role role, Event event) {
        Generation generation = trail.generation;
        long connId = event.number(role.id());
        long sock = event.number(role.detail());
        OpenConnection connection = firstSight.acceptedH1(trail, connId, sock, event.atNanos());
        connection.accepted = true;
        connection.row.uuid = role.text(event);
        connection.sock = sock;
        generation.socks.put(sock, connection);
        generation.accepted(connId);
        generation.handshakes.taken(trail, connId, event.atNanos());
        pass(trail, role, event, connection);
    }

    void acceptH3(Trail trail, Role role, Event event) {
        long connId = event.number(role.id());
        long quic = event.number(role.detail());
        OpenConnection connection = firstSight.acceptedH3(trail, connId, quic, event.atNanos());
        connection.accepted = true;
        connection.row.uuid = role.text(event);
        connections.speaks(connection, HTTP3);
        trail.generation.accepted(connId);
        trail.generation.handshakes.taken(trail, connId, event.atNanos());
        pass(trail, role, event, connection);
    }

    void close(Trail trail, Role role, Event event) {
        OpenConnection connection = connection(trail, role, event, 0);
        pass(trail, role, event, connection);
        trail.lastClosed = connection;
        trail.lastClosedOwes = connection.owesResponse();
        connections.end(connection, event.atNanos());
    }

    /** receive_request, send_response or a header of either. */
    void request(Trail trail, Role role, Event event) {
        OpenConnection connection = role.kind() == Kind.RECEIVE ? received(trail, role, event) : connection(trail, role, event, 0);
        connections.release(connection);
        if (connection.unwanted()) {
            outbox.event(connection, event);
        } else {
            switch (role.kind()) {
                case RECEIVE -> receive(trail, role, event, connection);
                case RESPOND -> respond(trail, role, event, connection);
                default -> header(trail, role, event, connection);
            }
        }
        trail.passed(connection, role.kind());
    }

    private OpenConnection received(Trail trail, Role role, Event event) {
        int version = (int) event.number(role.detail());
        Optional<TcpLife> on = version == HTTP3 ? Optional.empty() : joins.take(trail, TcpJoins.REQUEST);
        Optional<OpenConnection> named = on.flatMap(life -> joins.requested(trail, life, event.number(role.id())));
        if (named.isPresent()) {
            return named.get();
        }
        OpenConnection connection = connection(trail, role, event, version, on);
        on.ifPresent(life -> joins.found(life, connection));
        return connection;
    }

    private void receive(Trail trail, Role role, Event event, OpenConnection connection) {
        int version = (int) event.number(role.detail());
        connections.speaks(connection, version);
        if (version < HTTP2) {
            connections.finishRequests(connection);
        }
        OpenRequest request = requests.find(connection, event.number(role.request()));
        if (request == null) {
            request = requests.open(connection, event.number(role.request()), trail, event.atNanos(), true);
        }
        request.row.httpVersion = version;
        requests.seen(request, event.atNanos());
        outbox.touch(request);
        outbox.event(request, event);
    }

    private void respond(Trail trail, Role role, Event event, OpenConnection connection) {
        OpenRequest request = request(trail, role, event, connection);
        int status = (int) event.number(role.detail());
        if (!request.responded()) {
            request.row.status = status;
            request.row.respondedNanos = status >= FINAL_STATUS ? event.atNanos() : 0;
        }
        requests.seen(request, event.atNanos());
        outbox.touch(request);
        outbox.event(request, event);
    }

    private void header(Trail trail, Role role, Event event, OpenConnection connection) {
        if (!outbox.keepsHeaders()) {
            OpenRequest request = request(trail, role, event, connection);
            requests.seen(request, event.atNanos());
            outbox.touch(request);
            outbox.event(request, event);
            return;
        }
        int name = role.text();
        int value = role.value();
        long nameFlags = event.has(name, Event.CUT) ? Header.NAME_CUT : 0;
        Header header = new Header(role.kind() == Kind.RESPONSE_HEADER, names.of(event, name), event.bytes(value),
                event.originalLength(value), event.slot(value) & FLAGS | nameFlags, event.atNanos(), event.tid(),
                event.seq());
        outbox.header(request(trail, role, event, connection), header, event);
    }

    /** An event of one stream or request: its end, or something on the way, which changes no request. */
    void stream(Trail trail, Role role, Event event) {
        OpenConnection connection = connection(trail, role, event, role.kind() == Kind.REQUEST ? 0 : HTTP3);
        OpenRequest request = requests.find(connection, event.number(role.request()));
        if (request != null) {
            if (request.noticeLoss()) {
                outbox.touch(request);
            }
            if (role.kind() == Kind.STREAM_STATS) {
                end(request, event.atNanos(), true);
            } else if (role.kind() == Kind.STREAM_STATE && event.number(role.detail()) == CLOSE_WAIT) {
                end(request, event.atNanos(), !attached.tellsStreamEnd());
            }
            outbox.event(request, event);
            trail.passed(connection, role.kind());
        } else {
            pass(trail, role, event, connection);
        }
    }

    /** Any other event that knows its connection. */
    void other(Trail trail, Role role, Event event) {
        pass(trail, role, event, connection(trail, role, event, 0));
    }

    /** The stream of a request is over. */
    void end(OpenRequest request, long atNanos, boolean last) {
        requests.seen(request, atNanos);
        if (last) {
            requests.finish(request);
        }
        outbox.touch(request);
    }

    private OpenConnection connection(Trail trail, Role role, Event event, int version) {
        return connection(trail, role, event, version, Optional.empty());
    }

    private OpenConnection connection(Trail trail, Role role, Event event, int version, Optional<TcpLife> on) {
        long connId = event.number(role.id());
        OpenConnection last = trail.last;
        if (last != null && last.is(connId) && !last.evicted) {
            return last;
        }
        OpenConnection known = trail.generation.named.get(connId);
        return known != null ? known : firstSight.of(trail, connId, version, role.kind(), event.atNanos(), on);
    }

    private OpenRequest request(Trail trail, Role role, Event event, OpenConnection connection) {
        long req = event.number(role.request());
        OpenRequest request = requests.find(connection, req);
        return request != null ? request : requests.open(connection, req, trail, event.atNanos(), false);
    }

    private void pass(Trail trail, Role role, Event event, OpenConnection connection) {
        outbox.event(connection, event);
        trail.passed(connection, role.kind());
    }
}

package dev.hydroscope.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The requests that may still grow: opened by their first event, finished when they end or nothing more is to be
 * expected.
 */
final class Requests {
    private final Attached attached;
    private final Limits limits;
    private long ordinal;
    private int open;
    private long headerBytes;

    Requests(Attached attached, Limits limits) {
        this.attached = attached;
        this.limits = limits;
    }

    /** The open request of that number; fast where it is the one of the event before. Null where there is none. */
    OpenRequest find(OpenConnection connection, long req) {
        OpenRequest current = connection.current;
        if (current != null && current.row.req() == req && !current.closed) {
            return current;
        }
        OpenRequest found = connection.requests.get(req);
        if (found != null) {
            connection.current = found;
        }
        return found;
    }

    /** @param received by its receive_request; anything else means that this was missed */
    OpenRequest open(OpenConnection connection, long req, Trail trail, long atNanos, boolean received) {
        Request row = new Request(connection.row, req, ordinal++, atNanos);
        row.httpVersion = connection.row.httpVersion;
        if (!received) {
            row.gaps = missed(connection, trail);
        }
        OpenRequest request = new OpenRequest(row, connection, trail);
        connection.requests.put(req, request);
        connection.current = request;
        connection.row.requests++;
        open++;
        return request;
    }

    private static int missed(OpenConnection connection, Trail trail) {
        if (trail.lossy()) {
            return Request.NO_RECEIVE | Request.LOST_EVENTS;
        }
        return connection.row.beforeCapture ? Request.NO_RECEIVE | Request.BEFORE_CAPTURE : Request.NO_RECEIVE;
    }

    void add(OpenRequest request, Header header) {
        headerBytes += request.add(header);
        seen(request, header.atNanos());
    }

    void seen(OpenRequest request, long atNanos) {
        request.row.endedNanos = Math.max(request.row.endedNanos, atNanos);
        request.noticeLoss();
    }

    void finish(OpenRequest request) {
        request.row.finished = true;
        if (!request.responded()) {
            request.row.gaps |= Request.NO_RESPONSE;
            request.noticeLoss();
        }
    }

    /** Nothing came for a while: a response whose end no probe will tell is taken to be whole. */
    void settle(OpenRequest request) {
        boolean endComes = request.row.httpVersion == Http.HTTP3 && attached.tellsStreamEnd();
        if (request.responded() && !endComes) {
            finish(request);
        }
    }

    /** Finished and written: a late event of it does not find it again. */
    void forget(OpenRequest request) {
        if (!request.closed) {
            request.closed = true;
            open--;
            headerBytes -= request.bytes;
            request.connection.requests.remove(request.row.req(), request);
            if (request.connection.current == request) {
                request.connection.current = null;
            }
        }
    }

    boolean tooMany() {
        return open > limits.requests() || headerBytes > limits.headerBytes();
    }

    /** Closes off what was longest untouched, answered ones first, until there is room again. */
    void shrink(List<OpenConnection> connections, Outbox outbox) {
        List<OpenRequest> candidates = new ArrayList<>(open);
        connections.forEach(connection -> candidates.addAll(connection.requests.values()));
        candidates.sort(Comparator.comparing((OpenRequest r) -> !r.responded()).thenComparing(r -> r.touchedTick)
                .thenComparing(r -> r.row.ordinal()));
        for (OpenRequest request : candidates) {
            if (open <= limits.requests() * 0.8 && headerBytes <= limits.headerBytes() * 0.8) {
                return;
            }
            finish(request);
            outbox.changed(request);
            forget(request);
        }
    }
}

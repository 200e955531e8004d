package dev.hydroscope.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be written: events as runs of their connections, rows that are new or have grown. A row that still grows
 * waits for a whole turn without change, or two turns, so that most are written once; one that is finished goes at
 * once.
 */
final class Outbox {
    private static final long TURN_NANOS = 200_000_000;
    private static final int ONLY_COUNTED_TURNS = 4;

    private static final int MOST_HELD = 100_000;

    private final Requests requests;
    private final Hearer hearer;
    private final boolean heard;
    private final boolean read;
    private List<OpenConnection> connectionQueue = new ArrayList<>();
    private List<OpenRequest> requestQueue = new ArrayList<>();
    private long turnedNanos;
    private int tick;
    private long filtered;
    private int held;

    Outbox(Requests requests, Hearer hearer) {
        this.requests = requests;
        this.hearer = hearer;
        this.heard = hearer != Hearer.NONE;
        this.read = hearer.readsRequests();
    }

    int tick() {
        return tick;
    }

    /** Of a connection that is not decided yet it stays there; of one that is not wanted only the count does. */
    void event(OpenConnection connection, Event event) {
        if (connection.unwanted()) {
            connection.touchedTick = tick;
            filtered++;
        } else {
            if (connection.told) {
                hearer.event(connection.row, event);
            } else {
                connection.run.add(event);
                held++;
            }
            connection.row.beganBy(event.atNanos());
            touch(connection);
        }
    }

    /** One of a request, whose connection is therefore known and wanted. */
    void event(OpenRequest request, Event event) {
        if (tells(request.connection)) {
            hearer.event(request.row, event);
            request.connection.row.beganBy(event.atNanos());
            touch(request.connection);
        } else {
            event(request.connection, event);
        }
    }

    /** Whether what a request consists of is of interest to anybody. */
    boolean keepsHeaders() {
        return read;
    }

    private boolean tells(OpenConnection connection) {
        tell(connection);
        return connection.told;
    }

    /** Whoever hears is told what was held of a wanted connection, and from now on each event as it comes. */
    void tell(OpenConnection connection) {
        if (heard && connection.wanted() && !connection.told) {
            connection.told = true;
            held -= connection.run.size();
            connection.run.forEach(event -> hearer.event(connection.row, event));
            connection.run = new ArrayList<>(0);
        }
    }

    /** Only what is heard is held for its connection's sake. */
    boolean holdsTooMany() {
        return heard && held > MOST_HELD;
    }

    /** What was held of one that is another. */
    List<Event> taken(OpenConnection connection) {
        List<Event> run = connection.run;
        held -= run.size();
        connection.run = new ArrayList<>(0);
        return run;
    }

    /** What was held of one that is not wanted. */
    void drop(OpenConnection connection) {
        filtered += connection.run.size();
        held -= connection.run.size();
        connection.run.clear();
    }

    void filtered(long events) {
        filtered += events;
    }

    long filtered() {
        return filtered;
    }

    void header(OpenRequest request, Header header, Event event) {
        if (tells(request.connection)) {
            hearer.event(request.row, event);
        }
        requests.add(request, header);
        touch(request);
        touch(request.connection);
    }

    void touch(OpenRequest request) {
        request.touchedTick = tick;
        changed(request);
    }

    void changed(OpenRequest request) {
        if (!request.queued) {
            request.queued = true;
            request.dirtyTick = tick;
            requestQueue.add(request);
        }
    }

    /** More than its counts is new. */
    void changed(OpenConnection connection) {
        connection.changed = true;
        queue(connection);
    }

    private void touch(OpenConnection connection) {
        connection.row.events++;
        connection.touchedTick = tick;
        queue(connection);
    }

    private void queue(OpenConnection connection) {
        if (!connection.queued && connection.wanted()) {
            connection.queued = true;
            connectionQueue.add(connection);
        }
    }

    /** Whether this call began a new turn; a clock that was set back begins one too. */
    boolean turn(long nowNanos) {
        if (nowNanos >= turnedNanos && nowNanos - turnedNanos < TURN_NANOS) {
            return false;
        }
        turnedNanos = nowNanos;
        tick++;
        return true;
    }

    /** @param all of what is queued, whether it may still grow or not */
    Changes take(boolean turned, boolean all) {
        List<Request> rows = new ArrayList<>();
        long events = 0;
        List<OpenRequest> waiting = new ArrayList<>();
        for (OpenRequest request : requestQueue) {
            if (all || request.row.finished || turned && due(request)) {
                events += write(request, rows);
            } else {
                waiting.add(request);
            }
        }
        requestQueue = waiting;
        List<Connection> connections = new ArrayList<>();
        List<Changes.Run> runs = new ArrayList<>();
        events += takeConnections(connections, runs, all);
        return new Changes(connections, rows, runs, events);
    }

    private boolean due(OpenRequest request) {
        boolean quiet = request.touchedTick < tick - 1;
        if (quiet) {
            requests.settle(request);
        }
        return quiet || request.dirtyTick < tick - 1;
    }

    private long write(OpenRequest request, List<Request> rows) {
        request.queued = false;
        rows.add(request.row);
        int headers = request.row.headers().size();
        int added = headers - request.writtenHeaders;
        request.writtenHeaders = headers;
        if (request.row.finished) {
            requests.forget(request);
        }
        return added;
    }

    private long takeConnections(List<Connection> rows, List<Changes.Run> runs, boolean all) {
        long events = 0;
        List<OpenConnection> waiting = new ArrayList<>();
        for (OpenConnection connection : connectionQueue) {
            if (!heard && !connection.run.isEmpty()) {
                events += connection.run.size();
                held -= connection.run.size();
                runs.add(new Changes.Run(connection.row, connection.run));
                connection.run = new ArrayList<>();
            }
            if (all || due(connection)) {
                connection.queued = false;
                connection.changed = false;
                connection.writtenTick = tick;
                rows.add(connection.row);
            } else {
                waiting.add(connection);
            }
        }
        connectionQueue = waiting;
        return events;
    }

    private boolean due(OpenConnection connection) {
        return connection.changed || connection.writtenTick < 0 || tick - connection.writtenTick >= ONLY_COUNTED_TURNS;
    }
}

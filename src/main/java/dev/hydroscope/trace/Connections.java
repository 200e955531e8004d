package dev.hydroscope.trace;

import dev.hydroscope.trace.ConnectionFilter.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The connections of the session: begun once, named at most once, ended when a probe tells, forgotten when nothing
 * comes.
 */
final class Connections {
    private static final int LINGER_TURNS = 8;
    private static final int UNDECIDED_TURNS = 2;
    /** A client that shakes hands asks soon, on a busy machine some seconds later. */
    private static final int HELD_TURNS = 25;
    private static final int ORPHAN_TURNS = 300;
    private static final int GENERATION_SHIFT = 44;
    static final long UNNAMED = 1L << 43;

    private final Requests requests;
    private final Outbox outbox;
    private final Limits limits;
    private final ConnectionFilter filter;
    private final OpenConnection none = new OpenConnection(new Connection(0), new Generation(0, 0, 0));
    private List<OpenConnection> all = new ArrayList<>();
    private long ordinal = 1;
    private long unnamed;
    private long untold;

    Connections(Requests requests, Outbox outbox, Limits limits, ConnectionFilter filter) {
        this.requests = requests;
        this.outbox = outbox;
        this.limits = limits;
        this.filter = filter;
        none.verdict = Verdict.WANTED;
        outbox.tell(none);
        none.row.identity = Connection.Identity.UNNAMED;
    }

    /** The one of all events that belong to none. */
    OpenConnection none() {
        return none;
    }

    OpenConnection begin(Generation generation, long atNanos, boolean beforeCapture) {
        return begin(generation, atNanos, beforeCapture, false);
    }

    /** One that may turn out to be another: it is held back for some turns. */
    OpenConnection beginHeld(Generation generation, long atNanos) {
        return begin(generation, atNanos, false, true);
    }

    private OpenConnection begin(Generation generation, long atNanos, boolean beforeCapture, boolean held) {
        Connection row = new Connection(ordinal++);
        row.pid = generation.pid;
        row.generation = generation.number;
        row.atNanos = atNanos;
        row.beforeCapture = beforeCapture;
        row.identity = Connection.Identity.UNNAMED;
        row.conn = (long) generation.number << GENERATION_SHIFT | UNNAMED | unnamed++;
        OpenConnection connection = new OpenConnection(row, generation);
        connection.begunTick = outbox.tick();
        connection.held = held;
        connection.changed = true;
        all.add(connection);
        decide(connection, false);
        return connection;
    }

    void name(OpenConnection connection, long connId, Connection.Identity identity) {
        connection.name(connId);
        connection.row.conn = (long) connection.generation.number << GENERATION_SHIFT | connId & UNNAMED - 1;
        connection.row.identity = identity;
        connection.generation.named.put(connId, connection);
        connection.generation.handshakes.seen(connId);
        if (connection.life != null && connection.life.row.joined == Tcp.Joined.NEVER) {
            connection.life.joined(false);
        }
        decide(connection, true);
        outbox.tell(connection);
        outbox.changed(connection);
    }

    /** One that was never named, and is told by our own number: nothing that follows names it either. */
    void leaveUnnamed(OpenConnection connection, long number) {
        connection.mark(number);
        connection.generation.named.put(number, connection);
    }

    /** Whether it is wanted; at last, when its requests come, one of which nobody can tell is kept. */
    void decide(OpenConnection connection, boolean last) {
        if (connection.verdict != Verdict.UNTOLD || connection.held) {
            return;
        }
        connection.verdict = filter.verdict(connection);
        if (connection.verdict == Verdict.UNTOLD && last) {
            connection.verdict = filter.atLast();
            untold++;
        }
        if (connection.wanted()) {
            outbox.changed(connection);
            if (connection.named()) {
                outbox.tell(connection);
            }
        } else if (connection.unwanted()) {
            outbox.drop(connection);
        }
    }

    /** It is none that is known already. */
    void release(OpenConnection connection) {
        if (connection.held) {
            connection.held = false;
            decide(connection, true);
        }
    }

    /** One that was held back is another: its events are that one's, and it never was. */
    void fold(OpenConnection held, OpenConnection into) {
        held.generation.forget(held);
        held.evicted = true;
        held.held = false;
        held.verdict = Verdict.UNWANTED;
        into.accepted = held.accepted;
        into.row.uuid = held.row.uuid;
        into.sock = held.sock;
        into.generation.socks.put(held.sock, into);
        outbox.taken(held).forEach(event -> outbox.event(into, event));
        into.run.sort(Comparator.comparingLong(Event::atNanos));
    }

    /** A datagram of no connection. */
    void stray(Event packet, Optional<Peer> source) {
        if (filter.unwanted(source)) {
            outbox.filtered(1);
        } else {
            outbox.event(none, packet);
        }
    }

    /** Connections of which nobody could tell whether they are wanted. */
    long untold() {
        return untold;
    }

    /** Some of its events were linked to it by the order of their thread only. */
    void inferred(OpenConnection connection) {
        if (connection.named() && connection.row.identity == Connection.Identity.EXACT) {
            connection.row.identity = Connection.Identity.INFERRED;
            outbox.changed(connection);
        }
    }

    /** Its close; of its requests no more is expected. */
    void end(OpenConnection connection, long atNanos) {
        if (!connection.ended()) {
            connection.row.endedNanos = atNanos;
            outbox.changed(connection);
        }
        finishRequests(connection);
    }

    /** A request on it; an end that was only inferred (its TLS session's) was not its own then. */
    void speaks(OpenConnection connection, int httpVersion) {
        boolean over = connection.life != null && !connection.life.open();
        if (connection.row.httpVersion != httpVersion || connection.ended() && !over) {
            connection.row.httpVersion = httpVersion;
            connection.row.endedNanos = over ? connection.row.endedNanos : 0;
            outbox.changed(connection);
        }
    }

    void finishRequests(OpenConnection connection) {
        for (OpenRequest request : connection.requests.values()) {
            if (!request.row.finished) {
                requests.finish(request);
                outbox.changed(request);
            }
        }
    }

    /** Its pointer is another connection's now, so that it has ended unseen. */
    void replace(OpenConnection former) {
        if (former != null && !former.ended()) {
            evict(former);
        }
    }

    /** A process is gone: nothing of it will come, and its numbers mean nothing any more. */
    void leave(Generation generation) {
        all.stream().filter(connection -> connection.generation == generation).forEach(this::evict);
        all.removeIf(connection -> connection.evicted);
    }

    void finishAll() {
        all.forEach(this::release);
        all.forEach(connection -> decide(connection, true));
        all.forEach(outbox::tell);
        all.forEach(this::finishRequests);
    }

    /** Forgets what has ended, and beyond the limits what was longest untouched. */
    void sweep() {
        int before = outbox.tick() - LINGER_TURNS;
        for (OpenConnection connection : all) {
            boolean late = connection.begunTick < outbox.tick() - UNDECIDED_TURNS || outbox.holdsTooMany();
            if (connection.begunTick < outbox.tick() - HELD_TURNS || outbox.holdsTooMany()) {
                release(connection);
            }
            decide(connection, late && !connection.undeclared());
            if (late) {
                outbox.tell(connection);
            }
            // of one whose TCP connection ended first, H2O can still have to tell
            if (connection.ended() && connection.touchedTick < (connection.requests.isEmpty() ? before : before - ORPHAN_TURNS)) {
                evict(connection);
            }
        }
        all.removeIf(connection -> connection.evicted);
        if (requests.tooMany()) {
            requests.shrink(all, outbox);
        }
        if (all.size() > limits.connections()) {
            shrink();
        }
    }

    private void shrink() {
        List<OpenConnection> oldest = new ArrayList<>(all);
        oldest.sort(Comparator.comparing((OpenConnection c) -> c.touchedTick).thenComparing(c -> c.row.ordinal()));
        oldest.subList(0, all.size() - (int) (limits.connections() * 0.8)).forEach(this::evict);
        all.removeIf(connection -> connection.evicted);
    }

    private void evict(OpenConnection connection) {
        release(connection);
        decide(connection, true);
        outbox.tell(connection);
        finishRequests(connection);
        connection.generation.forget(connection);
        connection.evicted = true;
    }
}

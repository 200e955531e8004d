package dev.hydroscope.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The TLS handshakes that ended in HTTP/2, of which no probe tells the conn_id. H2O takes it between ClientHello and
 * Finished from a number that only grows, so a request's handshake is known where just one can have taken its conn_id;
 * in doubt it is not.
 */
final class Handshakes {
    private static final int MOST = 512;
    private static final long SLACK_NANOS = 10_000_000L;

    private final List<Entry> waiting = new ArrayList<>();
    /** Conn_ids whose handshake could not be told, each of which one that waits has taken. */
    private final List<Stray> strays = new ArrayList<>();
    private long highest;

    /** A conn_id was seen; those not taken yet are higher. */
    void seen(long connId) {
        highest = Math.max(highest, connId);
    }

    /** A ClientHello: its conn_id will be higher than those seen until now. */
    void begun(OpenConnection tls, long atNanos) {
        tls.helloNanos = atNanos;
        tls.above = highest;
    }

    void finished(Trail trail, OpenConnection tls, long atNanos) {
        add(new Entry(trail, tls, atNanos));
    }

    /** An old client's, which goes on where no probe tells: its conn_id is taken at any time after. */
    void leftSight(Trail trail, OpenConnection tls) {
        add(new Entry(trail, tls, Long.MAX_VALUE));
    }

    private void add(Entry entry) {
        waiting.removeIf(Entry::over);
        if (waiting.size() >= MOST) {
            waiting.remove(0);
        }
        waiting.add(entry);
    }

    /** A connection of another kind has just taken its conn_id: those that had finished took theirs before. */
    void taken(Trail trail, long connId, long atNanos) {
        for (Entry entry : waiting) {
            if (entry.trail == trail && !entry.leftSight() || entry.finishedBefore(atNanos - SLACK_NANOS)) {
                entry.below = Math.min(entry.below, connId);
            }
        }
    }

    /** The one that took this conn_id, if that is certain. */
    Optional<OpenConnection> of(Trail trail, long connId) {
        waiting.removeIf(Entry::over);
        Entry found = certain(trail, connId);
        if (found == null) {
            if (strays.size() >= MOST) {
                strays.remove(0);
            }
            strays.add(new Stray(trail, connId));
            return Optional.empty();
        }
        settle(found, connId);
        boolean after = found.above > 0 || trail.last == found.tls;
        boolean told = !found.leftSight() && after && !trail.lossy();
        strays.removeIf(stray -> settled(stray));
        return told ? Optional.of(found.tls) : Optional.empty();
    }

    private boolean settled(Stray stray) {
        Entry found = certain(stray.trail, stray.connId);
        if (found != null) {
            settle(found, stray.connId);
        }
        return found != null || stray.connId + MOST < highest;
    }

    /** The only candidate; or of several the first, where its number is the very next. */
    private Entry certain(Trail trail, long connId) {
        List<Entry> candidates = waiting.stream()
                .filter(entry -> entry.trail == trail && entry.above < connId && connId < entry.below).toList();
        if (candidates.isEmpty()) {
            return null;
        }
        Entry first = candidates.get(0);
        boolean ordered = candidates.stream().skip(1).allMatch(entry -> first.finishedBefore(entry.tls.helloNanos));
        return candidates.size() == 1 || ordered && first.above + 1 == connId ? first : null;
    }

    /** What had finished when it began took a lower number, what began when it had finished a higher one. */
    private void settle(Entry found, long connId) {
        waiting.remove(found);
        for (Entry entry : waiting) {
            if (entry.finishedBefore(found.tls.helloNanos)) {
                entry.below = Math.min(entry.below, connId);
            } else if (found.finishedBefore(entry.tls.helloNanos)) {
                entry.above = Math.max(entry.above, connId);
            }
        }
    }

    private record Stray(Trail trail, long connId) {
    }

    private static final class Entry {
        private final Trail trail;
        private final OpenConnection tls;
        private final long finishedNanos;
        private long above;
        private long below = Long.MAX_VALUE;

        private Entry(Trail trail, OpenConnection tls, long finishedNanos) {
            this.trail = trail;
            this.tls = tls;
            this.finishedNanos = finishedNanos;
            this.above = tls.above;
        }

        private boolean leftSight() {
            return finishedNanos == Long.MAX_VALUE;
        }

        private boolean finishedBefore(long atNanos) {
            return finishedNanos < atNanos;
        }

        private boolean over() {
            return tls.evicted || tls.named() || tls.freed && !leftSight() || above + 1 >= below;
        }
    }
}

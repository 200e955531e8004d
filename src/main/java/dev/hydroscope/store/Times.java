package dev.hydroscope.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** From when to when a session goes, and how much there was when; for any thread. */
public final class Times {
    private final Reads database;
    private final Lens lens;

    Times(Reads database, Lens lens) {
        this.database = database;
        this.lens = lens;
    }

    /** Of the file whose times they are. */
    Reads file() {
        return database;
    }

    /** When the session's events begin: of the first that was written, whatever came later; empty where there is none yet. */
    public OptionalLong firstAt() {
        return database.read(Account::firstAt);
    }

    /** What of a time is shown at all: its beginning and its end. */
    public List<Long> shown(long fromNanos, long toNanos) {
        long from = lens.from(fromNanos);
        return List.of(from, Math.max(from, lens.to(toNanos)));
    }

    /** The latest moment that is known of anything stored; 0 where there is nothing yet. */
    public long latestAt() {
        return database.read(Account::latestAt);
    }

    /**
     * How many events are stored, over time; empty of an older file that could not be brought up to date, and through a lens
     * that does not show every request.
     *
     * @param shift of the steps wanted: 2^shift nanoseconds
     */
    public Optional<EventCounts> events(long fromNanos, long toNanos, int shift) {
        return lens.whole() ? database.read(connection -> EventCounts.read(connection, fromNanos, toNanos, shift))
                : Optional.empty();
    }

    /** The last moments that are known of connections, be their ends not known; by their ordinals. */
    public Map<Long, Long> lastAt(List<ConnectionRow> of) {
        return database.read(connection -> {
            Map<Long, Long> last = new HashMap<>();
            long end = lens.to(0) == 0 ? Long.MAX_VALUE : lens.to(0);
            for (ConnectionRow row : of) {
                long known = Math.max(EventTable.lastAt(connection, row.ordinal()), RequestTable.lastAt(connection, row));
                last.put(row.ordinal(), Math.max(row.atNanos(), Math.min(end, known)));
            }
            return last;
        });
    }
}

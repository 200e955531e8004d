package dev.hydroscope.store;

import java.util.Map;

/** The connections of a session as they are wished for, and how many there are of each kind. For any thread. */
public final class ConnectionLists {
    private final Reads database;
    private final Names names;
    private final Lens lens;

    ConnectionLists(Reads database, Names names, Lens lens) {
        this.database = database;
        this.names = names;
        this.lens = lens;
    }

    /** Those that are wished for, in that order; 0 for toNanos: no end. */
    public Page<ConnectionRow> of(ConnectionWish wish, long fromNanos, long toNanos, int limit, String after) {
        long to = toNanos == 0 ? Long.MAX_VALUE : toNanos;
        return database.read(connection -> {
            try (Shown shown = new Shown(connection, names, lens)) {
                return new ConnectionListing(connection, shown, wish, fromNanos, to).read(after, limit);
            }
        });
    }

    /** How many connections there are of each kind; none where not all of the session is shown. */
    public Map<ConnectionKind, Long> kinds() {
        return lens.whole() ? database.read(ConnectionFigures::kinds) : Map.of();
    }
}

package dev.hydroscope.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What of a session is shown, and how: rows that it does not embrace are not there, and what it hides is taken out of a row
 * before anyone searches or counts it. Keep one for as long as the same is shown: its pseudonyms stay the same.
 */
public final class Lens {
    /** Shows everything as it is. */
    public static final Lens NONE = new Lens(null, new Embrace(new Filter.Anything(), 0, 0, neighbours -> row -> true,
            condition -> false, conn -> false, true));
    private static final int KEPT = 10_000;

    /**
     * Which requests are shown, with their connections and events.
     *
     * @param filter never narrower than wanted
     * @param toNanos 0: no end; of what belongs to no request, too
     * @param wanted holds of the rows as they are
     * @param holds of a condition that is known to hold of all that is shown, whatever is hidden
     * @param named connections, by their conn, that are shown without a request, too
     * @param whole whether it is every request, at any time
     */
    public record Embrace(Filter filter, long fromNanos, long toNanos, Function<Neighbours, Predicate<RequestRow>> wanted,
            Predicate<Object> holds, LongPredicate named, boolean whole) {
    }

    private final Redactor redactor;
    private final Embrace embrace;
    private final Map<Long, Boolean> connections = new ConcurrentHashMap<>();
    private Reader plain;
    private Reader through;
    private final AtomicReference<Digest> digest = new AtomicReference<>();

    private Lens(Redactor redactor, Embrace embrace) {
        this.redactor = redactor;
        this.embrace = embrace;
    }

    /** @param key secret: pseudonyms are made with it */
    public static Lens of(Redaction redaction, byte[] key, Embrace embrace) {
        return new Lens(new Redactor(redaction, key), embrace);
    }

    /** Whether it shows everything as it is: then columns, postings and roll-ups may answer, else only rows. */
    public boolean clear() {
        return redactor == null;
    }

    /** Whether every request is shown, whatever is hidden of it. */
    public boolean whole() {
        return embrace.whole();
    }

    /** Whether a condition is known to hold of all that is shown. */
    public boolean holds(Object condition) {
        return embrace.holds().test(condition);
    }

    /** Whether a moment is one of those that are shown. */
    public boolean shows(long atNanos) {
        return meets(atNanos, atNanos);
    }

    Redactor redactor() {
        return redactor;
    }

    Embrace embrace() {
        return embrace;
    }

    long from(long asked) {
        return Math.max(asked, embrace.fromNanos() == 0 ? asked : embrace.fromNanos());
    }

    /** 0 is the beginning of whatever is asked for, and stays so where nothing is said of it. */
    long begin(long asked) {
        return asked == 0 ? embrace.fromNanos() : from(asked);
    }

    /** 0: no end. */
    long to(long asked) {
        return embrace.toNanos() == 0 ? asked : asked == 0 ? embrace.toNanos() : Math.min(asked, embrace.toNanos());
    }

    /** Whether any of a time is shown. */
    boolean meets(long fromNanos, long toNanos) {
        return (embrace.fromNanos() == 0 || toNanos >= embrace.fromNanos())
                && (embrace.toNanos() == 0 || fromNanos <= embrace.toNanos());
    }

    /** Connections of which a request was found once. */
    boolean found(long connection) {
        return connections.containsKey(connection);
    }

    void find(long connection) {
        if (connections.size() < KEPT) {
            connections.put(connection, true);
        }
    }

    Digest digest(Reader reader) {
        Digest made = digest.get();
        if (made == null || !made.fresh()) {
            made = reader.scan(new Filter.Anything(), new Scan.Range(true, -1, 0, 0), Digest::of);
            digest.set(made);
        }
        return made;
    }

    /** The same one each time, so that what is kept for a reader is kept for the lens. */
    synchronized Reader reader(Reader of, Supplier<Reader> making) {
        if (of != plain) {
            plain = of;
            through = making.get();
        }
        return through;
    }
}

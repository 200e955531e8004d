package dev.hydroscope.store;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Reads events of a connection in the order of their times, headers' events in their place among the others. */
final class EventReader {
    static final Comparator<EventRow> ORDER = Comparator.comparing(EventReader::key);
    /** Events stand nearly in order: none is more rows than this away from where its time puts it. */
    private static final int SLACK = 32;
    private static final int PAGE = 64;
    private static final String CHUNKS = "SELECT id, data FROM event WHERE id BETWEEN ? AND ? ";

    private final Connection connection;
    private final Names names;
    private final Probes probes;

    EventReader(Connection connection, Names names, Probes probes) {
        this.connection = connection;
        this.names = names;
        this.probes = probes;
    }

    /** The place of an event among a session's: its moment, then its thread's count. */
    record Key(long atNanos, int tid, int seq) implements Comparable<Key> {
        static final Key FIRST = new Key(Long.MIN_VALUE, 0, 0);

        @Override
        public int compareTo(Key other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            int byThread = byTime != 0 ? byTime : Integer.compare(tid, other.tid);
            return byThread != 0 ? byThread : Integer.compareUnsigned(seq, other.seq);
        }

        static Key parse(String text) {
            String[] parts = text.split("\\.");
            try {
                return new Key(Long.parseLong(parts[0]), Integer.parseInt(parts[1]),
                        Integer.parseUnsignedInt(parts[2]));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw Tokens.wrong(text);
            }
        }

        String text() {
            return atNanos + "." + tid + "." + Integer.toUnsignedString(seq);
        }
    }

    static Key key(EventRow row) {
        Event event = row.event();
        return new Key(event.atNanos(), event.tid(), event.seq());
    }

    List<EventRow> of(RequestRow request, int pid) throws SQLException {
        List<EventRow> events = HeaderEvents.of(request, pid);
        try (PreparedStatement select = connection.prepareStatement(CHUNKS + "AND least_req <= ? AND most_req >= ?")) {
            select.setLong(1, EventTable.firstChunk(request.connection()));
            select.setLong(2, EventTable.firstChunk(request.connection() + 1) - 1);
            select.setLong(3, request.req());
            select.setLong(4, request.req());
            read(select, row -> row.req() == request.req(), events);
        }
        events.sort(ORDER);
        return events;
    }

    /** The first events behind a key, up to one more than the limit, so that one knows whether there are more. */
    List<EventRow> of(ConnectionRow of, Key after, long fromNanos, long toNanos, Predicate<Probe> wanted, int limit)
            throws SQLException {
        long from = Math.max(fromNanos, after.atNanos());
        Predicate<EventRow> asked = row -> wanted.test(row.event().probe()) && key(row).compareTo(after) > 0
                && row.event().atNanos() >= fromNanos && row.event().atNanos() <= toNanos;
        List<EventRow> events = chunks(of.ordinal(), from, asked, limit);
        events.sort(ORDER);
        long horizon = events.size() > limit ? events.get(limit).event().atNanos() : toNanos;
        if (wanted.test(HeaderEvents.RECEIVED) || wanted.test(HeaderEvents.SENT)) {
            headers(of, from, horizon, asked, events, limit);
            events.sort(ORDER);
        }
        return events.subList(0, Math.min(events.size(), limit + 1));
    }

    /** Reads on for a while when it has enough: what stands a little late belongs before what was found. */
    private List<EventRow> chunks(long ordinal, long from, Predicate<EventRow> asked, int limit) throws SQLException {
        List<EventRow> events = new ArrayList<>();
        long end = EventTable.firstChunk(ordinal) + count(ordinal);
        boolean enough = false;
        try (PreparedStatement select = connection.prepareStatement(CHUNKS + "AND last_at >= ? ORDER BY id")) {
            for (long at = EventTable.firstChunk(ordinal) + firstChunk(ordinal, from); at < end; at += SLACK) {
                select.setLong(1, at);
                select.setLong(2, Math.min(at + SLACK, end) - 1);
                select.setLong(3, from);
                read(select, asked, events);
                if (enough) {
                    return events;
                }
                enough = events.size() > limit;
            }
        }
        return events;
    }

    private void read(PreparedStatement select, Predicate<EventRow> asked, List<EventRow> into) throws SQLException {
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                for (EventRow row : ChunkReader.read(probes, result.getBytes(2))) {
                    if (asked.test(row)) {
                        into.add(row);
                    }
                }
            }
        }
    }

    /** Requests in the order of their numbers, which is nearly that of their times, until there are enough events. */
    private void headers(ConnectionRow of, long from, long to, Predicate<EventRow> asked, List<EventRow> into, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(RequestTable.SELECT + "WHERE conn = ? AND req >= ?"
                + " AND connection = ? AND at <= ? AND (ended = 0 OR ended >= ?) ORDER BY conn, req LIMIT " + PAGE)) {
            select.setLong(1, of.conn());
            select.setLong(3, of.ordinal());
            select.setLong(4, to);
            select.setLong(5, from);
            long req = Long.MIN_VALUE;
            int found = 0;
            boolean enough = false;
            for (boolean more = true; more && !enough;) {
                select.setLong(2, req);
                List<RequestRow> page = RequestTable.rows(select, names);
                more = page.size() == PAGE;
                req = more ? withoutLastReq(page) : req;
                enough = found > limit;
                for (RequestRow request : page) {
                    List<EventRow> events = HeaderEvents.of(request, of.pid()).stream().filter(asked).toList();
                    into.addAll(events);
                    found += events.size();
                }
            }
        }
    }

    /** A number can have come twice: the next page begins with the last one again. */
    private static long withoutLastReq(List<RequestRow> page) {
        long last = page.get(page.size() - 1).req();
        if (page.get(0).req() == last) {
            return last + 1;
        }
        page.removeIf(row -> row.req() == last);
        return last;
    }

    /** Of a connection with many rows, the one where a time begins, found by halving. */
    private long firstChunk(long ordinal, long from) throws SQLException {
        long low = 0;
        long high = count(ordinal);
        try (PreparedStatement select = connection.prepareStatement("SELECT last_at FROM event WHERE id = ?")) {
            while (high - low > SLACK) {
                long middle = (low + high) >>> 1;
                select.setLong(1, EventTable.firstChunk(ordinal) + middle);
                try (ResultSet result = select.executeQuery()) {
                    if (result.next() && result.getLong(1) < from) {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
            }
        }
        return Math.max(0, low - SLACK);
    }

    private long count(long ordinal) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT COALESCE(MAX(id), -1) FROM event WHERE id BETWEEN ? AND ?")) {
            select.setLong(1, EventTable.firstChunk(ordinal));
            select.setLong(2, EventTable.firstChunk(ordinal + 1) - 1);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return result.getLong(1) < 0 ? 0 : result.getLong(1) - EventTable.firstChunk(ordinal) + 1;
            }
        }
    }
}

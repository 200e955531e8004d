package dev.hydroscope.store;

import dev.hydroscope.store.SegmentIndex.Segment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Goes through the requests that a filter may hold for, newest or oldest first, a batch at a time: by the segments where
 * they are published, by looking at every row where not.
 */
public final class Scan implements AutoCloseable {
    private static final int FIRST_BATCH = 128;
    /** Where a block has more candidates than this, its rows are read in one go. */
    private static final int FEW = 64;

    private final Names names;
    private final SegmentIndex.View view;
    private final Filter filter;
    private final boolean newest;
    private final long fromNanos;
    private final long toNanos;
    private final Matches matches;
    private final PreparedStatement range;
    private final PreparedStatement single;
    private final Shown shown;
    private final Neighbours neighbours;
    private final TreeSet<Long> late = new TreeSet<>();
    private final long end;
    private long at;
    private int batch = FIRST_BATCH;
    private long block = -1;
    private Places places;
    private long scanned;

    /** Through a lens segments are asked for nothing but what it embraces: they know what is hidden. */
    Scan(Connection connection, Names names, SegmentIndex segments, Filter asked, Range wanted, Lens lens) throws SQLException {
        this.names = names;
        this.filter = lens.clear() ? asked : lens.embrace().filter();
        this.shown = new Shown(connection, names, lens);
        this.newest = wanted.newest();
        this.fromNanos = lens.from(wanted.fromNanos());
        long to = lens.to(wanted.toNanos());
        this.toNanos = to == 0 ? Long.MAX_VALUE : to;
        this.matches = new Matches(connection, names);
        this.range = connection.prepareStatement(RequestTable.SELECT + "WHERE id BETWEEN ? AND ? ORDER BY id");
        this.single = connection.prepareStatement(RequestTable.SELECT + "WHERE id = ?");
        this.neighbours = new Neighbours(connection, names, lens);
        readLate(connection);
        this.view = segments.view(connection);
        this.end = last(connection);
        matchLate();
        this.at = newest ? newestFirst(wanted.after()) : Math.max(-1, Math.min(wanted.after(), end)) + 1;
    }

    /**
     * Which way a scan goes, and the times it is about.
     *
     * @param after the ordinal to go on behind, in the order asked for; -1: from the beginning
     * @param toNanos 0: no end
     */
    public record Range(boolean newest, long after, long fromNanos, long toNanos) {
    }

    private void readLate(Connection connection) throws SQLException {
        if (filter instanceof Filter.Anything) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM late");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                late.add(result.getLong(1));
            }
        }
    }

    private static long last(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT COALESCE(MAX(id), -1) FROM request");
                ResultSet result = select.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private void matchLate() throws SQLException {
        if (filter instanceof Filter.Anything) {
            return;
        }
        for (Segment segment : view.late()) {
            if (segment.within(fromNanos, toNanos)) {
                for (int place : matches.in(segment, filter).toArray()) {
                    if (place < segment.ordinals().length) {
                        late.add(segment.ordinals()[place]);
                    }
                }
            }
        }
    }

    /** Whatever a caller says: there is nothing behind the end to go through. */
    private long newestFirst(long after) {
        return after < 0 || after > end ? end : after - 1;
    }

    public boolean done() {
        return newest ? at < 0 : at > end;
    }

    public Neighbours neighbours() {
        return neighbours;
    }

    /** How many rows have been read. */
    public long scanned() {
        return scanned;
    }

    /** The ordinal up to which everything has been given, for going on behind it. */
    public long passed() {
        return newest ? at + 1 : at - 1;
    }

    /** Some more rows, in order; may be none though there are more to come. */
    public List<RequestRow> next() {
        try {
            List<RequestRow> rows = shown.requests(step());
            scanned += rows.size();
            return rows.stream().filter(row -> row.atNanos() >= fromNanos && row.atNanos() <= toNanos).toList();
        } catch (SQLException e) {
            throw new StoreException("cannot read requests: " + Database.reason(e),
                    "see whether the disk works and the file is whole", e);
        }
    }

    private List<RequestRow> step() throws SQLException {
        long number = Block.number(at);
        long first = number * SegmentPacker.SIZE;
        enter(number);
        if (places != null) {
            int[] few = places.toArray();
            if (few.length <= FEW) {
                return few(first, few);
            }
        }
        long low = newest ? Math.max(first, at - batch + 1) : at;
        long high = newest ? at : Math.min(first + SegmentPacker.SIZE - 1, at + batch - 1);
        at = newest ? low - 1 : high + 1;
        batch = Math.min(batch * 2, SegmentPacker.SIZE);
        return range(low, high, first);
    }

    /** At a new block: which of its places to look at; all (null) where no segment tells. */
    private void enter(long number) throws SQLException {
        if (number == block) {
            return;
        }
        block = number;
        Segment segment = number < view.byBlock().size() ? view.byBlock().get((int) number) : null;
        if (segment == null || filter instanceof Filter.Anything && segment.within(fromNanos, toNanos)) {
            places = null;
        } else if (segment.within(fromNanos, toNanos)) {
            places = matches.in(segment, filter);
            long first = number * SegmentPacker.SIZE;
            late.subSet(first, first + SegmentPacker.SIZE).forEach(ordinal -> places.add(Block.place(ordinal)));
        } else {
            places = new Places();
        }
    }

    private List<RequestRow> few(long first, int[] found) throws SQLException {
        List<RequestRow> rows = new ArrayList<>(found.length);
        for (int place : found) {
            long ordinal = first + place;
            if (newest ? ordinal <= at : ordinal >= at) {
                single.setLong(1, ordinal);
                rows.addAll(RequestTable.rows(single, names));
            }
        }
        at = newest ? first - 1 : first + SegmentPacker.SIZE;
        return ordered(rows);
    }

    private List<RequestRow> range(long low, long high, long first) throws SQLException {
        range.setLong(1, low);
        range.setLong(2, high);
        List<RequestRow> rows = RequestTable.rows(range, names);
        if (places != null) {
            rows.removeIf(row -> !places.has((int) (row.ordinal() - first)));
        }
        return ordered(rows);
    }

    private List<RequestRow> ordered(List<RequestRow> rows) {
        if (newest) {
            Collections.reverse(rows);
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        matches.close();
        range.close();
        single.close();
        neighbours.close();
        shown.close();
    }
}

package dev.hydroscope.store;

import dev.hydroscope.store.SegmentIndex.Segment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * Gives the blocks of a session's requests in columns, each as all its requests are now: where they are not published, or
 * were written again since, the rows are read. For one thread, as long as it is open.
 */
public final class ColumnScan implements AutoCloseable {
    /** Of a block that may change while it stays as it is published. */
    public static final long UNSETTLED = -1;

    private final Names names;
    private final SegmentIndex.View view;
    private final Lens lens;
    private final Shown shown;
    private final TreeSet<Long> late = new TreeSet<>();
    private final ColumnCache cache;
    /** Absent in a file of an older schema that could not be brought up to date. */
    private final Optional<PreparedStatement> columns;
    private final PreparedStatement range;
    private final PreparedStatement single;
    private final Neighbours neighbours;
    private final Matches matches;
    private final long requests;

    ColumnScan(Connection connection, Names names, SegmentIndex segments, ColumnCache cache, Lens lens) throws SQLException {
        this.names = names;
        this.lens = lens;
        this.shown = new Shown(connection, names, lens);
        this.cache = cache;
        this.columns = lens.clear() && ColumnTable.exists(connection)
                ? Optional.of(connection.prepareStatement(StoredColumns.SELECT)) : Optional.empty();
        this.range = connection.prepareStatement(RequestTable.SELECT + "WHERE id BETWEEN ? AND ? ORDER BY id");
        this.single = connection.prepareStatement(RequestTable.SELECT + "WHERE id = ?");
        this.neighbours = new Neighbours(connection, names, lens);
        this.matches = new Matches(connection, names);
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM late");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                late.add(result.getLong(1));
            }
        }
        this.view = segments.view(connection);
        try (PreparedStatement select = connection.prepareStatement("SELECT COALESCE(MAX(id), -1) FROM request");
                ResultSet result = select.executeQuery()) {
            result.next();
            this.requests = result.getLong(1) + 1;
        }
    }

    /** What is published in columns knows what a lens hides: it may answer only where that is clear. */
    public Lens lens() {
        return lens;
    }

    /** How many requests the session has, those of all times; what a lens does not show, too: not to be told. */
    public long requests() {
        return requests;
    }

    /** Their numbers go from 0 to this. */
    public int blocks() {
        return (int) ((requests + SegmentPacker.SIZE - 1) / SegmentPacker.SIZE);
    }

    /** How many requests a block has, but for places that were left out; what a lens does not show, too. */
    public int size(int number) {
        return (int) Math.min(SegmentPacker.SIZE, requests - (long) number * SegmentPacker.SIZE);
    }

    /** Whether a block may have requests of a time; 0 for toNanos: no end. */
    public boolean within(int number, long fromNanos, long toNanos) {
        Segment segment = segment(number);
        return segment == null || segment.within(fromNanos, toNanos == 0 ? Long.MAX_VALUE : toNanos);
    }

    /** When the first and the last of a block's requests began; empty where its columns must be asked. */
    public Optional<long[]> began(int number) {
        Segment segment = segment(number);
        return segment == null || unsettled(number) || !view.lateOf(number).isEmpty() ? Optional.empty()
                : Optional.of(new long[] {segment.firstAt(), segment.lastAt()});
    }

    /** Whether a block may have requests that are under way in a time, be it that they began before. */
    public boolean reaches(int number, long fromNanos, long toNanos) {
        Segment segment = segment(number);
        return segment == null || unsettled(number) || segment.firstAt() <= toNanos && view.lastEnd(number) >= fromNanos;
    }

    private boolean unsettled(int number) {
        long first = (long) number * SegmentPacker.SIZE;
        return !late.subSet(first, first + SegmentPacker.SIZE).isEmpty();
    }

    /** What is told of a block holds while its stamp is the same; of one that is still written there is none. */
    public long stamp(int number) {
        Segment segment = segment(number);
        if (segment == null || unsettled(number)) {
            return UNSETTLED;
        }
        long latest = view.lateOf(number).stream().mapToLong(Segment::id).max().orElse(0);
        return view.epoch() << 48 ^ Math.max(segment.id(), latest);
    }

    private Segment segment(int number) {
        return number < view.byBlock().size() ? view.byBlock().get(number) : null;
    }

    public ColumnBlock block(int number) {
        try {
            return new ColumnBlock(number, names, source(number));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private ColumnSource source(int number) throws SQLException {
        Optional<StoredColumns> stored = stored(segment(number));
        if (stored.isEmpty()) {
            ColumnPacker packer = new ColumnPacker();
            rows(number).forEach(row -> packer.put(row, Block.place(row.ordinal())));
            return packer.make();
        }
        long first = (long) number * SegmentPacker.SIZE;
        Set<Long> again = late.subSet(first, first + SegmentPacker.SIZE);
        return view.lateOf(number).isEmpty() && again.isEmpty() ? stored.get() : patched(number, stored.get(), again);
    }

    private Optional<StoredColumns> stored(Segment segment) throws SQLException {
        return segment == null || columns.isEmpty() ? Optional.empty() : StoredColumns.of(columns.get(), cache, segment.id());
    }

    /** What segments published later tell, in their order; then the rows that were written after that. */
    private ColumnSource patched(int number, ColumnSource base, Set<Long> again) throws SQLException {
        PatchedColumns patched = new PatchedColumns(base);
        TreeSet<Long> unpublished = new TreeSet<>(again);
        for (Segment segment : view.lateOf(number)) {
            Optional<StoredColumns> later = stored(segment);
            for (int i = 0; i < segment.ordinals().length; i++) {
                long ordinal = segment.ordinals()[i];
                if (Block.number(ordinal) == number && later.isPresent()) {
                    patched.patch(Block.place(ordinal), later.get(), i);
                } else if (Block.number(ordinal) == number) {
                    unpublished.add(ordinal);
                }
            }
        }
        ColumnPacker packer = new ColumnPacker();
        List<RequestRow> rows = rows(unpublished.stream().mapToLong(Long::longValue).toArray());
        rows.forEach(row -> packer.put(row, Block.place(row.ordinal())));
        ColumnSource made = packer.make();
        rows.forEach(row -> patched.patch(Block.place(row.ordinal()), made, Block.place(row.ordinal())));
        return patched;
    }

    /** Where the postings of a block do not tell that a filter holds for none. */
    public Places candidates(int number, Filter filter) {
        Segment segment = segment(number);
        if (segment == null || !lens.clear() || filter instanceof Filter.Anything) {
            return Places.all();
        }
        try {
            Places places = matches.in(segment, filter);
            long first = (long) number * SegmentPacker.SIZE;
            late.subSet(first, first + SegmentPacker.SIZE).forEach(ordinal -> places.add(Block.place(ordinal)));
            view.lateOf(number).forEach(later -> LongStream.of(later.ordinals())
                    .filter(ordinal -> Block.number(ordinal) == number).forEach(ordinal -> places.add(Block.place(ordinal))));
            return places;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** All requests of a block, by their ordinals. */
    public List<RequestRow> rows(int number) {
        try {
            long first = (long) number * SegmentPacker.SIZE;
            range.setLong(1, first);
            range.setLong(2, first + SegmentPacker.SIZE - 1);
            return shown.requests(RequestTable.rows(range, names));
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Those of some ordinals, as far as they are stored. */
    public List<RequestRow> rows(long... ordinals) {
        List<RequestRow> rows = new ArrayList<>(ordinals.length);
        try {
            for (long ordinal : ordinals) {
                single.setLong(1, ordinal);
                rows.addAll(shown.requests(RequestTable.rows(single, names)));
            }
            return rows;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    public Neighbours neighbours() {
        return neighbours;
    }

    private static StoreException broken(SQLException e) {
        return new StoreException("cannot read requests: " + Database.reason(e),
                "see whether the disk works and the file is whole", e);
    }

    @Override
    public void close() throws SQLException {
        if (columns.isPresent()) {
            columns.get().close();
        }
        range.close();
        single.close();
        neighbours.close();
        matches.close();
        shown.close();
    }
}

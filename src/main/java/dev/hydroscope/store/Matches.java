package dev.hydroscope.store;

import dev.hydroscope.store.SegmentIndex.Segment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;

/** Asks one segment after the other which of its requests a filter may hold for. */
final class Matches implements AutoCloseable {
    private final Names names;
    private final PreparedStatement posting;

    Matches(Connection connection, Names names) throws SQLException {
        this.names = names;
        this.posting = connection.prepareStatement("SELECT data FROM posting WHERE id = ?");
    }

    Places in(Segment segment, Filter filter) throws SQLException {
        if (filter instanceof Filter.Has has) {
            return has(segment, has.term());
        } else if (filter instanceof Filter.Named named) {
            return named(segment, named.key());
        } else if (filter instanceof Filter.Classes classes) {
            return classes(segment, classes.bits() & segment.classes());
        } else if (filter instanceof Filter.All all) {
            return all(segment, all.filters());
        } else if (filter instanceof Filter.Either either) {
            return either(segment, either.filters());
        }
        return Places.all();
    }

    private Places has(Segment segment, long term) throws SQLException {
        Places places = new Places();
        byte[] row = row(segment, SegmentPacker.bucket(term));
        Postings.find(row, (int) SegmentPacker.shortened(term), places);
        return row.length > 0 || exists(segment) ? places : Places.all();
    }

    private Places named(Segment segment, String key) throws SQLException {
        byte[] row = row(segment, SegmentPacker.NAMES_ROW);
        if (row.length == 0) {
            return Places.all();
        }
        Places places = new Places();
        BitSet codes = names.codes(key::equals);
        codes.set(0);
        for (int code : codes.stream().toArray()) {
            Postings.find(row, code, places);
        }
        return places;
    }

    private Places classes(Segment segment, int bits) throws SQLException {
        if (bits < 0) {
            return Places.all();
        }
        Places places = new Places();
        for (int hundreds = 0; hundreds < 32; hundreds++) {
            if ((bits >>> hundreds & 1) != 0) {
                places.or(has(segment, Term.statusClass(hundreds)));
            }
        }
        return places;
    }

    private Places all(Segment segment, List<Filter> filters) throws SQLException {
        Places places = Places.all();
        for (Filter filter : filters) {
            places.and(in(segment, filter));
            if (places.isEmpty()) {
                return places;
            }
        }
        return places;
    }

    private Places either(Segment segment, List<Filter> filters) throws SQLException {
        Places places = new Places();
        for (Filter filter : filters) {
            places.or(in(segment, filter));
        }
        return places;
    }

    /** The row of names is never empty where a request has a header; where not, looking at all costs nothing. */
    private boolean exists(Segment segment) throws SQLException {
        return row(segment, SegmentPacker.NAMES_ROW).length > 0;
    }

    private byte[] row(Segment segment, int place) throws SQLException {
        posting.setLong(1, segment.id() << SegmentPacker.ROW_BITS | place);
        try (ResultSet result = posting.executeQuery()) {
            return result.next() ? result.getBytes(1) : new byte[0];
        }
    }

    @Override
    public void close() throws SQLException {
        posting.close();
    }
}

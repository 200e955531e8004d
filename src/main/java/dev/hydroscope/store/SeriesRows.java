package dev.hydroscope.store;

import dev.hydroscope.quic.Bucket;
import dev.hydroscope.quic.Samples;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads a connection's rows of the table series. */
final class SeriesRows implements AutoCloseable {
    private static final String SELECT = "SELECT id, first_at, last_at, first_sample, samples, steps, data FROM series ";

    private final long connection;
    private final PreparedStatement last;
    private final PreparedStatement range;
    private final PreparedStatement time;

    /** Takes the buckets of a level, until the next only. */
    interface Buckets {
        void bucket(int level, long number, Bucket bucket);
    }

    /** Takes a row; says whether to go on. */
    interface Rows {
        boolean row(SeriesRow row);
    }

    SeriesRows(Connection connection, long of) throws SQLException {
        this.connection = of;
        this.last = connection.prepareStatement(SELECT + "WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1");
        this.range = connection.prepareStatement(SELECT + "WHERE id BETWEEN ? AND ? ORDER BY id");
        this.time = connection.prepareStatement("SELECT last_at FROM series WHERE id = ?");
    }

    private void bind(PreparedStatement statement, int level, long from, long to) throws SQLException {
        statement.setLong(1, SeriesRow.id(connection, level, from));
        statement.setLong(2, SeriesRow.id(connection, level, to));
    }

    /** The last of a level; null where there is none. */
    SeriesRow last(int level) throws SQLException {
        bind(last, level, 0, (1L << SeriesRow.ROW_BITS) - 1);
        try (ResultSet result = last.executeQuery()) {
            return result.next() ? row(result) : null;
        }
    }

    private static SeriesRow row(ResultSet result) throws SQLException {
        return new SeriesRow(result.getLong(1), result.getLong(2), result.getLong(3), result.getLong(4),
                result.getLong(5), result.getInt(6), result.getBytes(7));
    }

    /** Of a level in the order of time, the first row that ends at a time or after it; the last one where none does. */
    long at(int level, long atNanos, long lastRow) throws SQLException {
        long low = 0;
        long high = lastRow;
        while (low < high) {
            long middle = (low + high) >>> 1;
            time.setLong(1, SeriesRow.id(connection, level, middle));
            try (ResultSet result = time.executeQuery()) {
                if (result.next() && result.getLong(1) < atNanos) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
        }
        return low;
    }

    /** The rows of a level from one on, a few at a time, as long as they are wanted. */
    void each(int level, long from, long lastRow, Rows rows) throws SQLException {
        int page = 4;
        for (long at = from; at <= lastRow; at += page, page = Math.min(page * 2, 256)) {
            bind(range, level, at, Math.min(lastRow, at + page - 1));
            try (ResultSet result = range.executeQuery()) {
                while (result.next()) {
                    if (!rows.row(row(result))) {
                        return;
                    }
                }
            }
        }
    }

    static void buckets(SeriesRow row, int level, long afterSample, Buckets buckets) {
        BucketReader reader = new BucketReader(row.data());
        long sample = row.firstSample();
        while (reader.next()) {
            if (sample >= afterSample) {
                buckets.bucket(level, reader.number(), reader.bucket());
            }
            sample += reader.bucket().samples();
        }
    }

    /**
     * What is not in the rows of a level yet: the buckets of the levels below it behind its last, at last samples.
     *
     * @param end the number of the sample behind the last row of the level that was read
     * @return the last row of samples, read to its end; null where there is none
     */
    SampleReader tail(int level, long end, Buckets buckets, Samples samples) throws SQLException {
        long through = end;
        for (int below = level - 1; below > SeriesRow.SAMPLES; below--) {
            SeriesRow lowest = last(below);
            if (lowest != null && lowest.end() > through) {
                int of = below;
                long behind = through;
                each(below, holding(below, through, lowest.row()), lowest.row(), row -> {
                    buckets(row, of, behind, buckets);
                    return true;
                });
                through = lowest.end();
            }
        }
        return samples(through, samples);
    }

    private SampleReader samples(long through, Samples samples) throws SQLException {
        SeriesRow newest = last(SeriesRow.SAMPLES);
        if (newest == null) {
            return null;
        }
        SampleReader[] reader = new SampleReader[1];
        each(SeriesRow.SAMPLES, holding(SeriesRow.SAMPLES, through, newest.row()), newest.row(), row -> {
            reader[0] = new SampleReader(row.data());
            reader[0].skip(Math.min(row.samples(), Math.max(0, through - row.firstSample())));
            reader[0].into(samples);
            return true;
        });
        return reader[0];
    }

    /** The row of a level that holds a sample, looked for from its end. */
    private long holding(int level, long sample, long lastRow) throws SQLException {
        long row = lastRow;
        for (boolean before = false; row > 0 && !before; row -= before ? 0 : 1) {
            bind(range, level, row, row);
            try (ResultSet result = range.executeQuery()) {
                before = result.next() && result.getLong(4) <= sample;
            }
        }
        return row;
    }

    @Override
    public void close() throws SQLException {
        last.close();
        range.close();
        time.close();
    }
}

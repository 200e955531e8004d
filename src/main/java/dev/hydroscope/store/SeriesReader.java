package dev.hydroscope.store;

import dev.hydroscope.quic.Grid;
import dev.hydroscope.quic.Layouts;
import dev.hydroscope.quic.Mark;
import dev.hydroscope.quic.Metric;
import dev.hydroscope.quic.Metrics;
import dev.hydroscope.quic.Samples;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads the series of a connection: from the level that fits, from its samples, or where it has no rows from its events. */
final class SeriesReader {
    /** More events than a connection without rows can have; more than that is not looked at. */
    static final int MOST_EVENTS = 16 * SeriesTable.FEW_EVENTS;
    private static final int HTTP3 = 0x300;
    /** In 2116: what is later need not be drawn, and the end of the last bucket is a number still. */
    private static final long LATEST_NANOS = 1L << 62;

    private final Connection connection;
    private final Probes probes;
    private final ConnectionRow of;
    private boolean exact = true;

    SeriesReader(Connection connection, Probes probes, ConnectionRow of) {
        this.connection = connection;
        this.probes = probes;
        this.of = of;
    }

    /** @param toNanos 0: to its end, or to what is known of it now */
    Series read(long fromNanos, long toNanos, int width) throws SQLException {
        try (SeriesRows rows = new SeriesRows(connection, of.ordinal())) {
            SeriesRow last = rows.last(SeriesRow.SAMPLES);
            boolean ordered = last != null && last.steps() == 0;
            long latest = Math.max(of.endedNanos(),
                    new StoredEvents(connection, probes, of.ordinal()).latestNanos(ordered, of.atNanos()));
            Grid grid = grid(fromNanos == 0 ? of.atNanos() : fromNanos, toNanos == 0 ? latest + 1 : toNanos, width);
            if (last == null && quic(of)) {
                events(grid);
            } else if (last != null) {
                fill(grid, rows, last.row(), ordered);
            }
            grid.elapse(Math.max(grid.covered(), latest));
            return new Series(grid, exact);
        }
    }

    /** Whether its events may tell of QUIC: those that belong to no connection tell of several. */
    static boolean quic(ConnectionRow of) {
        return of.ordinal() > 0 && (of.httpVersion() == HTTP3 || of.httpVersion() == 0);
    }

    private static Grid grid(long fromNanos, long toNanos, int width) {
        long from = Math.min(fromNanos, LATEST_NANOS);
        long to = Math.max(from + 1, Math.min(toNanos, LATEST_NANOS));
        int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(Math.max(1, (to - from) / width)));
        long begin = from >> shift << shift;
        return new Grid(begin, shift, (int) ((to - begin - 1 >> shift) + 1));
    }

    private static void fill(Grid grid, SeriesRows rows, long lastRow, boolean ordered) throws SQLException {
        int level = (grid.shift() - SeriesRow.FINEST_SHIFT) / 2 + 1;
        if (grid.shift() < SeriesRow.FINEST_SHIFT) {
            samples(grid, rows, lastRow, ordered);
        } else {
            buckets(grid, rows, Math.min(SeriesRow.LEVELS, level), lastRow, ordered);
        }
    }

    /** Of a connection whose clock was set back all rows, for any may hold something of the window. */
    private static void samples(Grid grid, SeriesRows rows, long lastRow, boolean ordered) throws SQLException {
        long first = ordered ? rows.at(SeriesRow.SAMPLES, grid.from(), lastRow) : 0;
        rows.each(SeriesRow.SAMPLES, first, lastRow, row -> {
            SampleReader reader = new SampleReader(row.data());
            if (row.row() == first) {
                grid.carry(reader.known(), reader.last());
            }
            reader.into(grid);
            return !ordered || row.lastAt() < grid.end();
        });
    }

    private static void buckets(Grid grid, SeriesRows rows, int level, long lastSamples, boolean ordered) throws SQLException {
        if (ordered) {
            before(grid, rows, lastSamples);
        }
        SeriesRow last = rows.last(level);
        int shift = SeriesRow.shift(level);
        SeriesRows.Buckets into = (of, number, bucket) -> {
            long start = number << SeriesRow.shift(of);
            if (!ordered || start >= grid.from() && start < grid.end()) {
                grid.bucket(start, 1L << SeriesRow.shift(of), bucket);
            }
        };
        if (last != null) {
            long first = ordered ? rows.at(level, grid.from() + (1L << shift), last.row()) : 0;
            rows.each(level, first, last.row(), row -> {
                SeriesRows.buckets(row, level, 0, into);
                return !ordered || row.lastAt() < grid.end();
            });
        }
        if (last == null || !ordered || last.lastAt() < grid.end()) {
            rows.tail(level, last == null ? 0 : last.end(), into, ordered ? new From(grid, grid.from()) : grid);
        }
    }

    /** What the window begins with, from the samples just before it. */
    private static void before(Grid grid, SeriesRows rows, long lastRow) throws SQLException {
        long at = rows.at(SeriesRow.SAMPLES, grid.from(), lastRow);
        rows.each(SeriesRow.SAMPLES, at, at, row -> {
            SampleReader reader = new SampleReader(row.data());
            grid.carry(reader.known(), reader.last());
            while (reader.next() && reader.atNanos() < grid.from()) {
                grid.sample(reader.metric(), reader.atNanos(), reader.value());
            }
            return false;
        });
    }

    private void events(Grid grid) throws SQLException {
        Metrics metrics = new Metrics(grid);
        Layouts layouts = new Layouts();
        int[] count = new int[1];
        new StoredEvents(connection, probes, of.ordinal()).each(event -> {
            exact = count[0]++ < MOST_EVENTS;
            if (exact) {
                metrics.accept(layouts.of(event.probe()), event);
            }
            return exact;
        });
    }

    /** Passes on what is not before a time. */
    private record From(Samples to, long fromNanos) implements Samples {
        @Override
        public void sample(Metric metric, long atNanos, long value) {
            if (atNanos >= fromNanos) {
                to.sample(metric, atNanos, value);
            }
        }

        @Override
        public void mark(Mark mark, long atNanos, long first, long second, String text) {
            // rows of samples hold none
        }
    }
}

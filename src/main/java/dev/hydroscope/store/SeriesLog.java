package dev.hydroscope.store;

import dev.hydroscope.quic.Mark;
import dev.hydroscope.quic.Metric;
import dev.hydroscope.quic.Metrics;
import dev.hydroscope.quic.Samples;
import java.sql.SQLException;
import java.util.List;

/** The series and marks of one connection as they grow: samples, buckets, marks, and the rows of them that are to be written. */
final class SeriesLog implements Samples {
    final Metrics metrics = new Metrics(this);
    private final long connection;
    private final List<SeriesRow> full;
    private final SamplePacker packer = new SamplePacker();
    private final MarkLog marks;
    private final long[] nextRow = new long[SeriesRow.LEVELS + 1];
    private final long[] through = new long[SeriesRow.LEVELS + 1];
    private final Pyramid pyramid = new Pyramid(this::full);
    private long firstSample;
    private long latestAt = Long.MIN_VALUE;
    private int steps;
    private boolean grown;

    /** @param full takes the rows that will not change any more */
    SeriesLog(long connection, List<SeriesRow> full, MarkLog marks) {
        this.connection = connection;
        this.full = full;
        this.marks = marks;
        packer.begin();
    }

    @Override
    public void sample(Metric metric, long at, long value) {
        if (at < latestAt) {
            steps++;
        }
        latestAt = at;
        packer.add(metric.ordinal(), at, value);
        pyramid.sample(metric, at, value);
        grown = true;
        if (packer.full()) {
            full.add(open());
            nextRow[SeriesRow.SAMPLES]++;
            firstSample += packer.count();
            packer.begin();
            grown = false;
        }
    }

    @Override
    public void mark(Mark mark, long at, long first, long second, String text) {
        marks.add(mark, at, first, second, text);
    }

    private SeriesRow open() {
        return new SeriesRow(SeriesRow.id(connection, SeriesRow.SAMPLES, nextRow[SeriesRow.SAMPLES]), packer.firstAt(),
                packer.lastAt(), firstSample, packer.count(), steps, packer.data());
    }

    private void full(int level, BucketPacker buckets) {
        long samples = buckets.samples();
        int shift = SeriesRow.shift(level);
        full.add(new SeriesRow(SeriesRow.id(connection, level, nextRow[level]), buckets.first() << shift,
                buckets.end() << shift, through[level], samples, steps, buckets.data()));
        nextRow[level]++;
        through[level] += samples;
    }

    MarkLog marks() {
        return marks;
    }

    /** Adds the row that still grows, if it has. */
    void flush(List<SeriesRow> open) {
        if (grown) {
            open.add(open());
            grown = false;
        }
    }

    /** Takes up what was written before; until the metrics go on, they only remember. */
    void restore(SeriesRows rows, long lastMark) throws SQLException {
        for (int level = SeriesRow.LEVELS; level >= SeriesRow.SAMPLES; level--) {
            SeriesRow last = rows.last(level);
            if (last != null) {
                nextRow[level] = last.row() + 1;
                through[level] = last.end();
                steps = last.steps();
                latestAt = last.lastAt();
            }
        }
        SampleReader told = rows.tail(SeriesRow.LEVELS, through[SeriesRow.LEVELS], pyramid::restore, pyramid);
        firstSample = through[SeriesRow.SAMPLES];
        packer.carry(told);
        packer.begin();
        marks.behind(lastMark);
        metrics.remember(told.known(), told.last());
    }
}

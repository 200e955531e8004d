package dev.hydroscope.store;

import java.util.Arrays;

/** The 2,000 requests of one search segment as they are written: what each added, and its terms until it is published. */
final class Block {
    final long number;
    private final Summary[] summaries = new Summary[SegmentPacker.SIZE];
    private SegmentPacker packer = new SegmentPacker();
    private ColumnPacker columns = new ColumnPacker();
    private int written;
    private int finished;
    long firstAt = Long.MAX_VALUE;
    long lastAt = Long.MIN_VALUE;
    long lastEnd = Long.MIN_VALUE;
    int classes;

    Block(long number) {
        this.number = number;
        Arrays.fill(summaries, Summary.NONE);
    }

    static long number(long ordinal) {
        return ordinal / SegmentPacker.SIZE;
    }

    static int place(long ordinal) {
        return (int) (ordinal % SegmentPacker.SIZE);
    }

    Summary summary(long ordinal) {
        return summaries[place(ordinal)];
    }

    boolean published() {
        return packer == null;
    }

    /** Whether nothing of it is expected to change. */
    boolean done() {
        return written == SegmentPacker.SIZE && finished == SegmentPacker.SIZE;
    }

    int terms() {
        return packer == null ? 0 : packer.terms();
    }

    Summary put(RequestRow row, NameStats stats) {
        return put(row, place(row.ordinal()), stats);
    }

    Summary put(RequestRow row, int place, NameStats stats) {
        Summary before = summaries[place];
        Summary now = packer == null ? Terms.count(row) : Terms.post(row, packer, columns, place, stats, before.headers());
        written += before.isNone() ? 1 : 0;
        finished += (now.finished() ? 1 : 0) - (before.finished() ? 1 : 0);
        firstAt = Math.min(firstAt, row.atNanos());
        lastAt = Math.max(lastAt, row.atNanos());
        lastEnd = Math.max(lastEnd, row.lastsUntilNanos());
        classes |= Terms.classBit(row.status());
        summaries[place] = now;
        return now;
    }

    /** Its columns, to be taken before it is published. */
    ColumnSource columns() {
        return columns.make();
    }

    /** Its packed rows; from now on only the sums are kept. */
    byte[][] publish() {
        byte[][] rows = packer.rows();
        packer = null;
        columns = null;
        return rows;
    }
}

package dev.hydroscope.store;

import dev.hydroscope.quic.StreamBytes.Fate;
import dev.hydroscope.store.BytesPacker.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened to a stream's bytes, no finer than it can be drawn: what is in one column of it with one fate is one range. */
public final class StreamRanges {
    private static final Fate[] FATES = Fate.values();
    /** As many as this for each column are given as they are. */
    private static final int EACH = 2;

    private final long fromNanos;
    private final long columnNanos;
    private final int width;
    private List<Stretch> plain = new ArrayList<>();
    private Stretch[] grid;
    private long[] bytes = {};

    /**
     * @param bytes with that fate; fewer than length where there are gaps between them or they came more than once
     * @param count of how many events it is made
     */
    public record Range(Fate fate, long fromNanos, long toNanos, long offset, long length, long bytes, long count) {
    }

    StreamRanges(long fromNanos, long toNanos, int width) {
        this.fromNanos = fromNanos;
        this.width = width;
        this.columnNanos = Math.max(1, (toNanos - fromNanos) / width + 1);
    }

    void add(Stretch stretch) {
        if (grid == null && plain.size() < width * EACH) {
            plain.add(stretch);
            return;
        }
        if (grid == null) {
            grid = new Stretch[width * FATES.length];
            bytes = new long[grid.length];
            plain.forEach(this::merge);
            plain = List.of();
        }
        merge(stretch);
    }

    private void merge(Stretch next) {
        long column = Math.min(width - 1, Math.max(0, (next.fromNanos() - fromNanos) / columnNanos));
        int place = (int) column * FATES.length + next.fate().ordinal();
        Stretch held = grid[place];
        bytes[place] += next.length();
        if (held == null) {
            grid[place] = next;
            return;
        }
        long offset = Math.min(held.offset(), next.offset());
        long end = Math.max(held.offset() + held.length(), next.offset() + next.length());
        grid[place] = new Stretch(held.stream(), held.fate(), Math.min(held.fromNanos(), next.fromNanos()),
                Math.max(held.toNanos(), next.toNanos()), offset, end - offset, held.count() + next.count());
    }

    /** In the order of time. */
    public List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        for (Stretch each : plain) {
            ranges.add(range(each, each.length()));
        }
        for (int place = 0; grid != null && place < grid.length; place++) {
            if (grid[place] != null) {
                ranges.add(range(grid[place], bytes[place]));
            }
        }
        ranges.sort(Comparator.comparingLong(Range::fromNanos).thenComparing(Range::fate));
        return ranges;
    }

    private static Range range(Stretch of, long bytes) {
        return new Range(of.fate(), of.fromNanos(), of.toNanos(), of.offset(), of.length(), bytes, of.count());
    }
}

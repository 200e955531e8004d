package dev.hydroscope.store;

import dev.hydroscope.quic.Mark;
import dev.hydroscope.quic.Metric;
import dev.hydroscope.quic.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The marks of a window, no more than a limit: what comes rarely is listed one by one, of what comes more often those near one
 * another are one entry with their number.
 */
final class MarkList implements Samples {
    private final long from;
    private final long to;
    private final int limit;
    private final Group[] groups = new Group[Mark.count()];

    private static final class Group {
        private long[] times = new long[4];
        private int count;
        private final List<MarkRow> rows = new ArrayList<>();
    }

    MarkList(long from, long to, int limit) {
        this.from = from;
        this.to = Math.max(from + 1, to);
        this.limit = limit;
    }

    @Override
    public void sample(Metric metric, long atNanos, long value) {
        // series are another matter
    }

    @Override
    public void mark(Mark mark, long at, long first, long second, String text) {
        if (at < from || at > to) {
            return;
        }
        Group group = groups[mark.ordinal()];
        if (group == null) {
            group = new Group();
            groups[mark.ordinal()] = group;
        }
        if (group.count == group.times.length) {
            group.times = Arrays.copyOf(group.times, group.count * 2);
        }
        group.times[group.count++] = at;
        if (group.rows.size() < limit) {
            group.rows.add(new MarkRow(mark, at, at, mark.words(first, second, text), 1));
        }
    }

    /** Oldest first. */
    List<MarkRow> rows() {
        long all = 0;
        int kinds = 0;
        for (Group group : groups) {
            all += group == null ? 0 : group.count;
            kinds += group == null ? 0 : 1;
        }
        int each = all <= limit ? limit : share(kinds);
        List<MarkRow> rows = new ArrayList<>();
        for (Group group : groups) {
            if (group != null) {
                rows.addAll(group.count <= each ? group.rows : together(group, each));
            }
        }
        rows.sort(Comparator.comparingLong(MarkRow::atNanos));
        return rows;
    }

    /** How many of a kind fit where those that come rarely are whole. */
    private int share(int kinds) {
        int usual = Math.max(1, limit / kinds);
        long rare = 0;
        int many = 0;
        for (Group group : groups) {
            if (group != null) {
                rare += group.count <= usual ? group.count : 0;
                many += group.count <= usual ? 0 : 1;
            }
        }
        return Math.max(1, (int) (limit - rare) / Math.max(1, many));
    }

    private List<MarkRow> together(Group group, int cells) {
        long length = (to - from) / cells + 1;
        long[] first = new long[cells];
        long[] last = new long[cells];
        int[] count = new int[cells];
        int[] latest = new int[cells];
        for (int i = 0; i < group.count; i++) {
            int cell = (int) ((group.times[i] - from) / length);
            first[cell] = count[cell] == 0 ? group.times[i] : Math.min(first[cell], group.times[i]);
            last[cell] = Math.max(last[cell], group.times[i]);
            count[cell]++;
            latest[cell] = i;
        }
        Mark mark = group.rows.get(0).mark();
        List<MarkRow> rows = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
            if (count[i] == 1 && latest[i] < group.rows.size()) {
                rows.add(group.rows.get(latest[i]));
            } else if (count[i] > 0) {
                rows.add(new MarkRow(mark, first[i], last[i], count[i] + " × " + mark.kind(), count[i]));
            }
        }
        return rows;
    }
}

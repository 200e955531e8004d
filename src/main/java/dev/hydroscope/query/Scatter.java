package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Requests of a window as points: all, or where they are too many one of two, of four …, chosen by their ordinals, so that the
 * same ones stay when the window moves; the slowest always.
 */
public final class Scatter implements Gathering<Scatter> {
    private static final int SLOWEST = 50;

    private final Window window;
    private final int most;
    private List<Moment> some = new ArrayList<>();
    private final PriorityQueue<Moment> slowest = new PriorityQueue<>(Moment.LONGEST.reversed());
    private int level;
    private long requests;

    Scatter(Window window, int most) {
        this.window = window;
        this.most = most;
    }

    @Override
    public void add(ColumnBlock block, Places matched, LaneKey lanes) {
        for (int place = matched.next(0); place >= 0; place = matched.next(place + 1)) {
            if (window.embraces(block.atNanos(place))) {
                requests++;
                long nanos = block.durationNanos(place);
                if (nanos >= 0 && (chosen(block.first() + place) || slow(nanos))) {
                    add(Moment.of(block, place));
                }
            }
        }
    }

    @Override
    public void add(Scatter other) {
        level = Math.max(level, other.level);
        some.removeIf(moment -> !chosen(moment.ordinal()));
        other.some.forEach(this::add);
        other.slowest.forEach(this::slower);
        requests += other.requests;
    }

    private void add(Moment moment) {
        slower(moment);
        if (chosen(moment.ordinal())) {
            some.add(moment);
        }
        while (some.size() > most) {
            level++;
            some.removeIf(one -> !chosen(one.ordinal()));
        }
    }

    private void slower(Moment moment) {
        slowest.add(moment);
        if (slowest.size() > SLOWEST) {
            slowest.poll();
        }
    }

    private boolean slow(long nanos) {
        return slowest.size() < SLOWEST || nanos >= slowest.peek().durationNanos();
    }

    /** Of every two of a level one is of the next; neighbours are so no more alike than others. */
    private boolean chosen(long ordinal) {
        long mixed = (ordinal + 1) * 0x9E3779B97F4A7C15L;
        return Long.numberOfTrailingZeros(mixed ^ mixed >>> 32) >= level;
    }

    /** One point stands for about so many. */
    public long each() {
        return 1L << level;
    }

    /** Those of a known duration, in the order in which they began. */
    public List<Moment> points() {
        TreeSet<Moment> points = new TreeSet<>(Moment.BEGINNING);
        points.addAll(some);
        points.addAll(slowest);
        return List.copyOf(points);
    }

    @Override
    public long requests() {
        return requests;
    }

}

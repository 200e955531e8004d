package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.Places;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lanes that there are in a window, and of each how many requests and which is the first: those that are asked for, and of
 * all others so many as come first. A field that no two requests share would else take all memory.
 */
final class LaneTotals implements Gathering<LaneTotals> {
    /** Some 200 bytes each. */
    static final int MOST = 20_000;

    /** Those of a lane; `first` is the one that began first. */
    static final class Total {
        final long key;
        private Moment first;
        private int httpVersion;
        private long requests;

        private Total(long key, Moment first) {
            this.key = key;
            this.first = first;
        }

        /** As it is now. */
        Total copy() {
            Total copy = new Total(key, first);
            copy.requests = requests;
            copy.httpVersion = httpVersion;
            return copy;
        }

        Moment first() {
            return first;
        }

        /** 0 where none of them tells. */
        int httpVersion() {
            return httpVersion;
        }

        long requests() {
            return requests;
        }

        /** In the order in which the lanes are shown: by their first requests. */
        static final Comparator<Total> ORDER = Comparator.comparing(Total::first, Moment.BEGINNING);
    }

    private final Window window;
    private final Set<Long> asked;
    private final Map<Long, Total> totals = new HashMap<>();
    private boolean more;
    private long requests;

    /** @param asked just these lanes; none: all, as far as they are kept */
    LaneTotals(Window window, Collection<Long> asked) {
        this.window = window;
        this.asked = Set.copyOf(asked);
    }

    private boolean room(long lane) {
        boolean room = asked.isEmpty() ? totals.size() < MOST : asked.contains(lane);
        more |= asked.isEmpty() && !room;
        return room;
    }

    @Override
    public void add(ColumnBlock block, Places matched, LaneKey lanes) {
        for (int place = matched.next(0); place >= 0; place = matched.next(place + 1)) {
            if (Moment.within(window, block, place)) {
                requests++;
                if (!lanes.several(place)) {
                    add(block, place, lanes.first(place));
                } else {
                    for (long lane : lanes.all(place)) {
                        add(block, place, lane);
                    }
                }
            }
        }
    }

    private void add(ColumnBlock block, int place, long of) {
        Total total = totals.get(of);
        if (total == null && !room(of)) {
            return;
        } else if (total == null) {
            total = new Total(of, Moment.of(block, place));
            totals.put(of, total);
        } else if (block.atNanos(place) < total.first.atNanos()) {
            total.first = Moment.of(block, place);
        }
        total.requests++;
        total.httpVersion = Math.max(total.httpVersion, block.httpVersion(place));
    }

    @Override
    public void add(LaneTotals other) {
        other.totals.values().forEach(this::add);
        more |= other.more;
        if (totals.size() > MOST) {
            totals.values().stream().sorted(Total.ORDER).skip(MOST).toList().forEach(total -> totals.remove(total.key));
            more = true;
        }
        requests += other.requests;
    }

    private void add(Total of) {
        Total total = totals.computeIfAbsent(of.key, none -> new Total(of.key, of.first));
        total.first = Moment.BEGINNING.compare(of.first, total.first) < 0 ? of.first : total.first;
        total.requests += of.requests;
        total.httpVersion = Math.max(total.httpVersion, of.httpVersion);
    }

    @Override
    public long requests() {
        return requests;
    }

    /** Whether there are lanes besides those that are kept. */
    boolean more() {
        return more;
    }

    /** The lanes behind one, in their order; all but for a limit. */
    List<Total> page(LanePlace after, int limit) {
        return totals.values().stream().filter(total -> after.before(total.first)).sorted(Total.ORDER).limit(limit).toList();
    }

    List<Total> of(List<Long> keys) {
        return keys.stream().map(totals::get).filter(total -> total != null).toList();
    }
}

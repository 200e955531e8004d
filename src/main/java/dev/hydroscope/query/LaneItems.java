package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.Places;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What some lanes show: of each step the longest of the requests that began in it, and how many did; those that began before
 * the window are one more step, in which the one that lasts longest into it counts as the longest.
 */
final class LaneItems implements Gathering<LaneItems> {
    /** The step of those that began before the window. */
    private static final int BEFORE = -1;

    /** The longest of a step. */
    static final class Item {
        private Moment longest;
        private long count;

        Moment longest() {
            return longest;
        }

        long count() {
            return count;
        }
    }

    private final Window window;
    private final Map<Long, TreeMap<Integer, Item>> lanes = new HashMap<>();
    private long requests;

    LaneItems(Window window, Collection<Long> keys) {
        this.window = window;
        keys.forEach(of -> lanes.put(of, new TreeMap<>()));
    }

    @Override
    public void add(ColumnBlock block, Places matched, LaneKey in) {
        for (int place = matched.next(0); place >= 0; place = matched.next(place + 1)) {
            if (Moment.within(window, block, place)) {
                requests++;
                if (!in.several(place)) {
                    add(block, place, in.first(place));
                } else {
                    for (long lane : in.all(place)) {
                        add(block, place, lane);
                    }
                }
            }
        }
    }

    private void add(ColumnBlock block, int place, long of) {
        TreeMap<Integer, Item> lane = lanes.get(of);
        if (lane != null) {
            int step = (int) Math.max(BEFORE, window.step(block.atNanos(place)));
            add(lane, step, Moment.of(block, place), 1);
        }
    }

    @Override
    public void add(LaneItems other) {
        other.lanes.forEach((of, items) -> items.forEach((step, item) -> add(lanes.get(of), step, item.longest, item.count)));
        requests += other.requests;
    }

    private static void add(TreeMap<Integer, Item> lane, int step, Moment moment, long count) {
        Item item = lane.computeIfAbsent(step, none -> new Item());
        if (item.longest == null || longer(moment, item.longest, step == BEFORE)) {
            item.longest = moment;
        }
        item.count += count;
    }

    private static boolean longer(Moment one, Moment other, boolean before) {
        long difference = before ? one.endNanos() - other.endNanos() : one.durationNanos() - other.durationNanos();
        return difference > 0 || difference == 0 && one.ordinal() < other.ordinal();
    }

    @Override
    public long requests() {
        return requests;
    }

    /** In the order of time. */
    List<Item> of(long lane) {
        return List.copyOf(lanes.getOrDefault(lane, new TreeMap<>()).values());
    }
}

package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.Places;
import java.util.List;
import java.util.PriorityQueue;

/** The first requests of a window behind some place, for lanes of one request each. */
final class FirstRequests implements Gathering<FirstRequests> {
    private final Window window;
    private final LanePlace after;
    private final int most;
    private final PriorityQueue<Moment> first = new PriorityQueue<>(Moment.BEGINNING.reversed());
    private long requests;

    FirstRequests(Window window, LanePlace after, int most) {
        this.window = window;
        this.after = after;
        this.most = most;
    }

    @Override
    public void add(ColumnBlock block, Places matched, LaneKey lanes) {
        for (int place = matched.next(0); place >= 0; place = matched.next(place + 1)) {
            if (Moment.within(window, block, place)) {
                requests++;
                if (first.size() < most || block.atNanos(place) <= first.peek().atNanos()) {
                    add(Moment.of(block, place));
                }
            }
        }
    }

    @Override
    public void add(FirstRequests other) {
        other.first.forEach(this::add);
        requests += other.requests;
    }

    private void add(Moment moment) {
        if (after.before(moment)) {
            first.add(moment);
            if (first.size() > most) {
                first.poll();
            }
        }
    }

    @Override
    public long requests() {
        return requests;
    }

    List<Moment> inOrder() {
        return first.stream().sorted(Moment.BEGINNING).toList();
    }
}

package dev.hydroscope.session;

import dev.hydroscope.store.Loss;
import java.util.ArrayList;
import java.util.List;

/** What was lost while somebody listened, each hop's in intervals: those that lie close together are one. Bounded. */
final class LossIntervals {
    private static final long APART_NANOS = 1_000_000_000;
    private static final int MOST = 100;

    private final List<Loss> intervals = new ArrayList<>();

    synchronized void add(List<Loss> losses) {
        losses.forEach(this::add);
    }

    private void add(Loss loss) {
        for (int i = intervals.size() - 1; i >= 0; i--) {
            Loss before = intervals.get(i);
            boolean near = loss.fromNanos() - before.toNanos() < APART_NANOS || intervals.size() >= MOST;
            if (before.hop().equals(loss.hop()) && near) {
                intervals.set(i, new Loss(loss.hop(), before.fromNanos(), Math.max(before.toNanos(), loss.toNanos()),
                        before.count() + loss.count()));
                return;
            }
        }
        intervals.add(loss);
    }

    synchronized List<Loss> losses() {
        return List.copyOf(intervals);
    }
}

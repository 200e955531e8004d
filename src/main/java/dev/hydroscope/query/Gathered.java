package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One gathering over the requests of a window, kept between questions: blocks that do not change any more are added once,
 * the others each time. One thread at a time goes on with it.
 */
final class Gathered<T extends Gathering<T>> {
    private final Window window;
    private final boolean underWay;
    private final LaneBy by;
    private final Supplier<T> empty;
    private final Map<Integer, Done> done = new HashMap<>();
    private T settled;
    private long version;

    /** @param shown how many requests of the block are shown at all */
    private record Done(long stamp, int shown) {
    }

    /** @param underWay whether requests that began before the window and last into it are wanted, too */
    Gathered(Window window, boolean underWay, LaneBy by, Supplier<T> empty) {
        this.window = window;
        this.by = by;
        this.underWay = underWay;
        this.empty = empty;
        this.settled = empty.get();
    }

    /** @param answer made of what there is by now, before another thread goes on */
    synchronized <R> R goOn(Reader reader, Hits hits, BooleanSupplier over, BiFunction<T, Progress, R> answer) {
        boolean ready = hits.ready(reader, over);
        if (hits.version() != version) {
            version = hits.version();
            done.clear();
            settled = empty.get();
        }
        Result<T> result = reader.columns(scan -> goOn(scan, hits.in(scan), ready, over));
        return answer.apply(result.gathered, result.progress);
    }

    private record Result<T>(T gathered, Progress progress) {
    }

    private Result<T> goOn(ColumnScan scan, Hits.Asked asked, boolean ready, BooleanSupplier over) {
        forget(scan);
        Pass pass = new Pass(scan, asked, ready);
        for (int number = 0; number < scan.blocks(); number++) {
            if (touches(scan, number)) {
                pass.at(number, over);
            }
        }
        T result = pass.result();
        return new Result<>(result, pass.progress(result));
    }

    private boolean touches(ColumnScan scan, int number) {
        long last = window.endNanos() - 1;
        return underWay ? scan.reaches(number, window.beginNanos(), last) : scan.within(number, window.beginNanos(), last);
    }

    /** Where a block was added that has changed since, all is gathered anew. */
    private void forget(ColumnScan scan) {
        if (done.entrySet().stream().anyMatch(e -> e.getKey() >= scan.blocks() || scan.stamp(e.getKey()) != e.getValue().stamp)) {
            done.clear();
            settled = empty.get();
        }
    }

    private final class Pass {
        private final ColumnScan scan;
        private final Hits.Asked asked;
        private final boolean ready;
        private final LaneKey lanes;
        private T open;
        private long total;
        private long scanned;
        private long shown;
        private boolean begun;

        Pass(ColumnScan scan, Hits.Asked asked, boolean ready) {
            this.scan = scan;
            this.ready = ready;
            this.asked = asked;
            this.lanes = by.in(scan);
        }

        /** Of what is left to do one block at least: else it would never come to an end. */
        void at(int number, BooleanSupplier over) {
            total += scan.size(number);
            Done known = done.get(number);
            if (known != null) {
                scanned += scan.size(number);
                shown += known.shown;
            } else if (ready && (!begun || !over.getAsBoolean())) {
                begun = true;
                scanned += scan.size(number);
                long stamp = scan.stamp(number);
                ColumnBlock block = scan.block(number);
                shown += block.present().size();
                add(block, asked.of(block), stamp);
            }
        }

        private void add(ColumnBlock block, Places places, long stamp) {
            lanes.enter(block);
            if (stamp != ColumnScan.UNSETTLED) {
                settled.add(block, places, lanes);
                done.put(block.number(), new Done(stamp, block.present().size()));
            } else {
                open = open == null ? empty.get() : open;
                open.add(block, places, lanes);
            }
        }

        T result() {
            if (open != null) {
                open.add(settled);
            }
            return open == null ? settled : open;
        }

        /** Through a lens that does not show every request nobody learns how many there are besides. */
        Progress progress(T result) {
            boolean complete = total == scanned;
            return scan.lens().whole() ? new Progress(result.requests(), total, scanned, complete)
                    : new Progress(result.requests(), complete ? shown : shown + 1, shown, complete);
        }
    }
}

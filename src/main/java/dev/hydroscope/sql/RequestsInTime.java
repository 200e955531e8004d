package dev.hydroscope.sql;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.RequestRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Requests exactly in the order of their times, either way. Their ordinals nearly are: a block is read when the next request
 * may be one of it, so that who wants the newest few reads a block or two.
 */
final class RequestsInTime implements Iterator<RequestRow> {
    private final Opened session;
    private final Bounds bounds;
    private final boolean descending;
    private final Iterator<Stretch> blocks;
    private final PriorityQueue<RequestRow> waiting;
    private Stretch coming;

    /** Between which times the requests of a block began. */
    private record Stretch(int block, long firstNanos, long lastNanos) {
    }

    RequestsInTime(Opened session, Bounds bounds, boolean descending) {
        this.session = session;
        this.bounds = bounds;
        this.descending = descending;
        Comparator<RequestRow> ascending = Comparator.comparingLong(RequestRow::atNanos);
        this.waiting = new PriorityQueue<>(descending ? ascending.reversed() : ascending);
        Comparator<Stretch> order = descending ? Comparator.comparingLong(Stretch::lastNanos).reversed()
                : Comparator.comparingLong(Stretch::firstNanos);
        this.blocks = session.reader().columns(this::stretches).stream().sorted(order).iterator();
        advance();
    }

    private List<Stretch> stretches(ColumnScan scan) {
        long from = bounds.fromNanos("at");
        long to = bounds.toNanos("at");
        List<Stretch> found = new ArrayList<>();
        for (int number = 0; number < scan.blocks(); number++) {
            if (scan.within(number, from, to)) {
                int block = number;
                found.add(scan.began(block).map(times -> new Stretch(block, times[0], times[1]))
                        .orElseGet(() -> stretch(scan.block(block))));
            }
        }
        return found;
    }

    private static Stretch stretch(ColumnBlock block) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int place = block.present().next(0); place >= 0; place = block.present().next(place + 1)) {
            first = Math.min(first, block.atNanos(place));
            last = Math.max(last, block.atNanos(place));
        }
        return new Stretch(block.number(), first, last);
    }

    private void advance() {
        coming = blocks.hasNext() ? blocks.next() : null;
    }

    @Override
    public boolean hasNext() {
        while (coming != null && (waiting.isEmpty() || !isNext(waiting.peek().atNanos()))) {
            int number = coming.block();
            session.reader().columns(scan -> waiting.addAll(scan.rows(number)));
            advance();
        }
        return !waiting.isEmpty();
    }

    /** Whether nothing that is yet to be read comes before it. */
    private boolean isNext(long atNanos) {
        return descending ? atNanos >= coming.lastNanos() : atNanos <= coming.firstNanos();
    }

    @Override
    public RequestRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return waiting.poll();
    }
}

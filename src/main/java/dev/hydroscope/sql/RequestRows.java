package dev.hydroscope.sql;

import dev.hydroscope.store.Filter;
import dev.hydroscope.store.Page;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.Scan;
import dev.hydroscope.store.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Requests of a session oldest first, read a batch at a time; those of one connection's number by their own. */
final class RequestRows implements Iterator<RequestRow> {
    private static final int BATCH = 2000;

    private final Opened session;
    private final Bounds bounds;
    private final boolean numbered;
    private final Filter filter;
    private Iterator<RequestRow> batch = Collections.emptyIterator();
    private long after = -1;
    private long req;
    private boolean over;

    RequestRows(Opened session, Bounds bounds) {
        this(session, bounds, status(bounds));
    }

    /** @param filter what the search segments shall be asked beside */
    RequestRows(Opened session, Bounds bounds, Filter filter) {
        this.filter = filter;
        this.session = session;
        this.bounds = bounds;
        this.numbered = bounds.least("conn") == bounds.most("conn");
        this.req = bounds.least("req");
    }

    /** A response of no status has none; bit 31 stands for all that are higher. */
    private static Filter status(Bounds bounds) {
        long least = bounds.least("status");
        long most = bounds.most("status");
        if (least == most) {
            return new Filter.Has(Term.status((int) least));
        } else if (least < 100 && most == Long.MAX_VALUE) {
            return new Filter.Anything();
        }
        int bits = 0;
        for (int hundreds = 0; hundreds < 32; hundreds++) {
            boolean within = (hundreds == 31 || hundreds * 100L + 99 >= least) && hundreds * 100L <= most;
            bits |= within ? 1 << hundreds : 0;
        }
        return new Filter.Classes(bits);
    }

    @Override
    public boolean hasNext() {
        while (!batch.hasNext() && !over) {
            batch = (numbered ? page() : read()).iterator();
        }
        return batch.hasNext();
    }

    @Override
    public RequestRow next() {
        return batch.next();
    }

    private List<RequestRow> page() {
        Page<RequestRow> page = session.reader().numbered().requests(bounds.least("conn"), req, bounds.most("req"));
        over = page.next().isEmpty();
        req = over ? req : Long.parseLong(page.next());
        return page.rows();
    }

    private List<RequestRow> read() {
        Scan.Range range = new Scan.Range(false, after, bounds.fromNanos("at"), bounds.toNanos("at"));
        return session.reader().scan(filter, range, scan -> {
            List<RequestRow> rows = new ArrayList<>(BATCH);
            while (!scan.done() && rows.size() < BATCH) {
                rows.addAll(scan.next());
            }
            after = scan.passed();
            over = scan.done();
            return rows;
        });
    }
}

package dev.hydroscope.query;

import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.ColumnBlock;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What of a query was found by now, block by block; one thread at a time goes on with it. */
final class Finding {
    private final Query query;
    private final long fromNanos;
    private final long toNanos;
    private Places[] found = new Places[0];
    private long[] stamps = new long[0];
    /** How many requests a block showed. */
    private int[] shown = new int[0];

    Finding(Query query, long fromNanos, long toNanos) {
        this.query = query;
        this.fromNanos = Plan.from(query.expression(), fromNanos);
        this.toNanos = Plan.to(query.expression(), toNanos);
    }

    synchronized Matching goOn(Reader reader, BooleanSupplier over) {
        return reader.columns(scan -> goOn(scan, over));
    }

    /** Through a lens that does not show every request nobody learns how many there are besides. */
    private Matching goOn(ColumnScan scan, BooleanSupplier over) {
        grow(scan.blocks());
        Predicate<RequestRow> wanted = new Conditions(scan.neighbours()).of(query.expression());
        long total = 0;
        long scanned = 0;
        boolean begun = false;
        boolean complete = true;
        boolean all = scan.lens().whole();
        for (int number = found.length - 1; number >= 0; number--) {
            if (!scan.within(number, fromNanos, toNanos)) {
                found[number] = null;
                continue;
            }
            if (all) {
                total += scan.size(number);
            }
            long stamp = scan.stamp(number);
            boolean known = found[number] != null && stamp == stamps[number] && stamp != ColumnScan.UNSETTLED;
            if (!known && (!begun || !over.getAsBoolean())) {
                begun = true;
                found[number] = look(scan, number, wanted);
                stamps[number] = stamp;
                known = true;
            }
            scanned += known ? all ? scan.size(number) : shown[number] : 0;
            complete &= known;
        }
        return new Matching(found.clone(), scanned, all ? total : complete ? scanned : scanned + 1);
    }

    private void grow(int blocks) {
        int before = found.length;
        if (blocks != before) {
            found = Arrays.copyOf(found, blocks);
            stamps = Arrays.copyOf(stamps, blocks);
            shown = Arrays.copyOf(shown, blocks);
        }
    }

    private Places look(ColumnScan scan, int number, Predicate<RequestRow> wanted) {
        Places places = new Places();
        List<RequestRow> rows = scan.rows(number);
        shown[number] = rows.size();
        for (RequestRow row : rows) {
            if (row.atNanos() >= fromNanos && row.atNanos() <= toNanos && wanted.test(row)) {
                places.add((int) (row.ordinal() % ColumnBlock.SIZE));
            }
        }
        return places;
    }
}

package dev.hydroscope.query;

import dev.hydroscope.query.Expression.OnConnection;
import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * For which requests a query holds, at whatever time: of the blocks that somebody asks for, and kept of those, so that a
 * window that moves asks only for what is new in it. For any thread.
 */
final class Hits {
    private final Query query;
    private final boolean restless;
    private final ColumnTest test;
    private final Map<OnConnection, Finding> inner = new LinkedHashMap<>();
    private final Map<OnConnection, Matching> asked = new HashMap<>();
    private final Map<OnConnection, BitSet> connections = new HashMap<>();
    private final Map<Integer, Kept> kept = new HashMap<>();
    /** Who waits for a connection to the file holds nothing that one who has a connection waits for. */
    private final Object finding = new Object();
    private Object state = "";
    private long version;

    private record Kept(long stamp, Places places) {
    }

    Hits(Query query) {
        this.query = query;
        this.restless = ColumnTests.restless(query.expression());
        this.test = ColumnTests.of(query.expression());
        ColumnTests.asked(query.expression()).forEach(on -> inner.put(on, new Finding(on.part(), 0, 0)));
    }

    /** Another one when what was found by now may hold no more though no block has changed. */
    synchronized long version() {
        return version;
    }

    /** Finds what is asked of connections; false where the time was over before: nothing can be told yet. */
    boolean ready(Reader reader, BooleanSupplier over) {
        if (query.everything()) {
            return true;
        }
        synchronized (finding) {
            Object now = restless ? reader.counts() : reader.sealed();
            if (!now.equals(state)) {
                state = now;
                forget();
            }
            return !reader.lens().clear() || inner.entrySet().stream().allMatch(entry ->
                    found(entry.getKey(), entry.getValue().goOn(reader, over), reader));
        }
    }

    private boolean found(OnConnection on, Matching of, Reader reader) {
        if (of.complete() && of != asked.put(on, of)) {
            BitSet ordinals = of.connections(reader);
            synchronized (this) {
                connections.put(on, ordinals);
                forget();
            }
        }
        return of.complete();
    }

    private synchronized void forget() {
        kept.clear();
        version++;
    }

    /** Asks one scan, block by block, when it is ready. */
    interface Asked {
        Places of(ColumnBlock block);
    }

    Asked in(ColumnScan scan) {
        if (query.everything()) {
            return ColumnBlock::present;
        }
        if (!scan.lens().clear()) {
            Predicate<RequestRow> wanted = new Conditions(scan.neighbours()).of(query.expression());
            return block -> of(scan, block, () -> byRows(scan, block, wanted));
        }
        Look look = new Look(scan, connections());
        return block -> of(scan, block, () -> look.at(block.number(), query.expression(), test, 0, Long.MAX_VALUE));
    }

    private synchronized Map<OnConnection, BitSet> connections() {
        return Map.copyOf(connections);
    }

    private interface Finder {
        Places places();
    }

    private synchronized Places of(ColumnScan scan, ColumnBlock block, Finder finder) {
        long stamp = scan.stamp(block.number());
        Kept known = kept.get(block.number());
        if (known == null || known.stamp != stamp || stamp == ColumnScan.UNSETTLED) {
            known = new Kept(stamp, finder.places());
            kept.put(block.number(), known);
        }
        return known.places;
    }

    private static Places byRows(ColumnScan scan, ColumnBlock block, Predicate<RequestRow> wanted) {
        Places places = new Places();
        for (RequestRow row : scan.rows(block.number())) {
            if (wanted.test(row)) {
                places.add((int) (row.ordinal() - block.first()));
            }
        }
        places.and(block.present());
        return places;
    }
}

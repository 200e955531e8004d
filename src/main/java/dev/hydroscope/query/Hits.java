package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.RequestRow;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** For which requests a query holds, at whatever time: of the blocks that somebody asked for, and kept of those. For any thread. */
final class Hits {
    private final Query query;
    private final Map<Integer, Kept> kept = new HashMap<>();

    private record Kept(long stamp, Places places) {
    }

    Hits(Query query) {
        this.query = query;
    }

    /** Asks one scan, block by block. */
    interface Asked {
        Places of(ColumnBlock block);
    }

    Asked in(ColumnScan scan) {
        if (query.everything()) {
            return ColumnBlock::present;
        }
        Predicate<RequestRow> wanted = new Conditions(scan.neighbours()).of(query.expression());
        return block -> {
            long stamp = scan.stamp(block.number());
            Places known = known(block.number(), stamp);
            return known != null ? known : keep(block.number(), stamp, look(scan, block, wanted));
        };
    }

    private static Places look(ColumnScan scan, ColumnBlock block, Predicate<RequestRow> wanted) {
        Places places = new Places();
        for (RequestRow row : scan.rows(block.number())) {
            if (wanted.test(row)) {
                places.add((int) (row.ordinal() - block.first()));
            }
        }
        places.and(block.present());
        return places;
    }

    private synchronized Places known(int number, long stamp) {
        Kept known = kept.get(number);
        return known != null && known.stamp == stamp && stamp != ColumnScan.UNSETTLED ? known.places : null;
    }

    private synchronized Places keep(int number, long stamp, Places places) {
        kept.put(number, new Kept(stamp, places));
        return places;
    }
}

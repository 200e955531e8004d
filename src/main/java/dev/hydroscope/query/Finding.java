package dev.hydroscope.query;

import dev.hydroscope.query.Expression.OnConnection;
import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.RequestRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** What of a query was found by now, block by block, the newest first; one thread at a time goes on with it. */
final class Finding {
    private final Expression expression;
    private final long fromNanos;
    private final long toNanos;
    private final boolean restless;
    private final Map<OnConnection, Finding> inner = new LinkedHashMap<>();
    private final Map<OnConnection, BitSet> connections = new HashMap<>();
    private final Map<OnConnection, Matching> asked = new HashMap<>();
    private final Looking looking;
    private Places[] found = new Places[0];
    private long[] stamps = new long[0];
    /** How many requests a block has, or showed. */
    private int[] sizes = new int[0];
    private Object state = "";
    private volatile Optional<Matching> known = Optional.empty();
    private Matching last = new Matching(found, 0, 1);

    Finding(Expression expression, long fromNanos, long toNanos) {
        this.expression = expression;
        this.fromNanos = Plan.from(expression, fromNanos);
        this.toNanos = Plan.to(expression, toNanos);
        this.restless = ColumnTests.restless(expression);
        this.looking = new Looking(expression, this.fromNanos, this.toNanos, connections);
        ColumnTests.asked(expression).forEach(on -> inner.put(on, new Finding(on.part(), 0, 0)));
    }

    /** What it came to last, if that was all; waits for nobody. */
    Optional<Matching> known() {
        return known;
    }

    synchronized Matching goOn(Reader reader, BooleanSupplier over) {
        Matching matching = further(reader, over);
        known = Optional.of(matching).filter(Matching::complete);
        return matching;
    }

    private Matching further(Reader reader, BooleanSupplier over) {
        if (!reader.lens().clear()) {
            return reader.columns(scan -> byRows(scan, over));
        }
        forgetWhatMayHaveChanged(reader);
        for (Map.Entry<OnConnection, Finding> entry : inner.entrySet()) {
            Matching of = entry.getValue().goOn(reader, over);
            if (!of.complete()) {
                return new Matching(new Places[0], of.scanned() / 2, of.total());
            }
            if (of != asked.put(entry.getKey(), of)) {
                connections.put(entry.getKey(), of.connections(reader));
                Arrays.fill(stamps, ColumnScan.UNSETTLED);
            }
        }
        return byColumns(reader, over);
    }

    /** What is asked of a connection can change with any of its requests, a word of it until the session is over. */
    private void forgetWhatMayHaveChanged(Reader reader) {
        Object now = restless ? reader.counts() : reader.sealed();
        if (!now.equals(state)) {
            state = now;
            if (restless || reader.sealed()) {
                Arrays.fill(stamps, ColumnScan.UNSETTLED);
            }
        }
    }

    private Matching byColumns(Reader reader, BooleanSupplier over) {
        List<Integer> wanted = reader.columns(this::wanted);
        if (wanted.isEmpty() && last.complete() && last.blocks() == found.length) {
            return last;
        }
        looking.look(reader, wanted, over, (number, stamp, places) -> {
            found[number] = places;
            stamps[number] = stamp;
        }).forEach(number -> wanted.remove(number));
        long total = Arrays.stream(sizes).asLongStream().sum();
        long left = wanted.stream().mapToLong(number -> sizes[number]).sum();
        last = new Matching(found.clone(), total - left, total);
        return last;
    }

    /** The blocks to be looked at, for the first time or again. */
    private List<Integer> wanted(ColumnScan scan) {
        grow(scan.blocks());
        List<Integer> wanted = new ArrayList<>();
        for (int number = found.length - 1; number >= 0; number--) {
            boolean within = scan.within(number, fromNanos, toNanos);
            sizes[number] = within ? scan.size(number) : 0;
            if (!within) {
                found[number] = null;
            } else if (found[number] == null || stamps[number] == ColumnScan.UNSETTLED
                    || scan.stamp(number) != stamps[number]) {
                wanted.add(number);
            }
        }
        return wanted;
    }

    /** Through a lens that does not show every request nobody learns how many there are besides. */
    private Matching byRows(ColumnScan scan, BooleanSupplier over) {
        grow(scan.blocks());
        Predicate<RequestRow> holds = new Conditions(scan.neighbours()).of(expression);
        boolean complete = true;
        boolean begun = false;
        long total = 0;
        long scanned = 0;
        for (int number = found.length - 1; number >= 0; number--) {
            if (!scan.within(number, fromNanos, toNanos)) {
                found[number] = null;
                continue;
            }
            total += scan.size(number);
            long stamp = restless ? ColumnScan.UNSETTLED : scan.stamp(number);
            boolean known = found[number] != null && stamp == stamps[number] && stamp != ColumnScan.UNSETTLED;
            if (!known && (!begun || !over.getAsBoolean())) {
                begun = true;
                stamps[number] = stamp;
                look(scan, number, holds);
                known = true;
            }
            scanned += known ? scan.lens().whole() ? scan.size(number) : sizes[number] : 0;
            complete &= known;
        }
        return new Matching(found.clone(), scanned, scan.lens().whole() ? total : complete ? scanned : scanned + 1);
    }

    private void look(ColumnScan scan, int number, Predicate<RequestRow> holds) {
        Places places = new Places();
        List<RequestRow> rows = scan.rows(number);
        sizes[number] = rows.size();
        for (RequestRow row : rows) {
            if (row.atNanos() >= fromNanos && row.atNanos() <= toNanos && holds.test(row)) {
                places.add((int) (row.ordinal() % ColumnBlock.SIZE));
            }
        }
        found[number] = places;
    }

    private void grow(int blocks) {
        if (blocks != found.length) {
            found = Arrays.copyOf(found, blocks);
            stamps = Arrays.copyOf(stamps, blocks);
            sizes = Arrays.copyOf(sizes, blocks);
        }
    }
}

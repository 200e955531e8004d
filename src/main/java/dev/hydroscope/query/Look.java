package dev.hydroscope.query;

import dev.hydroscope.query.Expression.OnConnection;
import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.RequestRow;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** One block after the other held against a query, with one connection to the file: by its columns, else by its rows. */
final class Look {
    /** Where more rows than this are wanted, those of the block are read in one go. */
    private static final int FEW = 64;

    private final ColumnScan scan;
    private final Map<OnConnection, BitSet> found;
    private final Conditions conditions;
    private final Map<Expression, LongIndex> connections = new HashMap<>();
    private final Map<Expression, Predicate<RequestRow>> predicates = new HashMap<>();
    private ColumnBlock block;
    private List<RequestRow> rows = List.of();

    /** @param found the connections for which it is known by now what a query asks of them */
    Look(ColumnScan scan, Map<OnConnection, BitSet> found) {
        this.scan = scan;
        this.found = found;
        this.conditions = new Conditions(scan.neighbours());
    }

    /** Where a query holds between two moments, both of them too. */
    Places at(int number, Expression query, ColumnTest test, long fromNanos, long toNanos) {
        block = scan.block(number);
        rows = List.of();
        Places asked = block.present().copy();
        if (fromNanos > 0 || toNanos < Long.MAX_VALUE) {
            for (int place = asked.next(0); place >= 0; place = asked.next(place + 1)) {
                if (block.atNanos(place) < fromNanos || block.atNanos(place) > toNanos) {
                    asked.remove(place);
                }
            }
        }
        if (test.cost() >= ColumnTest.ROW) {
            asked.and(scan.candidates(number, Plan.filter(query)));
        }
        Told told = test.tell(this, asked);
        Places holds = told.holds();
        if (!told.unknown().isEmpty()) {
            Predicate<RequestRow> wanted = condition(query);
            rows(told.unknown()).stream().filter(wanted).forEach(row -> holds.add((int) (row.ordinal() - block.first())));
        }
        return holds;
    }

    ColumnBlock block() {
        return block;
    }

    List<RequestRow> rows(Places wanted) {
        if (rows.isEmpty() && wanted.size() <= FEW) {
            return scan.rows(IntStream.of(wanted.toArray()).mapToLong(place -> block.first() + place).toArray());
        }
        if (rows.isEmpty()) {
            rows = scan.rows(block.number());
        }
        return rows.stream().filter(row -> wanted.has((int) (row.ordinal() - block.first()))).toList();
    }

    Predicate<RequestRow> condition(Expression expression) {
        return predicates.computeIfAbsent(expression, conditions::of);
    }

    /** The connections that were asked for a condition: twice the ordinal, and 1 where it holds. */
    LongIndex connections(Expression condition) {
        return connections.computeIfAbsent(condition, none -> new LongIndex());
    }

    BitSet found(OnConnection on) {
        return found.get(on);
    }
}

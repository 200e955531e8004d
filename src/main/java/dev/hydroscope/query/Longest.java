package dev.hydroscope.query;

import dev.hydroscope.store.Page;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.Scan;
import dev.hydroscope.store.Tokens;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * The requests that took longest. All that match must be seen before the first is known, so a page that runs out of time
 * holds the longest of the newest, is not complete and has no next.
 */
final class Longest {
    private static final Comparator<RequestRow> LONGER = Comparator.comparingLong(RequestRow::durationNanos)
            .thenComparingLong(RequestRow::ordinal);

    private Longest() {
    }

    static Page<RequestRow> page(Scan scan, Predicate<RequestRow> wanted, Scope scope) {
        Search.Clock clock = new Search.Clock(scope);
        Predicate<RequestRow> behind = behind(scope.after());
        PriorityQueue<RequestRow> longest = new PriorityQueue<>(LONGER);
        boolean over = false;
        while (!scan.done() && !over) {
            for (RequestRow row : scan.next()) {
                boolean better = longest.size() < scope.limit() || LONGER.compare(row, longest.peek()) > 0;
                if (better && behind.test(row) && wanted.test(row)) {
                    longest.add(row);
                    if (longest.size() > scope.limit()) {
                        longest.poll();
                    }
                }
            }
            over = clock.over();
        }
        List<RequestRow> rows = longest.stream().sorted(LONGER.reversed()).toList();
        boolean complete = scan.done();
        boolean more = complete && rows.size() == scope.limit();
        return new Page<>(rows, more ? token(rows.get(rows.size() - 1)) : "", scan.scanned(), complete);
    }

    private static String token(RequestRow last) {
        return last.durationNanos() + "." + last.ordinal();
    }

    private static Predicate<RequestRow> behind(String after) {
        if (after.isEmpty()) {
            return row -> true;
        }
        String[] parts = after.split("\\.", 2);
        if (parts.length < 2) {
            throw Tokens.wrong(after);
        }
        long duration = Tokens.number(parts[0]);
        long ordinal = Tokens.number(parts[1]);
        return row -> row.durationNanos() < duration || row.durationNanos() == duration && row.ordinal() < ordinal;
    }
}

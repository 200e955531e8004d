package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import java.util.Optional;

/** Some of a session's requests, which are counted without being read: all of them, or those that a query was found to hold for. */
final class Counted {
    private final Optional<Matching> some;
    private final long end;

    /** @param end all ordinals are below */
    Counted(Optional<Matching> some, long end) {
        this.some = some;
        this.end = end;
    }

    long end() {
        return end;
    }

    boolean has(long ordinal) {
        return some.map(matching -> matching.has(ordinal)).orElse(true);
    }

    /** How many there are from one ordinal on and below another. */
    long between(long from, long to) {
        if (some.isEmpty()) {
            return Math.max(0, to - from);
        }
        long count = 0;
        long at = from;
        while (at < to) {
            int block = (int) (at / ColumnBlock.SIZE);
            long next = Math.min(to, (block + 1L) * ColumnBlock.SIZE);
            count += next - at == ColumnBlock.SIZE ? some.get().places(block).size() : few(at, next);
            at = next;
        }
        return count;
    }

    private long few(long from, long to) {
        long count = 0;
        for (long ordinal = from; ordinal < to; ordinal++) {
            count += has(ordinal) ? 1 : 0;
        }
        return count;
    }
}

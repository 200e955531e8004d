package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.HeaderColumn;
import java.util.Optional;

/** What a field says of the requests of one block after the other, as numbers that stand for its values. */
abstract class FieldReading {
    /** Stands for no value. */
    static final long NONE = Long.MIN_VALUE;

    /**
     * A value as people see it.
     *
     * @param text not all of it where it is very long
     * @param literal what a query compares with; empty where it cannot be written
     */
    record Said(String text, Optional<String> literal, boolean masked, boolean cut) {
        static Said plain(String text) {
            return new Said(text, Optional.of(text), false, false);
        }
    }

    /** From now on places are those of this block. */
    abstract void enter(ColumnBlock block);

    /** The column of the block where that alone tells the values, one a request at most. */
    Optional<HeaderColumn> column() {
        return Optional.empty();
    }

    /** The first value of a request, or NONE. */
    abstract long first(int place);

    /** Whether it has more than one. */
    boolean several(int place) {
        return false;
    }

    /** All of them, each once. */
    long[] all(int place) {
        long first = first(place);
        return first == NONE ? new long[0] : new long[] {first};
    }

    /** What a number stands for, that came with the request of an ordinal. */
    abstract Said say(long key, long ordinal);
}

package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.Reader;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * The requests for which a query holds, as far as they were looked at: does not change. Blocks are those of
 * {@link ColumnScan}.
 */
public final class Matching {
    private final Places[] found;
    private final long matched;
    private final long scanned;
    private final long total;
    private final Map<String, Object> kept = new ConcurrentHashMap<>();

    /** @param found by block; null where a block was not looked at */
    Matching(Places[] found, long scanned, long total) {
        this.found = found;
        this.matched = Arrays.stream(found).mapToLong(places -> places == null ? 0 : places.size()).sum();
        this.scanned = scanned;
        this.total = total;
    }

    /** How many requests were found so far. */
    public long matched() {
        return matched;
    }

    /** How many of {@link #total} were looked at. */
    public long scanned() {
        return scanned;
    }

    /** How many requests there are to be looked at: those of the blocks that may have some of the time asked for. */
    public long total() {
        return total;
    }

    public boolean complete() {
        return scanned == total;
    }

    /** What was worked out of it, for as long as it is kept itself. */
    Map<String, Object> kept() {
        return kept;
    }

    public int blocks() {
        return found.length;
    }

    boolean knows(int block) {
        return block < found.length && found[block] != null;
    }

    /** Those of a block; none of one that was not looked at. Not to be changed. */
    public Places places(int block) {
        return block >= found.length || found[block] == null ? new Places() : found[block];
    }

    public boolean has(long ordinal) {
        return places((int) (ordinal / ColumnBlock.SIZE)).has((int) (ordinal % ColumnBlock.SIZE));
    }

    /** The ordinals of their connections. */
    BitSet connections(Reader reader) {
        BitSet connections = new BitSet();
        each(reader, () -> false, (block, places) -> {
            for (int place = places.next(0); place >= 0; place = places.next(place + 1)) {
                connections.set((int) block.connection(place));
            }
        });
        return connections;
    }

    /** Shows the blocks in which there are some, oldest first, until it is cancelled; tells whether it was not. */
    public boolean each(Reader reader, BooleanSupplier cancelled, BiConsumer<ColumnBlock, Places> visitor) {
        return reader.columns(scan -> {
            for (int number = 0; number < found.length; number++) {
                if (cancelled.getAsBoolean()) {
                    return false;
                }
                if (found[number] != null && !found[number].isEmpty() && number < scan.blocks()) {
                    visitor.accept(scan.block(number), found[number]);
                }
            }
            return true;
        });
    }
}

package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.HeaderColumn;
import dev.hydroscope.store.Places;
import java.util.Arrays;
import java.util.Optional;

/**
 * How many of a selection, and of the rest, have which value of a field. The selection's values are all kept; of the rest's
 * own ones the first some thousand, and how much the others come to.
 */
final class PairCounts {
    /** With more values than that in the selection a field says nothing of it: it is given up. */
    static final int MOST_SELECTED = 40_000;
    private static final int MOST_OTHERS = 6000;

    private final LongIndex index = new LongIndex();
    private int[] selected = new int[64];
    private int[] rest = new int[64];
    private int[] ordinals = new int[64];
    private int selectedValues;
    private long missingSelected;
    private long missingRest;
    private long tail;

    boolean givenUp() {
        return selectedValues > MOST_SELECTED;
    }

    void add(FieldReading reading, ColumnBlock block, Places places, boolean ofSelection) {
        Optional<HeaderColumn> column = reading.column();
        if (column.isPresent()) {
            byCode(column.get(), block, places, ofSelection);
            return;
        }
        for (int place = places.next(0); place >= 0 && !givenUp(); place = places.next(place + 1)) {
            long[] all = reading.several(place) ? reading.all(place) : null;
            long first = all == null ? reading.first(place) : 0;
            if (all == null && first != FieldReading.NONE) {
                add(first, 1, block.first() + place, ofSelection);
            } else if (all == null || all.length == 0) {
                missing(1, ofSelection);
            } else {
                for (long key : all) {
                    add(key, 1, block.first() + place, ofSelection);
                }
            }
        }
    }

    private void byCode(HeaderColumn column, ColumnBlock block, Places places, boolean ofSelection) {
        int[] counts = new int[column.codes() + 1];
        int[] last = new int[column.codes() + 1];
        for (int place = places.next(0); place >= 0; place = places.next(place + 1)) {
            int code = column.code(place);
            counts[code]++;
            last[code] = place;
        }
        missing(counts[0], ofSelection);
        for (int code = 1; code < counts.length && !givenUp(); code++) {
            if (counts[code] > 0) {
                add(column.hashOf(code), counts[code], block.first() + last[code], ofSelection);
            }
        }
    }

    private void missing(int count, boolean ofSelection) {
        missingSelected += ofSelection ? count : 0;
        missingRest += ofSelection ? 0 : count;
    }

    private void add(long key, int count, long ordinal, boolean ofSelection) {
        boolean room = ofSelection || index.size() - selectedValues < MOST_OTHERS;
        int at = room ? index.add(key) : index.find(key);
        if (at < 0) {
            tail += count;
            return;
        }
        if (at >= selected.length) {
            selected = Arrays.copyOf(selected, at * 2);
            rest = Arrays.copyOf(rest, at * 2);
            ordinals = Arrays.copyOf(ordinals, at * 2);
        }
        if (selected[at] == 0 && rest[at] == 0) {
            ordinals[at] = (int) ordinal;
        }
        if (ofSelection) {
            selectedValues += selected[at] == 0 ? 1 : 0;
            selected[at] += count;
        } else {
            rest[at] += count;
        }
    }

    int values() {
        return index.size();
    }

    long key(int at) {
        return index.key(at);
    }

    long ordinal(int at) {
        return ordinals[at];
    }

    int selected(int at) {
        return selected[at];
    }

    int rest(int at) {
        return rest[at];
    }

    long missingSelected() {
        return missingSelected;
    }

    long missingRest() {
        return missingRest;
    }

    /** Of the rest: how often values came that are kept nowhere. */
    long tail() {
        return tail;
    }
}

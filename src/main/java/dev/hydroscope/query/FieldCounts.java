package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.HeaderColumn;
import dev.hydroscope.store.Places;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many requests have which value of a field. Exact up to a limit of values; beyond it the rarest half is forgotten each
 * time: then a count may lack {@link #error} at most, and how many values there are is estimated.
 */
final class FieldCounts {
    private final int limit;
    private LongIndex index = new LongIndex();
    private int[] counts = new int[16];
    private int[] ordinals = new int[16];
    private DistinctEstimate estimate;
    private long missing;
    private int error;

    FieldCounts(int limit) {
        this.limit = limit;
    }

    void add(FieldReading reading, ColumnBlock block, Places places) {
        Optional<HeaderColumn> column = reading.column();
        if (column.isEmpty()) {
            for (int place = places.next(0); place >= 0; place = places.next(place + 1)) {
                add(reading, place, block.first() + place);
            }
            return;
        }
        int[] byCode = new int[column.get().codes() + 1];
        int[] last = new int[byCode.length];
        for (int place = places.next(0); place >= 0; place = places.next(place + 1)) {
            int code = column.get().code(place);
            byCode[code]++;
            last[code] = place;
        }
        missing += byCode[0];
        for (int code = 1; code < byCode.length; code++) {
            if (byCode[code] > 0) {
                count(column.get().hashOf(code), byCode[code], block.first() + last[code]);
            }
        }
    }

    void add(FieldReading reading, int place, long ordinal) {
        if (reading.several(place)) {
            long[] all = reading.all(place);
            for (long key : all) {
                count(key, 1, ordinal);
            }
            missing += all.length == 0 ? 1 : 0;
            return;
        }
        long key = reading.first(place);
        if (key == FieldReading.NONE) {
            missing++;
        } else {
            count(key, 1, ordinal);
        }
    }

    private void count(long key, int times, long ordinal) {
        int place = index.add(key);
        if (place == counts.length) {
            counts = Arrays.copyOf(counts, place * 2);
            ordinals = Arrays.copyOf(ordinals, place * 2);
        }
        counts[place] += times;
        if (counts[place] == times) {
            ordinals[place] = (int) ordinal;
            if (estimate != null) {
                estimate.add(key);
            }
            if (index.size() > limit) {
                forget();
            }
        }
    }

    private void forget() {
        if (estimate == null) {
            estimate = new DistinctEstimate();
            for (int place = 0; place < index.size(); place++) {
                estimate.add(index.key(place));
            }
        }
        int[] sorted = Arrays.copyOf(counts, index.size());
        Arrays.sort(sorted);
        int least = sorted[sorted.length / 2];
        error += least;
        LongIndex kept = new LongIndex();
        int[] keptCounts = new int[limit];
        int[] keptOrdinals = new int[limit];
        for (int place = 0; place < index.size(); place++) {
            if (counts[place] > least) {
                int to = kept.add(index.key(place));
                keptCounts[to] = counts[place];
                keptOrdinals[to] = ordinals[place];
            }
        }
        index = kept;
        counts = keptCounts;
        ordinals = keptOrdinals;
    }

    /** How many lacked in a count at most; 0: all are exact. */
    int error() {
        return error;
    }

    long missing() {
        return missing;
    }

    long distinct() {
        return estimate == null ? index.size() : Math.max(index.size(), estimate.distinct());
    }

    /** The places of the most frequent, the most frequent first. */
    int[] top(int most) {
        if (index.size() <= most) {
            return sorted(IntStream.range(0, index.size()));
        }
        int[] all = Arrays.copyOf(counts, index.size());
        Arrays.sort(all);
        int least = all[all.length - most];
        IntStream above = IntStream.range(0, index.size()).filter(place -> counts[place] > least);
        IntStream equal = IntStream.range(0, index.size()).filter(place -> counts[place] == least);
        return sorted(IntStream.concat(above, equal).limit(most));
    }

    private int[] sorted(IntStream places) {
        return places.boxed().sorted((a, b) -> counts[a] != counts[b] ? Integer.compare(counts[b], counts[a])
                : Integer.compare(ordinals[a], ordinals[b])).mapToInt(Integer::intValue).toArray();
    }

    long key(int place) {
        return index.key(place);
    }

    int count(int place) {
        return counts[place];
    }

    /** Of a request that has it. */
    long ordinal(int place) {
        return ordinals[place];
    }
}

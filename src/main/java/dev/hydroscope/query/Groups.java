package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * The requests that were found, put together by a field: first all groups are counted, then those that come first are looked
 * at closely. A request with several values is in several groups, one without any in none.
 *
 * @param distinct how many groups there are; beyond {@link #MOST_GROUPS} the rest is left out, and this says that many
 */
public record Groups(List<Group> rows, long distinct) {
    /** Some 60 bytes each while they are counted. */
    public static final int MOST_GROUPS = 500_000;
    /** By a rank of durations only the most frequent groups are ordered. */
    public static final int MOST_RANKED = 1000;

    /** What groups are ordered by, the most first. */
    public enum Order { REQUESTS, ERRORS, P50, P99, SLOWEST, LATEST }

    /** What is counted of each group until it is known which ones are wanted. */
    private static final class Sums {
        private final LongIndex index = new LongIndex();
        private int[] requests = new int[64];
        private int[] errors = new int[64];
        private int[] ordinals = new int[64];
        private long[] slowest = new long[64];
        private long[] latest = new long[64];

        void add(long key, ColumnBlock block, int place) {
            int at = index.size() < MOST_GROUPS ? index.add(key) : index.find(key);
            if (at < 0) {
                return;
            }
            if (at >= requests.length) {
                grow();
            }
            if (requests[at]++ == 0) {
                ordinals[at] = (int) (block.first() + place);
                slowest[at] = -1;
            }
            errors[at] += block.status(place) >= 400 ? 1 : 0;
            slowest[at] = Math.max(slowest[at], block.durationNanos(place));
            latest[at] = Math.max(latest[at], block.atNanos(place));
        }

        private void grow() {
            int size = requests.length * 2;
            requests = Arrays.copyOf(requests, size);
            errors = Arrays.copyOf(errors, size);
            ordinals = Arrays.copyOf(ordinals, size);
            slowest = Arrays.copyOf(slowest, size);
            latest = Arrays.copyOf(latest, size);
        }

        long amount(Order order, int at) {
            return switch (order) {
                case ERRORS -> errors[at];
                case SLOWEST -> slowest[at];
                case LATEST -> latest[at];
                default -> requests[at];
            };
        }

        int[] first(Order order, int most) {
            Comparator<Integer> amount = Comparator.comparingLong(at -> -amount(order, at));
            return IntStream.range(0, index.size()).boxed().sorted(amount.thenComparing(at -> -requests[at])
                    .thenComparing(at -> ordinals[at])).limit(most).mapToInt(Integer::intValue).toArray();
        }
    }

    /** Of all requests that were found; none where it was cancelled. */
    public static Groups of(Reader reader, Matching matching, Dimension by, Order order, int limit, BooleanSupplier cancelled) {
        return reader.columns(scan -> {
            FieldReading reading = by.reading(scan);
            Sums sums = new Sums();
            each(scan, matching, cancelled, reading, sums::add);
            boolean ranked = order == Order.P50 || order == Order.P99;
            int[] wanted = sums.first(order, ranked ? Math.max(limit, MOST_RANKED) : limit);
            if (ranked) {
                wanted = Ranked.first(scan, matching, cancelled, reading, keys(sums, wanted), order == Order.P50 ? 50 : 99, limit)
                        .mapToInt(sums.index::find).toArray();
            }
            return new Groups(look(scan, matching, cancelled, by, reading, sums, wanted), sums.index.size());
        });
    }

    private static LongIndex keys(Sums sums, int[] wanted) {
        LongIndex keys = new LongIndex();
        for (int at : wanted) {
            keys.add(sums.index.key(at));
        }
        return keys;
    }

    private static List<Group> look(ColumnScan scan, Matching matching, BooleanSupplier cancelled, Dimension by,
            FieldReading reading, Sums sums, int[] wanted) {
        LongIndex keys = keys(sums, wanted);
        List<Group.Sum> rows = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            rows.add(new Group.Sum());
        }
        each(scan, matching, cancelled, reading, (key, block, place) -> {
            int at = keys.find(key);
            if (at >= 0) {
                rows.get(at).add(block, place);
            }
        });
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < wanted.length && !cancelled.getAsBoolean(); i++) {
            FieldReading.Said said = reading.say(keys.key(i), sums.ordinals[wanted[i]]);
            groups.add(rows.get(i).group(said, by.condition(said)));
        }
        return groups;
    }

    /** Takes a request under each of its values. */
    interface Taker {
        void take(long key, ColumnBlock block, int place);
    }

    static void each(ColumnScan scan, Matching matching, BooleanSupplier cancelled, FieldReading reading, Taker taker) {
        for (int number = 0; number < Math.min(matching.blocks(), scan.blocks()) && !cancelled.getAsBoolean(); number++) {
            if (matching.places(number).isEmpty()) {
                continue;
            }
            ColumnBlock block = scan.block(number);
            reading.enter(block);
            Places places = matching.places(number).copy();
            places.and(block.present());
            for (int place = places.next(0); place >= 0; place = places.next(place + 1)) {
                if (reading.several(place)) {
                    for (long key : reading.all(place)) {
                        taker.take(key, block, place);
                    }
                } else if (reading.first(place) != FieldReading.NONE) {
                    taker.take(reading.first(place), block, place);
                }
            }
        }
    }
}

package dev.hydroscope.query;

import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.Tokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * The next some thousand requests of a query in the order of their durations, behind one of them: found once, in as many
 * slices as it takes, for all the pages that follow.
 */
final class Ranking {
    private static final int KEPT = 5000;

    private final Place start;
    private final boolean longest;
    private final PriorityQueue<Place> best = new PriorityQueue<>(Collections.reverseOrder());
    private Matching matching;
    private int block;
    private List<Place> found = List.of();
    private boolean done;
    private boolean more;

    /** Where a request stands: what has no duration comes last, and of equal ones the newest first. */
    record Place(long rank, long ordinal) implements Comparable<Place> {
        static final Place BEGINNING = new Place(Long.MIN_VALUE, Long.MAX_VALUE);

        static Place of(String token) {
            String[] parts = token.split("\\.", 2);
            if (parts.length < 2) {
                throw Tokens.wrong(token);
            }
            return new Place(Tokens.number(parts[0]), Tokens.number(parts[1]));
        }

        String token() {
            return rank + "." + ordinal;
        }

        @Override
        public int compareTo(Place other) {
            int byRank = Long.compare(rank, other.rank);
            return byRank != 0 ? byRank : Long.compare(other.ordinal, ordinal);
        }
    }

    Ranking(Place start, boolean longest) {
        this.start = start;
        this.longest = longest;
    }

    boolean covers(Place after) {
        return after.equals(start) || done && after.compareTo(start) > 0
                && (!more || after.compareTo(found.get(found.size() - 1)) < 0);
    }

    boolean done() {
        return done;
    }

    /** @param looked at the requests for which the query holds; complete */
    void goOn(Reader reader, Matching looked, BooleanSupplier over) {
        if (done) {
            return;
        }
        matching = matching == null ? looked : matching;
        done = reader.columns(scan -> {
            for (boolean begun = false; block < matching.blocks(); block++, begun = true) {
                if (begun && over.getAsBoolean()) {
                    return false;
                }
                Places places = matching.places(block);
                if (!places.isEmpty() && block < scan.blocks()) {
                    take(scan.block(block), places);
                }
            }
            return true;
        });
        if (done) {
            found = new ArrayList<>(best);
            Collections.sort(found);
            best.clear();
            matching = null;
        }
    }

    private void take(ColumnBlock columns, Places places) {
        for (int place = places.next(0); place >= 0; place = places.next(place + 1)) {
            long nanos = columns.durationNanos(place);
            Place one = new Place(nanos < 0 ? Long.MAX_VALUE : longest ? -nanos : nanos, columns.first() + place);
            if (one.compareTo(start) > 0) {
                best.add(one);
                if (best.size() > KEPT) {
                    best.poll();
                    more = true;
                }
            }
        }
    }

    List<Place> behind(Place after, int limit) {
        return found.stream().filter(place -> place.compareTo(after) > 0).limit(limit).toList();
    }

    boolean last(Place place) {
        return !more && place.equals(found.get(found.size() - 1));
    }
}

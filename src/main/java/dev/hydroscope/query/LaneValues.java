package dev.hydroscope.query;

import dev.hydroscope.query.FieldReading.Said;
import dev.hydroscope.store.ColumnBlock;
import dev.hydroscope.store.ColumnScan;
import dev.hydroscope.store.Term;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Lanes of the values of a field, and one of the requests that have none. A field's numbers may mean something else in the
 * next scan, and a value that is written in two ways have two: so lanes go by what the values say, where that may differ.
 */
record LaneValues(Dimension field) implements LaneBy {
    /** The lane of those without a value. */
    static final long MISSING = FieldReading.NONE;

    @Override
    public String word() {
        return field.word();
    }

    @Override
    public LaneKey in(ColumnScan scan) {
        return new Key(field, field.reading(scan));
    }

    /** What a lane is called, by one of its requests. */
    Said say(ColumnScan scan, long lane, long ordinal) {
        Key key = new Key(field, field.reading(scan));
        ColumnBlock block = scan.block((int) (ordinal / ColumnBlock.SIZE));
        key.enter(block);
        int place = (int) (ordinal - block.first());
        return Arrays.stream(key.reading.all(place)).filter(value -> key.lane(value, place) == lane)
                .mapToObj(value -> key.reading.say(value, ordinal)).findFirst().orElse(Said.plain(""));
    }

    private static final class Key implements LaneKey {
        private final Dimension field;
        private final FieldReading reading;
        private final boolean said;
        private final Map<Long, Long> lanes = new HashMap<>();
        private long first;

        Key(Dimension field, FieldReading reading) {
            this.field = field;
            this.reading = reading;
            this.said = field.folded() || field.coded();
        }

        @Override
        public void enter(ColumnBlock block) {
            reading.enter(block);
            first = block.first();
        }

        @Override
        public long first(int place) {
            return lane(reading.first(place), place);
        }

        @Override
        public boolean several(int place) {
            return reading.several(place);
        }

        @Override
        public long[] all(int place) {
            long[] all = Arrays.stream(reading.all(place)).map(value -> lane(value, place)).distinct().toArray();
            return all.length == 0 ? new long[] {MISSING} : all;
        }

        private long lane(long value, int place) {
            if (!said || value == FieldReading.NONE) {
                return value;
            }
            return lanes.computeIfAbsent(value, fresh -> {
                String text = reading.say(fresh, first + place).text();
                return field.folded() ? Term.folded(field.word(), text)
                        : Term.header(field.word(), text.getBytes(StandardCharsets.UTF_8));
            });
        }
    }
}

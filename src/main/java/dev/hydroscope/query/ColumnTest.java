package dev.hydroscope.query;

import dev.hydroscope.query.Expression.OnConnection;
import dev.hydroscope.store.Places;
import dev.hydroscope.store.RequestRow;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** What columns tell of a condition; for one thread. */
interface ColumnTest {
    /** What it costs to look at rows. */
    int ROW = 9;

    /** Of the places asked for, and no others. */
    Told tell(Look look, Places asked);

    /** What is cheap is asked first. */
    default int cost() {
        return 0;
    }

    /** Every one holds. */
    record All(List<ColumnTest> parts) implements ColumnTest {
        static All of(List<ColumnTest> parts) {
            return new All(parts.stream().sorted(Comparator.comparingInt(ColumnTest::cost)).toList());
        }

        @Override
        public Told tell(Look look, Places asked) {
            Places holds = asked.copy();
            Places unknown = new Places();
            Places left = asked;
            for (ColumnTest part : parts) {
                if (left.isEmpty()) {
                    break;
                }
                Told told = part.tell(look, left);
                Places maybe = told.holds().copy();
                maybe.or(told.unknown());
                holds.and(told.holds());
                unknown.or(told.unknown());
                unknown.and(maybe);
                left = holds.copy();
                unknown.andNot(holds);
                left.or(unknown);
            }
            return new Told(holds, unknown);
        }

        @Override
        public int cost() {
            return parts.stream().mapToInt(ColumnTest::cost).max().orElse(0);
        }
    }

    /** One holds at least. */
    record Either(List<ColumnTest> parts) implements ColumnTest {
        static Either of(List<ColumnTest> parts) {
            return new Either(parts.stream().sorted(Comparator.comparingInt(ColumnTest::cost)).toList());
        }

        @Override
        public Told tell(Look look, Places asked) {
            Places holds = new Places();
            Places unknown = new Places();
            for (ColumnTest part : parts) {
                Places left = asked.copy();
                left.andNot(holds);
                if (left.isEmpty()) {
                    break;
                }
                Told told = part.tell(look, left);
                holds.or(told.holds());
                unknown.or(told.unknown());
            }
            unknown.andNot(holds);
            return new Told(holds, unknown);
        }

        @Override
        public int cost() {
            return parts.stream().mapToInt(ColumnTest::cost).max().orElse(0);
        }
    }

    record Not(ColumnTest part) implements ColumnTest {
        @Override
        public Told tell(Look look, Places asked) {
            return part.tell(look, asked).not(asked);
        }

        @Override
        public int cost() {
            return part.cost();
        }
    }

    /** Only the row tells. */
    record Row() implements ColumnTest {
        @Override
        public Told tell(Look look, Places asked) {
            return new Told(new Places(), asked.copy());
        }

        @Override
        public int cost() {
            return ROW;
        }
    }

    /** A number of a place. */
    interface Number {
        long of(Look look, int place);
    }

    /** A number is looked at. */
    record Compared(Number number, LongPredicate wanted) implements ColumnTest {
        @Override
        public Told tell(Look look, Places asked) {
            Told told = Told.nothing();
            for (int place = asked.next(0); place >= 0; place = asked.next(place + 1)) {
                if (wanted.test(number.of(look, place))) {
                    told.holds().add(place);
                }
            }
            return told;
        }
    }

    /** Asked once of each connection while nothing is written. */
    record OfConnection(Expression condition) implements ColumnTest {
        @Override
        public Told tell(Look look, Places asked) {
            Told told = Told.nothing();
            LongIndex known = look.connections(condition);
            Predicate<RequestRow> wanted = look.condition(condition);
            for (int place = asked.next(0); place >= 0; place = asked.next(place + 1)) {
                long key = look.block().connection(place) << 1;
                boolean holds = known.find(key | 1) >= 0;
                if (!holds && known.find(key) < 0) {
                    holds = wanted.test(look.block().bare(place));
                    known.add(holds ? key | 1 : key);
                }
                if (holds) {
                    told.holds().add(place);
                }
            }
            return told;
        }

        @Override
        public int cost() {
            return 2;
        }
    }

    /** Some request of the connection is one of those found before. */
    record Found(OnConnection on) implements ColumnTest {
        @Override
        public Told tell(Look look, Places asked) {
            Told told = Told.nothing();
            for (int place = asked.next(0); place >= 0; place = asked.next(place + 1)) {
                if (look.found(on).get((int) look.block().connection(place))) {
                    told.holds().add(place);
                }
            }
            return told;
        }

        @Override
        public int cost() {
            return 1;
        }
    }
}

package dev.hydroscope.query;

import com.google.re2j.Pattern;
import dev.hydroscope.query.Expression.Condition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/** A condition on one text, held against its bytes where they stand. */
sealed interface ValueTest {
    boolean test(byte[] bytes, int offset, int length);

    /** @param folded = is asked in any case */
    static ValueTest of(Condition condition, boolean folded) {
        byte[] literal = condition.literal().getBytes(StandardCharsets.UTF_8);
        return switch (condition.operator()) {
            case EXISTS -> new Any();
            case EQUAL, NOT_EQUAL -> folded ? new Folded(new FoldedBytes(condition.literal())) : new Exact(literal);
            case CONTAINS -> new Contains(new FoldedBytes(condition.literal()));
            case BEGINS -> new Begins(literal);
            case MATCHES -> new Matches(Pattern.compile(condition.literal()));
            default -> ordering(condition, literal);
        };
    }

    private static ValueTest ordering(Condition condition, byte[] literal) {
        OptionalLong number = Literals.size(condition.literal());
        return number.isPresent() ? new Number(condition.operator(), number.getAsLong())
                : new Order(condition.operator(), literal);
    }

    record Any() implements ValueTest {
        @Override
        public boolean test(byte[] bytes, int offset, int length) {
            return true;
        }
    }

    record Exact(byte[] wanted) implements ValueTest {
        @Override
        public boolean test(byte[] bytes, int offset, int length) {
            return length == wanted.length && Arrays.equals(bytes, offset, offset + length, wanted, 0, length);
        }
    }

    record Folded(FoldedBytes wanted) implements ValueTest {
        @Override
        public boolean test(byte[] bytes, int offset, int length) {
            return wanted.is(bytes, offset, length);
        }
    }

    record Contains(FoldedBytes wanted) implements ValueTest {
        @Override
        public boolean test(byte[] bytes, int offset, int length) {
            return wanted.in(bytes, offset, length);
        }
    }

    record Begins(byte[] wanted) implements ValueTest {
        @Override
        public boolean test(byte[] bytes, int offset, int length) {
            return length >= wanted.length
                    && Arrays.equals(bytes, offset, offset + wanted.length, wanted, 0, wanted.length);
        }
    }

    /** In time linear in the text, whatever the expression. */
    record Matches(Pattern pattern) implements ValueTest {
        @Override
        public boolean test(byte[] bytes, int offset, int length) {
            return pattern.matcher(new String(bytes, offset, length, StandardCharsets.UTF_8)).find();
        }
    }

    /** Holds of values that are numbers. */
    record Number(Operator operator, long wanted) implements ValueTest {
        private static final int LONGEST = 24;

        @Override
        public boolean test(byte[] bytes, int offset, int length) {
            OptionalLong value = length > LONGEST ? OptionalLong.empty()
                    : Literals.size(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
            return value.isPresent() && operator.holds(Long.compare(value.getAsLong(), wanted));
        }
    }

    record Order(Operator operator, byte[] wanted) implements ValueTest {
        @Override
        public boolean test(byte[] bytes, int offset, int length) {
            return operator.holds(Arrays.compareUnsigned(bytes, offset, offset + length, wanted, 0, wanted.length));
        }
    }
}

package dev.hydroscope.query;

import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.store.HeaderCursor;
import dev.hydroscope.store.PathBeginning;
import dev.hydroscope.store.RequestRow;

/** Whether a request has a header of a name and a direction whose value passes. */
final class HeaderTest {
    private final Field direction;
    private final String name;
    private final ValueTest value;
    private final int segments;

    private HeaderTest(Field direction, String name, ValueTest value, int segments) {
        this.direction = direction;
        this.name = name;
        this.value = value;
        this.segments = segments;
    }

    /** Of the first segments of the path. */
    static HeaderTest beginning(Condition condition) {
        return new HeaderTest(Field.REQUEST_HEADER, ":path", ValueTest.of(condition, false), condition.field().segments());
    }

    static HeaderTest of(Condition condition) {
        return switch (condition.field()) {
            case METHOD, SCHEME, AUTHORITY -> new HeaderTest(Field.REQUEST_HEADER, ":" + condition.field().word(),
                    ValueTest.of(condition, true), 0);
            case PATH -> new HeaderTest(Field.REQUEST_HEADER, ":path", ValueTest.of(condition, false), 0);
            default -> new HeaderTest(condition.field(), condition.name(), ValueTest.of(condition, false), 0);
        };
    }

    boolean test(RequestRow row) {
        HeaderCursor cursor = row.cursor();
        while (cursor.next()) {
            if ((direction == Field.HEADER || cursor.response() == (direction == Field.RESPONSE_HEADER))
                    && cursor.lowerName().equals(name)
                    && value.test(cursor.body(), cursor.valueOffset(), length(cursor))) {
                return true;
            }
        }
        return false;
    }

    private int length(HeaderCursor cursor) {
        return segments == 0 ? cursor.captured()
                : PathBeginning.length(cursor.body(), cursor.valueOffset(), cursor.captured(), segments);
    }
}

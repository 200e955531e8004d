package dev.hydroscope.query;

import dev.hydroscope.query.Expression.Condition;
import dev.hydroscope.store.HeaderCursor;
import dev.hydroscope.store.RequestRow;

/** Whether a request has a header of a name and a direction whose value passes. */
final class HeaderTest {
    private final Field direction;
    private final String name;
    private final ValueTest value;

    private HeaderTest(Field direction, String name, ValueTest value) {
        this.direction = direction;
        this.name = name;
        this.value = value;
    }

    static HeaderTest of(Condition condition) {
        return switch (condition.field()) {
            case METHOD, SCHEME, AUTHORITY -> new HeaderTest(Field.REQUEST_HEADER, ":" + condition.field().word(),
                    ValueTest.of(condition, true));
            case PATH -> new HeaderTest(Field.REQUEST_HEADER, ":path", ValueTest.of(condition, false));
            default -> new HeaderTest(condition.field(), condition.name(), ValueTest.of(condition, false));
        };
    }

    boolean test(RequestRow row) {
        HeaderCursor cursor = row.cursor();
        while (cursor.next()) {
            if ((direction == Field.HEADER || cursor.response() == (direction == Field.RESPONSE_HEADER))
                    && cursor.lowerName().equals(name)
                    && value.test(cursor.body(), cursor.valueOffset(), cursor.captured())) {
                return true;
            }
        }
        return false;
    }
}

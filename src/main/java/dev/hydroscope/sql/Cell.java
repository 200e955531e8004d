package dev.hydroscope.sql;

import dev.hydroscope.quic.ConnectionSummary;
import org.h2.util.DateTimeUtils;
import org.h2.value.TypeInfo;
import org.h2.value.Value;
import org.h2.value.ValueBigint;
import org.h2.value.ValueBoolean;
import org.h2.value.ValueInteger;
import org.h2.value.ValueNull;
import org.h2.value.ValueNumeric;
import org.h2.value.ValueTimestampTimeZone;
import org.h2.value.ValueVarchar;
import java.math.BigDecimal;

/** Values as the views give them; what nobody told is NULL. */
final class Cell {
    static final TypeInfo TEXT = TypeInfo.TYPE_VARCHAR;
    static final TypeInfo NUMBER = TypeInfo.TYPE_BIGINT;
    static final TypeInfo SMALL = TypeInfo.TYPE_INTEGER;
    static final TypeInfo FLAG = TypeInfo.TYPE_BOOLEAN;
    static final TypeInfo JSON = TypeInfo.TYPE_JSON;
    static final TypeInfo SHARE = TypeInfo.getTypeInfo(Value.NUMERIC, 10, 9, null);
    static final TypeInfo TIME = TypeInfo.getTypeInfo(Value.TIMESTAMP_TZ, -1, 9, null);

    /** Of what may be more than 1. */
    static final TypeInfo RATIO = TypeInfo.getTypeInfo(Value.NUMERIC, 20, 9, null);
    /** Of a number: nobody told it. */
    static final long UNKNOWN = ConnectionSummary.UNKNOWN;

    private static final long NANOS = 1_000_000_000L;
    private static final long DAY_NANOS = 86_400 * NANOS;

    private Cell() {
    }

    /** The first column of a view. */
    static <R> Column<R> session() {
        return new Column<>("session", TEXT, "its session's id", (at, row) -> text(at.head().id()));
    }

    /** "" is NULL. */
    static Value text(String text) {
        return text.isEmpty() ? ValueNull.INSTANCE : ValueVarchar.get(text, null);
    }

    static Value textOrEmpty(String text) {
        return ValueVarchar.get(text, null);
    }

    static Value number(long number) {
        return ValueBigint.get(number);
    }

    /** A negative one is NULL. */
    static Value known(long number) {
        return number < 0 ? ValueNull.INSTANCE : ValueBigint.get(number);
    }

    /** UNKNOWN is NULL. */
    static Value told(long number) {
        return number == UNKNOWN ? ValueNull.INSTANCE : ValueBigint.get(number);
    }

    static Value small(int number) {
        return ValueInteger.get(number);
    }

    static Value flag(boolean flag) {
        return ValueBoolean.get(flag);
    }

    /** Billionths of 1; a negative one is NULL. */
    static Value share(long billionths) {
        return billionths < 0 ? ValueNull.INSTANCE : ValueNumeric.get(BigDecimal.valueOf(billionths, 9));
    }

    /** Of nanoseconds since 1970, in UTC; 0 is NULL. */
    static Value time(long nanos) {
        return nanos == 0 ? ValueNull.INSTANCE : ValueTimestampTimeZone.fromDateValueAndNanos(
                DateTimeUtils.dateValueFromAbsoluteDay(Math.floorDiv(nanos, DAY_NANOS)), Math.floorMod(nanos, DAY_NANOS), 0);
    }
}

package dev.hydroscope.sql;

import java.util.Optional;
import org.h2.engine.CastDataProvider;
import org.h2.message.DbException;
import org.h2.result.SearchRow;
import org.h2.util.DateTimeUtils;
import org.h2.value.Value;
import org.h2.value.ValueNull;
import org.h2.value.ValueTimestampTimeZone;

/**
 * Between which values a statement wants the keys of a view; H2 looks at every row once more, so that a bound may admit too
 * many, never too few.
 */
final class Bounds {
    private static final long NANOS = 1_000_000_000L;

    private final CastDataProvider casts;
    private final View<?> view;
    private final SearchRow first;
    private final SearchRow last;

    /** @param first null: open below */
    Bounds(CastDataProvider casts, View<?> view, SearchRow first, SearchRow last) {
        this.casts = casts;
        this.view = view;
        this.first = first;
        this.last = last;
    }

    /** The text that a column must have, if there is only one. */
    Optional<String> text(String column) {
        Value low = value(first, column);
        Value high = value(last, column);
        return low == null || high == null || !low.getString().equals(high.getString()) ? Optional.empty()
                : Optional.of(low.getString());
    }

    /** Whether a column may hold a text. */
    boolean admits(String column, String value) {
        Value low = value(first, column);
        Value high = value(last, column);
        return (low == null || low.getString().compareTo(value) <= 0) && (high == null || high.getString().compareTo(value) >= 0);
    }

    /** Whether a column may hold anything. */
    boolean open(String column) {
        return value(first, column) == null && value(last, column) == null;
    }

    long least(String column) {
        return number(value(first, column), Long.MIN_VALUE);
    }

    long most(String column) {
        return number(value(last, column), Long.MAX_VALUE);
    }

    /** Nanoseconds since 1970 for a column of time. */
    long fromNanos(String column) {
        return nanos(value(first, column), 0);
    }

    /** 0: no end. */
    long toNanos(String column) {
        return nanos(value(last, column), 0);
    }

    /** As the column's type, for a parameter comes as text; what is none of that type bounds nothing. */
    private Value value(SearchRow row, String column) {
        Value value = row == null || !view.keys().contains(column) ? null : row.getValue(view.index(column));
        try {
            return value == null || value == ValueNull.INSTANCE ? null
                    : value.convertTo(view.columns().get(view.index(column)).type().getValueType(), casts);
        } catch (DbException notOfThatType) {
            return null;
        }
    }

    private static long number(Value value, long open) {
        return value == null ? open : value.getLong();
    }

    private static long nanos(Value value, long open) {
        if (!(value instanceof ValueTimestampTimeZone at)) {
            return open;
        }
        long day = DateTimeUtils.absoluteDayFromDateValue(at.getDateValue());
        long second = day * 86_400 - at.getTimeZoneOffsetSeconds();
        return second > Long.MAX_VALUE / NANOS - 100_000 || second < 0 ? open : second * NANOS + at.getTimeNanos();
    }
}

package dev.hydroscope.sql;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.util.DateTimeUtils;
import org.h2.value.TypeInfo;
import org.h2.value.Value;
import org.h2.value.ValueCollectionBase;
import org.h2.value.ValueNull;
import org.h2.value.ValueTimestamp;
import org.h2.value.ValueTimestampTimeZone;

/** H2's values as an answer tells them. Objects of Java are bytes to it, and are never made of them. */
final class Shown {
    private static final HexFormat HEX = HexFormat.of();
    /** As all other answers tell times: always with nine places. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

    private Shown() {
    }

    static Heading.Type type(TypeInfo type) {
        return switch (type.getValueType()) {
            case Value.BOOLEAN -> Heading.Type.FLAG;
            case Value.TINYINT, Value.SMALLINT, Value.INTEGER, Value.BIGINT, Value.NUMERIC, Value.REAL, Value.DOUBLE,
                    Value.DECFLOAT -> Heading.Type.NUMBER;
            case Value.TIMESTAMP, Value.TIMESTAMP_TZ -> Heading.Type.TIME;
            case Value.JSON -> Heading.Type.JSON;
            case Value.BINARY, Value.VARBINARY, Value.BLOB, Value.JAVA_OBJECT, Value.GEOMETRY -> Heading.Type.BYTES;
            default -> Heading.Type.TEXT;
        };
    }

    /** null, Boolean, Long, BigDecimal or String. */
    static Object value(Value value) {
        if (value == ValueNull.INSTANCE) {
            return null;
        }
        return switch (value.getValueType()) {
            case Value.BOOLEAN -> value.getBoolean();
            case Value.TINYINT, Value.SMALLINT, Value.INTEGER, Value.BIGINT -> value.getLong();
            case Value.REAL, Value.DOUBLE -> Double.isFinite(value.getDouble()) ? value.getBigDecimal() : value.getString();
            case Value.NUMERIC, Value.DECFLOAT -> number(value);
            case Value.TIMESTAMP -> time(((ValueTimestamp) value).getDateValue(), ((ValueTimestamp) value).getTimeNanos(), 0,
                    value);
            case Value.TIMESTAMP_TZ -> time(((ValueTimestampTimeZone) value).getDateValue(),
                    ((ValueTimestampTimeZone) value).getTimeNanos(), ((ValueTimestampTimeZone) value).getTimeZoneOffsetSeconds(),
                    value);
            case Value.BINARY, Value.VARBINARY, Value.BLOB, Value.JAVA_OBJECT, Value.GEOMETRY ->
                    HEX.formatHex(value.getBytesNoCopy());
            case Value.ARRAY, Value.ROW -> Stream.of(((ValueCollectionBase) value).getList())
                    .map(each -> String.valueOf(value(each))).collect(Collectors.joining(", ", "[", "]"));
            default -> value.getString();
        };
    }

    private static Object number(Value value) {
        String text = value.getString();
        return text.equals("NaN") || text.endsWith("Infinity") ? text : value.getBigDecimal();
    }

    private static String time(long date, long nanos, int offsetSeconds, Value value) {
        try {
            long day = DateTimeUtils.absoluteDayFromDateValue(date);
            return ISO.format(Instant.ofEpochSecond(day * 86_400 - offsetSeconds, nanos));
        } catch (java.time.DateTimeException beyondTheCalendar) {
            return value.getString();
        }
    }
}

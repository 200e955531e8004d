package dev.hydroscope.sql;

import dev.hydroscope.trace.ArgumentValues;
import dev.hydroscope.trace.Event;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.h2.util.json.JSONByteArrayTarget;
import org.h2.util.json.JSONNumber;
import org.h2.util.json.JSONObject;
import org.h2.util.json.JSONString;
import org.h2.util.json.JSONValue;
import org.h2.value.Value;
import org.h2.value.ValueJson;
import org.h2.value.ValueNull;

/**
 * The arguments of an event as JSON, and the two functions that take one out of it: H2's own way to a field gives JSON again,
 * which can neither be compared with a number nor be added up. They see nothing but what they are given.
 */
public final class EventArguments {
    /** What a statement may call besides H2's own functions. */
    static final java.util.List<String> FUNCTIONS = java.util.List.of("ARG", "ARG_NUMBER");

    private EventArguments() {
    }

    static void register(Connection admin) throws SQLException {
        try (Statement statement = admin.createStatement()) {
            String of = " DETERMINISTIC FOR '" + EventArguments.class.getName() + '.';
            statement.execute("CREATE ALIAS ARG" + of + "text'");
            statement.execute("CREATE ALIAS ARG_NUMBER" + of + "number'");
        }
    }

    static Value json(Event event) {
        JSONByteArrayTarget target = new JSONByteArrayTarget();
        object(target, ArgumentValues.of(event));
        return ValueJson.getInternal(target.getResult());
    }

    private static void object(JSONByteArrayTarget target, Map<?, ?> values) {
        target.startObject();
        values.forEach((name, value) -> {
            target.member((String) name);
            value(target, value);
        });
        target.endObject();
    }

    private static void value(JSONByteArrayTarget target, Object value) {
        if (value == null) {
            target.valueNull();
        } else if (value instanceof Long number) {
            target.valueNumber(BigDecimal.valueOf(number));
        } else if (value instanceof Boolean flag && flag) {
            target.valueTrue();
        } else if (value instanceof Map<?, ?> marked) {
            object(target, marked);
        } else {
            target.valueString(value.toString());
        }
    }

    /** The text of an argument, what is left of one that was cut or masked too; null: there is none. */
    public static String text(Value arguments, String name) {
        JSONValue value = value(arguments, name);
        if (value instanceof JSONObject marked) {
            value = marked.getFirst("text");
        }
        if (value instanceof JSONString text) {
            return text.getString();
        }
        return value instanceof JSONNumber number ? number.getBigDecimal().toString() : null;
    }

    /** The number that an argument is; null: it is none, or not there. */
    public static Long number(Value arguments, String name) {
        if (value(arguments, name) instanceof JSONNumber number) {
            // a number with a great exponent takes forever as a whole one
            BigDecimal value = number.getBigDecimal();
            return value.scale() == 0 && value.unscaledValue().bitLength() < Long.SIZE ? (Long) value.longValue() : null;
        }
        return null;
    }

    private static JSONValue value(Value arguments, String name) {
        if (arguments == ValueNull.INSTANCE || name == null) {
            return null;
        }
        return arguments.convertToAnyJson().getDecomposition() instanceof JSONObject object ? object.getFirst(name) : null;
    }
}

package dev.hydroscope.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** The fields of a JSON body, read once and with care: a wrong value is named, with what is wrong and what would be right. */
final class Fields {
    static final int MOST_ITEMS = 100;
    static final int MOST_CHARACTERS = 400;

    private final ObjectNode body;

    Fields(JsonNode body, Set<String> known) {
        if (!(body instanceof ObjectNode object)) {
            throw new Problem(Problem.Kind.MALFORMED, "the body is not a JSON object",
                    "send an object with some of: " + String.join(", ", known));
        }
        this.body = object;
        for (Iterator<String> names = object.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!known.contains(name)) {
                throw wrong(name, "is no field of this", "take some of: " + String.join(", ", known));
            }
        }
    }

    boolean has(String name) {
        return body.hasNonNull(name);
    }

    /** Said to be nothing. */
    boolean cleared(String name) {
        return body.has(name) && body.get(name).isNull();
    }

    /** Says something: neither absent nor an empty list or text. */
    boolean given(String name) {
        JsonNode value = body.get(name);
        return has(name) && !(value.isContainerNode() ? value.isEmpty() : value.asText().isEmpty());
    }

    String text(String name, String otherwise) {
        return text(name, otherwise, MOST_CHARACTERS);
    }

    String text(String name, String otherwise, int mostCharacters) {
        return has(name) ? string(name, body.get(name), mostCharacters) : otherwise;
    }

    boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!body.get(name).isBoolean()) {
            throw wrong(name, "is " + shown(body.get(name)) + ", not true or false", "send true or false");
        }
        return body.get(name).booleanValue();
    }

    long integer(String name, long least, long most, long otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = body.get(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "is " + shown(value) + ", not a whole number", between(least, most));
        }
        return within(name, value.longValue(), least, most);
    }

    double ratio(String name, double otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = body.get(name);
        if (!value.isNumber() || !(value.doubleValue() > 0 && value.doubleValue() <= 1)) {
            throw wrong(name, "is " + shown(value) + ", not a share of connections", "send a number above 0, up to 1");
        }
        return value.doubleValue();
    }

    /** A number, or text with a unit. */
    long measure(String name, Function<String, OptionalLong> unit, String example, long least, long most, long otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = body.get(name);
        OptionalLong number = value.isTextual() || value.isIntegralNumber() ? unit.apply(value.asText())
                : OptionalLong.empty();
        if (number.isEmpty()) {
            throw wrong(name, "is " + shown(value) + ", which cannot be read", "send it as \"" + example + "\"");
        }
        return within(name, number.getAsLong(), least, most);
    }

    List<String> list(String name, List<String> otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode value = body.get(name);
        if (!value.isArray() || value.size() > MOST_ITEMS) {
            throw wrong(name, "is not a list of at most " + MOST_ITEMS + " strings", "send [\"one\", \"two\"]");
        }
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(string(name, item, MOST_CHARACTERS)));
        return List.copyOf(items);
    }

    /** An object of texts, by their names. */
    Map<String, String> texts(String name, int mostItems, int mostCharacters) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (has(name)) {
            JsonNode value = body.get(name);
            if (!value.isObject() || value.size() > mostItems) {
                throw wrong(name, "is no object of at most " + mostItems + " texts", "send {\"one\": \"text\"}");
            }
            value.fieldNames().forEachRemaining(key -> texts.put(key, string(name, value.get(key), mostCharacters)));
        }
        return texts;
    }

    /** A list of objects. */
    List<Fields> objects(String name, Set<String> known) {
        List<Fields> objects = new ArrayList<>();
        if (has(name)) {
            JsonNode value = body.get(name);
            if (!value.isArray() || value.size() > MOST_ITEMS) {
                throw wrong(name, "is not a list of at most " + MOST_ITEMS + " objects", "send [{…}, {…}]");
            }
            value.forEach(item -> objects.add(new Fields(item, known)));
        }
        return objects;
    }

    static Problem wrong(String name, String what, String remedy) {
        return Problem.of(name, what, remedy);
    }

    private static String string(String name, JsonNode value, int most) {
        if (!value.isTextual() || value.textValue().length() > most) {
            throw wrong(name, "is not a string of at most " + most + " characters", "send a shorter string");
        }
        return value.textValue();
    }

    private static long within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw wrong(name, "is " + value + ", out of its range", between(least, most));
        }
        return value;
    }

    private static String between(long least, long most) {
        return "send a whole number from " + least + " to " + most;
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}

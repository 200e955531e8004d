package dev.hydroscope.sql;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What parent and child say to each other: a line of JSON each, a question one way, `{"what": [values]}` the other. */
final class Wire {
    static final String COLUMNS = "columns";
    static final String ROW = "row";
    static final String ENDING = "ending";
    static final String ERROR = "error";

    /** A number with more digits than this, before or behind the point, is told as text. */
    private static final int MOST_DIGITS = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        JSON.getFactory().setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8)
                .maxNumberLength(3 * MOST_DIGITS).maxStringLength(Integer.MAX_VALUE).build());
    }

    /** @param values null, Boolean, Long, BigDecimal or String */
    record Line(String what, List<Object> values) {
    }

    private Wire() {
    }

    static byte[] line(Question question) throws IOException {
        return JSON.writeValueAsBytes(question);
    }

    static Question question(String line) throws IOException {
        return JSON.readValue(line, Question.class);
    }

    static byte[] line(String what, List<?> values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.getFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart(what);
            for (Object value : values) {
                write(json, value);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number && !(value instanceof BigDecimal)) {
            json.writeNumber(number.longValue());
        } else if (value instanceof BigDecimal decimal && modest(decimal)) {
            json.writeNumber(decimal.toString());
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    private static boolean modest(BigDecimal decimal) {
        return Math.abs((long) decimal.scale()) <= MOST_DIGITS && decimal.precision() <= MOST_DIGITS;
    }

    static Line read(byte[] line) throws IOException {
        try (JsonParser json = JSON.getFactory().createParser(line)) {
            expect(json, JsonToken.START_OBJECT);
            expect(json, JsonToken.FIELD_NAME);
            String what = json.currentName();
            expect(json, JsonToken.START_ARRAY);
            List<Object> values = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                values.add(value(json));
            }
            expect(json, JsonToken.END_OBJECT);
            return new Line(what, values);
        }
    }

    private static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.nextToken() != token) {
            throw new IOException("it said what was not agreed");
        }
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (Optional.ofNullable(json.currentToken()).orElse(JsonToken.NOT_AVAILABLE)) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> json.getText();
            case VALUE_NUMBER_INT -> json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? decimal(json)
                    : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> decimal(json);
            default -> throw new IOException("it said what was not agreed");
        };
    }

    private static BigDecimal decimal(JsonParser json) throws IOException {
        BigDecimal decimal = json.getDecimalValue();
        if (!modest(decimal)) {
            throw new IOException("it told a number that is too long");
        }
        return decimal;
    }

    static String text(Object value) throws IOException {
        if (value instanceof String text) {
            return text;
        }
        throw new IOException("it said what was not agreed");
    }

    static long number(Object value) throws IOException {
        if (value instanceof Long number) {
            return number;
        }
        throw new IOException("it said what was not agreed");
    }

    static <E extends Enum<E>> E constant(Class<E> of, Object value) throws IOException {
        try {
            return Enum.valueOf(of, text(value));
        } catch (IllegalArgumentException e) {
            throw new IOException("it said what was not agreed", e);
        }
    }
}

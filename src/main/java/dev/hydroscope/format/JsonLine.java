package dev.hydroscope.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * One line of JSON, taken apart into what every line has and the fields that its probe gives it. H2O writes the bytes of
 * a text as they are, be they UTF-8 or not, so that they are read as Latin-1 and are the same bytes again.
 */
final class JsonLine {
    static final int MOST_FIELDS = 256;
    /** Behind an argument's name: the field that says of our own lines that it was masked. */
    static final String MASKED = "_masked";
    /** Whose modules h2olog prints. */
    static final List<String> H2O = List.of("h2o", "quicly", "picotls");
    private static final Set<String> OWN = Set.of("module", "type", "tid", "time", "nanos", "pid", "seq", "conn_id");
    private static final String MARK = "_";
    private static final long NANOS_OF_MILLI = 1_000_000;
    private static final JsonFactory JSON = new JsonFactoryBuilder().streamReadConstraints(StreamReadConstraints.builder()
            .maxNameLength(256).maxNestingDepth(4).maxStringLength(Lines.LONGEST).build()).build();

    private char[] chars = new char[4096];
    private byte[] text = new byte[4096];
    private int textLength;

    String module;
    String type;
    long timeMillis;
    int tid;
    /** Of our own lines: the process, and nanoseconds beyond the milliseconds or -1. */
    int pid;
    long nanos;
    int count;
    final String[] names = new String[MOST_FIELDS];
    final boolean[] texts = new boolean[MOST_FIELDS];
    final long[] numbers = new long[MOST_FIELDS];
    /** Of a text, in {@link #text()}. */
    final int[] begins = new int[MOST_FIELDS];
    final int[] ends = new int[MOST_FIELDS];

    void read(byte[] bytes, int from, int to) throws LineException {
        clear();
        int length = to - from;
        if (chars.length < length) {
            chars = new char[length * 2];
        }
        for (int i = 0; i < length; i++) {
            chars[i] = (char) (bytes[from + i] & 0xff);
        }
        try (JsonParser parser = JSON.createParser(chars, 0, length)) {
            object(parser);
        } catch (JsonProcessingException e) {
            throw new LineException("it is no whole JSON object: it was cut, or something ran into it");
        } catch (IOException e) {
            throw new LineException("it cannot be read: " + e.getMessage());
        }
        if (type == null) {
            throw new LineException("it has no \"type\": it is no line of h2olog");
        }
    }

    private void clear() {
        module = null;
        type = null;
        timeMillis = 0;
        tid = 0;
        pid = 0;
        nanos = -1;
        count = 0;
        textLength = 0;
    }

    private void object(JsonParser parser) throws IOException, LineException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new LineException("it is no JSON object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (!common(parser, name, token)) {
                field(parser, name, token);
            }
        }
        if (parser.nextToken() != null) {
            throw new LineException("more than one JSON object stands in it");
        }
    }

    /** What an argument is called in a line of our own: one that bears the name of a line's own field has a mark before it. */
    static String field(String provider, String argument) {
        return !H2O.contains(provider) && OWN.contains(argument) ? MARK + argument : argument;
    }

    /** Field names are interned by the parser. quicly:accept has a second `type`, which is the address token's. */
    private boolean common(JsonParser parser, String name, JsonToken token) throws IOException, LineException {
        switch (name) {
            case "module" -> module = parser.getText();
            case "type" -> {
                if (type != null) {
                    return false;
                }
                type = parser.getText();
            }
            case "tid" -> tid = (int) number(parser, name, token);
            case "time" -> timeMillis = number(parser, name, token);
            case "nanos" -> nanos = Math.floorMod(number(parser, name, token), NANOS_OF_MILLI);
            case "pid" -> pid = (int) number(parser, name, token);
            case "seq" -> number(parser, name, token);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean marked(String name) {
        return name.startsWith(MARK) && module != null && !H2O.contains(module) && OWN.contains(name.substring(1));
    }

    private void field(JsonParser parser, String name, JsonToken token) throws IOException, LineException {
        if (count == MOST_FIELDS) {
            throw new LineException("it has more than " + MOST_FIELDS + " fields");
        }
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        names[count] = marked(name) ? name.substring(1) : name;
        texts[count] = token == JsonToken.VALUE_STRING;
        if (texts[count]) {
            begins[count] = textLength;
            append(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            ends[count] = textLength;
        } else {
            numbers[count] = number(parser, name, token);
        }
        count++;
    }

    private void append(char[] from, int offset, int length) {
        if (text.length - textLength < length * 3) {
            text = Arrays.copyOf(text, (textLength + length * 3) * 2);
        }
        for (int i = offset; i < offset + length; i++) {
            char c = from[i];
            if (c > 0xff) {
                byte[] utf8 = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(utf8, 0, text, textLength, utf8.length);
                textLength += utf8.length;
            } else {
                text[textLength++] = (byte) c;
            }
        }
    }

    private static long number(JsonParser parser, String name, JsonToken token) throws IOException, LineException {
        return switch (token) {
            case VALUE_TRUE -> 1;
            case VALUE_FALSE -> 0;
            case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    ? unsigned(parser.getBigIntegerValue(), name) : parser.getLongValue();
            default -> throw new LineException(Words.field(name) + " is neither a whole number nor a text");
        };
    }

    private static long unsigned(BigInteger number, String name) throws LineException {
        if (number.signum() < 0 || number.bitLength() > Long.SIZE) {
            throw new LineException(Words.field(name) + " does not fit into 64 bits");
        }
        return number.longValue();
    }

    byte[] text() {
        return text;
    }

    int named(String name) {
        for (int i = 0; i < count; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    void drop(int field) {
        for (int i = field; i < count - 1; i++) {
            names[i] = names[i + 1];
            texts[i] = texts[i + 1];
            numbers[i] = numbers[i + 1];
            begins[i] = begins[i + 1];
            ends[i] = ends[i + 1];
        }
        count--;
    }
}

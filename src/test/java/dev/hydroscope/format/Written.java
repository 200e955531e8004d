package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads what was written, with another parser than ours. */
public final class Written {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Written() {
    }

    public static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** As RFC 7464 has it: a record separator before each, a line feed behind each. */
    public static List<JsonNode> sequence(byte[] bytes) {
        List<JsonNode> records = new ArrayList<>();
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\u001e", -1);
        if (!parts[0].isEmpty()) {
            throw new AssertionError("something stands before the first record: " + parts[0]);
        }
        for (int i = 1; i < parts.length; i++) {
            if (!parts[i].endsWith("\n")) {
                throw new AssertionError("no line feed ends the record " + parts[i]);
            }
            records.add(json(parts[i].getBytes(StandardCharsets.UTF_8)));
        }
        return records;
    }

    public static List<JsonNode> events(JsonNode trace) {
        return StreamSupport.stream(trace.path("events").spliterator(), false).toList();
    }
}

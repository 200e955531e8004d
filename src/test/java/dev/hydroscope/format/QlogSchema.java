package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What a version of qlog allows, of the events that are written: nothing else, and no field besides. */
public final class QlogSchema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode whole;
    private final JsonSchema event;

    private QlogSchema(String resource) {
        try (InputStream in = QlogSchema.class.getResourceAsStream(resource)) {
            whole = JSON.readTree(in);
            event = part("event");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static QlogSchema v03() {
        return new QlogSchema("/qlog/qlog-0.3.schema.json");
    }

    public static QlogSchema draft() {
        return new QlogSchema("/qlog/qlog-13.schema.json");
    }

    private JsonSchema part(String name) {
        ObjectNode part = whole.deepCopy();
        part.put("$ref", "#/$defs/" + name);
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(part);
    }

    /** Of a whole file with its traces inside: what is wrong, in the order of its place. */
    public List<String> contained(JsonNode file) {
        List<String> wrong = new ArrayList<>();
        ObjectNode head = file.deepCopy();
        for (JsonNode trace : head.path("traces")) {
            trace.path("events").forEach(record -> check(record, wrong));
            ((ObjectNode) trace).putArray("events");
        }
        part("file").validate(head).forEach(message -> wrong.add(message.toString()));
        return wrong;
    }

    /** Of a text sequence, record by record. */
    public List<String> sequence(List<JsonNode> records) {
        List<String> wrong = new ArrayList<>();
        part("fileSeq").validate(records.get(0)).forEach(message -> wrong.add(message.toString()));
        records.subList(1, records.size()).forEach(record -> check(record, wrong));
        return wrong;
    }

    private void check(JsonNode record, List<String> wrong) {
        if (!event.validate(record).isEmpty()) {
            wrong.add(record.toString());
        }
    }
}

package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON that is not as large as a file. */
final class JsonNodes {
    static final JsonNode NONE = MissingNode.getInstance();

    private JsonNodes() {
    }

    /** The values of a row by the names of its columns; of times the name that all have. */
    static ObjectNode object(JsonNode row, String[] columns) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < Math.min(columns.length, row.size()); i++) {
            String name = switch (columns[i]) {
                case "relative_time", "delta_time" -> "time";
                case "event_type", "event" -> "name";
                default -> columns[i];
            };
            object.set(name, row.get(i));
            if (columns[i].equals("delta_time")) {
                object.put("time_format", "delta");
            }
        }
        return object;
    }
}

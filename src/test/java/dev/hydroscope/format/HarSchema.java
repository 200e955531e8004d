package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What an HTTP archive may hold, by its specification. */
public final class HarSchema {
    private HarSchema() {
    }

    /** What is wrong with a file; nothing of a right one. */
    public static List<String> wrong(JsonNode file) {
        try (InputStream in = HarSchema.class.getResourceAsStream("/har/har-1.2.schema.json")) {
            JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
            return schema.validate(file).stream().map(Object::toString).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

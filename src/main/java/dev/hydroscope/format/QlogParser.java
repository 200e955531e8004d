package dev.hydroscope.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;

/** Reads JSON of any length, of which no value that is held at once can fill the memory. */
final class QlogParser extends JsonParserDelegate {
    static final int MOST_TOKENS = 1 << 18;
    static final int MOST_CHARS = 16 << 20;
    private static final int MOST_DEPTH = 64;
    private static final int LONGEST_TEXT = 4 << 20;
    private static final int LONGEST_NAME = 4096;
    /** It would keep every name of a file, however many. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_NAME).build()).build();
    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY).build();

    private int tokens;
    private int chars;

    private QlogParser(JsonParser parser) {
        super(parser);
    }

    static QlogParser of(InputStream in) throws IOException {
        return new QlogParser(FACTORY.createParser(in));
    }

    /** The value that stands first in these bytes. */
    static JsonNode tree(byte[] bytes, int from, int length) throws IOException {
        try (QlogParser parser = new QlogParser(FACTORY.createParser(bytes, from, length))) {
            return parser.tree();
        }
    }

    /** The value at which the parser stands, or the next one; refuses one that is too large to be held. */
    JsonNode tree() throws IOException {
        tokens = 0;
        chars = 0;
        JsonNode tree = MAPPER.readTree(this);
        return tree == null ? JsonNodes.NONE : tree;
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        tokens++;
        if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
            chars += getTextLength();
        }
        if (tokens > MOST_TOKENS || chars > MOST_CHARS) {
            throw new StreamConstraintsException("a value of more than " + MOST_TOKENS + " parts, or too much text");
        }
        return token;
    }
}

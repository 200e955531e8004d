package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hydroscope.trace.Masking;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * JSON that nobody knows the meaning of, without what may not be stored: values of masked headers wherever they stand,
 * keys, tokens, payloads. Their lengths stay. In doubt nothing stays.
 */
final class QlogText {
    private static final List<String> HEADERS = Masking.DEFAULT;
    private static final Pattern SECRET = Pattern.compile(".*(secret|token|passw|private|credential).*");
    private static final Set<String> PAYLOADS = Set.of("data", "payload", "raw", "body", "bytes");
    /** How the versions call a key in an event about keys. */
    private static final Set<String> KEYS = Set.of("new", "old", "key");

    private final boolean keys;

    private QlogText(String event) {
        this.keys = event.contains("key_");
    }

    /** @param event qlog's name of it */
    static String of(String event, JsonNode data) {
        return new QlogText(event.toLowerCase(Locale.ROOT)).shown(data, false).toString();
    }

    private JsonNode shown(JsonNode node, boolean hidden) {
        if (node.isObject()) {
            return object(node, hidden);
        }
        if (node.isArray()) {
            return array(node, hidden);
        }
        return node.isTextual() ? TextNode.valueOf(hidden ? withheld(node.asText().length()) : text(node.asText())) : node;
    }

    private ObjectNode object(JsonNode node, boolean hidden) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        String name = name(node);
        boolean masked = HEADERS.contains(name) || name.isEmpty() && node.has("name_index");
        node.properties().forEach(field -> {
            String key = field.getKey().toLowerCase(Locale.ROOT);
            boolean hide = hidden || masked && key.startsWith("value") || secret(key);
            shown.set(text(field.getKey()), shown(field.getValue(), hide));
        });
        return shown;
    }

    private boolean secret(String key) {
        return HEADERS.contains(key.replace('_', '-')) || SECRET.matcher(key).matches() || PAYLOADS.contains(key)
                || keys && KEYS.contains(key);
    }

    /** Of a header, in lower case; "" of what is none. */
    private static String name(JsonNode node) {
        String name = node.path("name").asText(node.path("header").asText());
        if (name.isEmpty() && node.has("name_bytes")) {
            try {
                name = new String(HexFormat.of().parseHex(node.path("name_bytes").asText()), StandardCharsets.ISO_8859_1);
            } catch (IllegalArgumentException e) {
                return HEADERS.get(0);
            }
        }
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** A name may stand before its value; numbers in a payload are its bytes. */
    private JsonNode array(JsonNode node, boolean hidden) {
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        boolean hide = hidden;
        for (JsonNode item : node) {
            shown.add(hide && item.isNumber() ? TextNode.valueOf(withheld(1)) : shown(item, hide));
            hide = hidden || HEADERS.contains(item.asText().strip().toLowerCase(Locale.ROOT));
        }
        return shown;
    }

    /** What follows a header's name in a text may be its value. */
    private static String text(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        int end = text.length();
        for (String header : HEADERS) {
            int at = lowerCase.indexOf(header);
            end = at < 0 ? end : Math.min(end, at + header.length());
        }
        return end >= text.length() ? text : text.substring(0, end) + " " + withheld(text.length() - end);
    }

    private static String withheld(int characters) {
        return "(withheld: " + characters + ")";
    }
}

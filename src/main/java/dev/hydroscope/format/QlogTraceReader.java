package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.trace.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** One trace of a file: its head, as far as it is told, and its events, by the connection that their group names. */
final class QlogTraceReader {
    /** What a group cannot be called. */
    private static final String WHOLE = "";
    private static final int MOST_OPEN = 4096;
    private static final Set<String> MEMBERS = Set.of("vantage_point", "common_fields", "configuration", "event_fields");

    private final EventMaker maker;
    private final Set<String> names;
    private final LongSupplier ordinals;
    private final QlogClock clock;
    private final Map<String, QlogConnection> connections = new LinkedHashMap<>(16, 0.75f, true);
    private String vantage = "";
    private String odcid = "";
    private String[] fields = {};

    QlogTraceReader(EventMaker maker, Set<String> names, LongSupplier ordinals, QlogClock clock) {
        this.maker = maker;
        this.names = names;
        this.ordinals = ordinals;
        this.clock = clock;
    }

    static boolean reads(String member) {
        return MEMBERS.contains(member);
    }

    /** A member of the trace, in whatever order they come. */
    void member(String name, JsonNode value) {
        switch (name) {
            case "vantage_point" -> {
                String type = value.isTextual() ? value.asText() : value.path("type").asText();
                vantage = type.equals("network") ? value.path("flow").asText() : type;
            }
            case "common_fields" -> {
                odcid = value.path("ODCID").asText(value.path("odcid").asText(value.path("group_id").asText()));
                clock.head(value, JsonNodes.NONE);
                columns(value.path("event_fields"));
            }
            case "configuration" -> clock.head(JsonNodes.NONE, value);
            case "event_fields" -> columns(value);
            default -> {
                // titles and descriptions
            }
        }
    }

    private void columns(JsonNode value) {
        if (value.isArray()) {
            fields = new String[value.size()];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = value.get(i).asText();
            }
        }
    }

    /** False where it is no event. */
    boolean event(JsonNode given, List<Event> batch) {
        JsonNode event = given.isArray() ? JsonNodes.object(given, fields) : given;
        String name = event.path("name").asText(event.path("event").asText(event.path("type").asText()));
        if (!event.isObject() || name.isEmpty() || !event.has("time") && !event.has("relative_time")) {
            return event.isObject() && event.isEmpty();
        }
        if (name.indexOf(':') < 0 && event.has("category")) {
            name = event.path("category").asText() + ":" + name;
        }
        String group = event.has("group_id") ? event.path("group_id").asText(event.path("group_id").toString()) : WHOLE;
        connection(group, batch).accept(name, event.path("data"), clock.nanos(event), batch);
        return true;
    }

    private QlogConnection connection(String group, List<Event> batch) {
        QlogConnection known = connections.get(group);
        if (known != null) {
            return known;
        }
        if (connections.size() == MOST_OPEN) {
            var eldest = connections.values().iterator();
            eldest.next().finish(batch);
            eldest.remove();
        }
        QlogConnection connection = new QlogConnection(new QlogEvents(maker, names, ordinals.getAsLong()), vantage,
                odcid.matches("([0-9a-f]{2})*") ? odcid : "");
        connections.put(group, connection);
        return connection;
    }

    void finish(List<Event> batch) {
        connections.values().forEach(connection -> connection.finish(batch));
        connections.clear();
    }

    boolean undated() {
        return clock.undated();
    }
}

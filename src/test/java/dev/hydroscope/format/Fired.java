package dev.hydroscope.format;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Events of catalogued probes, made to order: `of("quicly:packet_sent", at, Map.of("pn", 3))`. */
public final class Fired {
    private static final Catalogue CATALOGUE = Catalogue.load();

    private Fired() {
    }

    /** @param values numbers, texts or bytes; an argument without one is 0 or "" */
    public static Event of(String key, long atNanos, Map<String, Object> values) {
        Probe probe = CATALOGUE.find(key.split(":")[0], key.split(":")[1]).orElseThrow();
        long[] slots = new long[probe.arguments().size()];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < slots.length; i++) {
            Argument argument = probe.arguments().get(i);
            Object value = values.getOrDefault(argument.name(), argument.kind().number() ? (Object) 0L : "");
            if (argument.kind().number()) {
                slots[i] = ((Number) value).longValue();
            } else {
                byte[] text = value instanceof byte[] raw ? raw : value.toString().getBytes(StandardCharsets.UTF_8);
                slots[i] = Event.slot(text.length, text.length, 0);
                bytes.writeBytes(text);
            }
        }
        return new Event(probe, atNanos, 7, 7, 0, slots, bytes.toByteArray());
    }
}

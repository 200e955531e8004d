package dev.hydroscope.quic;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events of one connection written by hand: when, which probe of quicly, and the arguments that matter. */
public final class Fired {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private final long beginNanos;
    private final List<Event> events = new ArrayList<>();

    public Fired(long beginNanos) {
        this.beginNanos = beginNanos;
    }

    /** @param arguments name, value, name, value …; those left out are 0 or empty */
    public Fired at(double millis, String name, Object... arguments) {
        return at(millis, CATALOGUE.find(name.startsWith("h3") ? "h2o" : "quicly", name).orElseThrow(), arguments);
    }

    Fired at(double millis, Probe probe, Object... arguments) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            values.put((String) arguments[i], arguments[i + 1]);
        }
        long[] slots = new long[probe.arguments().size()];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < slots.length; i++) {
            Object value = values.remove(probe.arguments().get(i).name());
            byte[] raw = value instanceof byte[] given ? given
                    : value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
            bytes.writeBytes(raw);
            slots[i] = value instanceof Number number ? number.longValue() : raw.length > 0
                    ? Event.slot(raw.length, raw.length, 0) : 0;
        }
        if (!values.isEmpty()) {
            throw new IllegalArgumentException(probe.key() + " has no " + values.keySet());
        }
        events.add(new Event(probe, beginNanos + Math.round(millis * 1e6), 7, 7, events.size(), slots, bytes.toByteArray()));
        return this;
    }

    /** Packets from one number to another, one a tenth of a millisecond. */
    public Fired sent(double millis, long from, long to, long size) {
        for (long number = from; number <= to; number++) {
            at(millis + (number - from) / 10.0, "packet_sent", "pn", number, "len", size, "packet_type", 3);
        }
        return this;
    }

    public List<Event> events() {
        return events;
    }
}

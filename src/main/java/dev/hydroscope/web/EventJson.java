package dev.hydroscope.web;

import dev.hydroscope.session.Nanos;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.trace.ArgumentValues;
import dev.hydroscope.trace.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/** An event as the contract shows it: every argument by its name, and what was not read or not kept said so. */
final class EventJson {
    private static final long LARGEST_EXACT = 1L << 53;

    private EventJson() {
    }

    static Map<String, Object> of(EventRow row, long sinceNanos) {
        Event event = row.event();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", Nanos.iso(event.atNanos()));
        json.put("offsetNanos", event.atNanos() - sinceNanos);
        json.put("probe", event.probe().key());
        json.put("tid", event.tid());
        json.put("seq", Integer.toUnsignedLong(event.seq()));
        json.put("req", row.req() < 0 ? null : row.req());
        Map<String, Object> arguments = ArgumentValues.of(event);
        arguments.replaceAll((name, value) -> value instanceof Long number ? number(number) : value);
        json.put("arguments", arguments);
        return json;
    }

    static Object number(long value) {
        return value > LARGEST_EXACT || value < -LARGEST_EXACT ? (Object) Long.toString(value) : (Object) value;
    }
}

package dev.hydroscope.web;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Peer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An event as the contract shows it: every argument by its name, and what was not read or not kept said so. */
final class EventJson {
    private static final long LARGEST_EXACT = 1L << 53;
    private static final long UNKNOWN_LENGTH = 0xffffffffL;

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
        json.put("arguments", arguments(event));
        return json;
    }

    private static Map<String, Object> arguments(Event event) {
        Map<String, Object> json = new LinkedHashMap<>();
        List<Argument> arguments = event.probe().arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            if (argument.kind().number()) {
                json.put(argument.name(), number(argument.kind(), event.number(i)));
            } else if (!event.has(i, Event.ABSENT)) {
                json.put(argument.name(), text(event, i, argument.kind()));
            }
        }
        return json;
    }

    private static Object number(Argument.Kind kind, long value) {
        if (kind == Argument.Kind.POINTER) {
            return "0x" + Long.toHexString(value);
        }
        return value > LARGEST_EXACT || value < -LARGEST_EXACT ? (Object) Long.toString(value) : (Object) value;
    }

    private static Object text(Event event, int argument, Argument.Kind kind) {
        if (event.has(argument, Event.NULL)) {
            return null;
        }
        String value = kind == Argument.Kind.SOCKADDR ? Peer.of(event.bytes(argument)).map(Peer::toString).orElse("")
                : event.text(argument);
        if (!event.has(argument, Event.WITHHELD | Event.UNREADABLE | Event.CUT | Event.MASKED)) {
            return value;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        if (event.has(argument, Event.WITHHELD)) {
            json.put("withheld", true);
        } else if (event.has(argument, Event.UNREADABLE)) {
            json.put("unreadable", true);
        } else {
            json.put("text", value);
        }
        long length = event.originalLength(argument);
        json.put("length", length == UNKNOWN_LENGTH ? null : length);
        flag(json, "truncated", event.has(argument, Event.CUT));
        flag(json, "masked", event.has(argument, Event.MASKED));
        return json;
    }

    private static void flag(Map<String, Object> json, String name, boolean set) {
        if (set) {
            json.put(name, true);
        }
    }
}

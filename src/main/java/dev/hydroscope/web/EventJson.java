package dev.hydroscope.web;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.store.EventRow;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Peer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An event as the contract shows it: every argument by its name, and what was not read or not kept said so. */
final class EventJson {
    private static final long LARGEST_EXACT = 1L << 53;
    private static final long UNKNOWN_LENGTH = 0xffffffffL;
    private static final int RTT_BYTES = 16;

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
                json.put(argument.name(), text(event, i, argument));
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

    private static Object text(Event event, int argument, Argument of) {
        if (event.has(argument, Event.NULL)) {
            return null;
        }
        String value = switch (of.kind()) {
            case SOCKADDR -> Peer.of(event.bytes(argument)).map(Peer::toString).orElse("");
            case BYTES, HELLO -> event.probe().name().endsWith("_header") ? event.text(argument)
                    : of.name().equals("rtt") && event.captured(argument) >= RTT_BYTES ? rtt(event.bytes(argument))
                    : bytes(event.bytes(argument));
            default -> event.text(argument);
        };
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

    /** quicly_rtt_t, in milliseconds; little end first. */
    private static String rtt(byte[] value) {
        IntBuffer millis = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        return Stream.of("minimum", "smoothed", "variance", "latest")
                .map(name -> name + " " + Integer.toUnsignedString(millis.get()) + " ms").collect(Collectors.joining(", "));
    }

    /** As text where it is some, else in hexadecimal: a struct, a random, a payload. */
    private static String bytes(byte[] value) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            return text.chars().noneMatch(Character::isISOControl) ? text : HexFormat.of().formatHex(value);
        } catch (CharacterCodingException e) {
            return HexFormat.of().formatHex(value);
        }
    }

    private static void flag(Map<String, Object> json, String name, boolean set) {
        if (set) {
            json.put(name, true);
        }
    }
}

package dev.hydroscope.trace;

import dev.hydroscope.probe.Argument;
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

/**
 * The arguments of an event by name as people are shown them: Longs, texts, null for a null pointer, and of what was not read
 * or not kept a map that says so.
 */
public final class ArgumentValues {
    private static final long UNKNOWN_LENGTH = 0xffffffffL;
    private static final int RTT_BYTES = 16;

    private ArgumentValues() {
    }

    public static Map<String, Object> of(Event event) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<Argument> arguments = event.probe().arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            if (argument.kind() == Argument.Kind.POINTER) {
                values.put(argument.name(), "0x" + Long.toHexString(event.number(i)));
            } else if (argument.kind().number()) {
                values.put(argument.name(), event.number(i));
            } else if (!event.has(i, Event.ABSENT)) {
                values.put(argument.name(), text(event, i, argument));
            }
        }
        return values;
    }

    private static Object text(Event event, int argument, Argument of) {
        if (event.has(argument, Event.NULL)) {
            return null;
        }
        String value = event.probe().name().endsWith("_header") && of.kind() == Argument.Kind.BYTES ? event.text(argument)
                : shown(of, event.bytes(argument));
        if (!event.has(argument, Event.WITHHELD | Event.UNREADABLE | Event.CUT | Event.MASKED)) {
            return value;
        }
        Map<String, Object> marked = new LinkedHashMap<>();
        if (event.has(argument, Event.WITHHELD)) {
            marked.put("withheld", true);
        } else if (event.has(argument, Event.UNREADABLE)) {
            marked.put("unreadable", true);
        } else {
            marked.put("text", value);
        }
        long length = event.originalLength(argument);
        marked.put("length", length == UNKNOWN_LENGTH ? null : length);
        flag(marked, "truncated", event.has(argument, Event.CUT));
        flag(marked, "masked", event.has(argument, Event.MASKED));
        return marked;
    }

    /** The captured bytes of a text-like argument. */
    public static String shown(Argument of, byte[] value) {
        return switch (of.kind()) {
            case SOCKADDR -> Peer.of(value).map(Peer::toString).orElse("");
            case BYTES, HELLO -> of.name().equals("rtt") && value.length >= RTT_BYTES ? rtt(value) : bytes(value);
            default -> new String(value, StandardCharsets.UTF_8);
        };
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

    private static void flag(Map<String, Object> marked, String name, boolean set) {
        if (set) {
            marked.put(name, true);
        }
    }
}

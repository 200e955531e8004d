package dev.hydroscope.trace;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Probe;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the values of headers named in a list out of events, before anything is stored. What says nothing secret stays:
 * an authentication scheme, the names of cookies, the attributes of a cookie that is set. In doubt nothing stays.
 */
public final class Masking {
    public static final List<String> DEFAULT =
            List.of("authorization", "cookie", "proxy-authorization", "set-cookie");
    private static final byte[] NOTHING = {};

    private final byte[][] names;
    private final long lengths;
    private final Map<Probe, Arguments> arguments = new IdentityHashMap<>();
    private Probe lastProbe;
    private Arguments last = Arguments.NONE;

    /** @param names compared without case; an empty list masks nothing */
    public Masking(Collection<String> names) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        long bits = 0;
        for (byte[] name : this.names) {
            bits |= 1L << name.length;
        }
        this.lengths = bits;
    }

    /** The event itself, or one whose value is masked; its original length is kept. For one thread. */
    public Event mask(Event event) {
        Arguments arguments = arguments(event.probe());
        if (arguments.value < 0 || event.captured(arguments.value) == 0 || event.has(arguments.value, Event.MASKED)) {
            return event;
        }
        if (event.has(arguments.name, Event.CUT | Event.UNREADABLE | Event.WITHHELD)) {
            return mayBeNamed(event, arguments.name) ? event.with(arguments.value, NOTHING, Event.MASKED) : event;
        }
        return named(event, arguments.name) ? event.with(arguments.value, left(event, arguments), Event.MASKED) : event;
    }

    private static byte[] left(Event event, Arguments arguments) {
        return Remains.of(event.text(arguments.name), latin1(event, arguments.value));
    }

    private boolean named(Event event, int argument) {
        int length = event.captured(argument);
        if ((lengths & 1L << length) == 0) {
            return false;
        }
        int from = event.offset(argument);
        for (byte[] name : names) {
            if (name.length == length && begins(name, event.raw(), from, length)) {
                return true;
            }
        }
        return false;
    }

    /** Of a name that was cut, or could not be read, only the beginning is known. */
    private boolean mayBeNamed(Event event, int argument) {
        int length = event.captured(argument);
        for (byte[] name : names) {
            if (name.length >= length && begins(name, event.raw(), event.offset(argument), length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(byte[] lowerCase, byte[] bytes, int from, int length) {
        for (int i = 0; i < length; i++) {
            int b = bytes[from + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private static String latin1(Event event, int argument) {
        return new String(event.raw(), event.offset(argument), event.captured(argument), StandardCharsets.ISO_8859_1);
    }

    private Arguments arguments(Probe probe) {
        if (probe != lastProbe) {
            last = arguments.computeIfAbsent(probe, Arguments::of);
            lastProbe = probe;
        }
        return last;
    }

    /** Where a probe has a header's name and value; -1 where it has none. */
    private record Arguments(int name, int value) {
        private static final Arguments NONE = new Arguments(-1, -1);

        static Arguments of(Probe probe) {
            Optional<Argument> value = probe.arguments().stream()
                    .filter(argument -> argument.sensitivity() == Argument.Sensitivity.HEADER).findFirst();
            int name = probe.argument("name");
            return value.isEmpty() || name < 0 ? NONE : new Arguments(name, probe.argument(value.get().name()));
        }
    }
}

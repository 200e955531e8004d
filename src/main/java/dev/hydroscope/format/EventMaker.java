package dev.hydroscope.format;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Argument.Kind;
import dev.hydroscope.probe.Argument.Sensitivity;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the events that probes would have told. A probe has those of its arguments only that are given, in the order in
 * which they are given: what a file does not tell has no place.
 */
final class EventMaker {
    private static final int MOST_BYTES = 0xffff;
    private static final int MOST_ARGUMENTS = 16;
    private static final Catalogue CATALOGUE = Catalogue.load();

    /** A probe with some of its arguments, and those with one more. */
    private static final class Shape {
        private final Probe probe;
        private final Map<String, Shape> more = new HashMap<>();

        Shape(Probe probe) {
            this.probe = probe;
        }
    }

    private final Map<String, Shape> shapes = new HashMap<>();
    private final long[] slots = new long[MOST_ARGUMENTS];
    private byte[] bytes = new byte[1024];
    private Shape shape;
    private int count;
    private int length;

    EventMaker begin(String provider, String name) {
        shape = shapes.get(name);
        if (shape == null) {
            shape = new Shape(new Probe(provider, name, List.of(), true));
            shapes.put(name, shape);
        }
        count = 0;
        length = 0;
        return this;
    }

    EventMaker number(String argument, long value) {
        shape = with(argument, Kind.INT);
        slots[count++] = value;
        return this;
    }

    EventMaker flag(String argument, boolean value) {
        return number(argument, value ? 1 : 0);
    }

    EventMaker text(String argument, String value) {
        return bytes(argument, value.getBytes(StandardCharsets.UTF_8));
    }

    /** As much of it as an event can hold. */
    EventMaker bytes(String argument, byte[] value) {
        shape = with(argument, Kind.STRING);
        int kept = Math.min(value.length, MOST_BYTES);
        if (bytes.length - length < kept) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + kept));
        }
        System.arraycopy(value, 0, bytes, length, kept);
        length += kept;
        slots[count++] = Event.slot(kept, value.length, kept < value.length ? Event.CUT : 0);
        return this;
    }

    Event at(long atNanos, int tid, int seq) {
        return new Event(shape.probe, atNanos, H2ologReader.PID, tid, seq, Arrays.copyOf(slots, count),
                Arrays.copyOf(bytes, length));
    }

    private Shape with(String argument, Kind otherwise) {
        Shape next = shape.more.get(argument);
        if (next == null) {
            List<Argument> arguments = new ArrayList<>(shape.probe.arguments());
            arguments.add(argument(shape.probe, argument, otherwise));
            next = new Shape(new Probe(shape.probe.provider(), shape.probe.name(), List.copyOf(arguments), true));
            shape.more.put(argument, next);
        }
        return next;
    }

    private static Argument argument(Probe probe, String name, Kind otherwise) {
        Argument plain = new Argument(name, otherwise, "", Sensitivity.NONE);
        Argument known = CATALOGUE.find(probe.provider(), probe.name()).flatMap(listed -> listed.arguments().stream()
                .filter(argument -> argument.name().equals(name)).findFirst()).orElse(plain);
        boolean lengthless = known.kind() == Kind.BYTES && !Character.isDigit(known.length().charAt(0))
                && probe.argument(known.length()) < 0 && !name.equals("name") && !name.equals("value");
        return lengthless ? new Argument(name, Kind.BYTES, String.valueOf(MOST_BYTES), known.sensitivity()) : known;
    }
}

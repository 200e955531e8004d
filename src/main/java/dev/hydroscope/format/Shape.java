package dev.hydroscope.format;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Argument.Kind;
import dev.hydroscope.probe.Argument.Sensitivity;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What lines with the same fields mean, worked out once: the probe made of the fields that stand there, and how each
 * argument comes from them. What may not be seen is left out here, as the kernel's side leaves it out.
 */
final class Shape {
    private static final List<String> RTT = List.of("min_rtt", "smoothed_rtt", "variance_rtt", "latest_rtt");

    /** How an argument comes from a field. */
    private enum Way { NUMBER, TEXT, HEX, ADDRESS, HIDDEN, HIDDEN_HEX, RTT }

    private record Place(Way way, int field, int length, int masked) {
    }

    private final String module;
    private final String type;
    private final String[] names;
    private final boolean[] texts;
    private final Probe probe;
    private final Place[] places;

    private Shape(JsonLine line, Probe probe, List<Place> places) {
        this.module = line.module;
        this.type = line.type;
        this.names = Arrays.copyOf(line.names, line.count);
        this.texts = Arrays.copyOf(line.texts, line.count);
        this.probe = probe;
        this.places = places.toArray(Place[]::new);
    }

    static Shape of(JsonLine line, Dialect dialect, boolean appData) throws LineException {
        Probe known = dialect.probe(line);
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < line.count; i++) {
            fields.add(dialect.argument(line, known, line.names[i]));
        }
        List<Argument> arguments = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < line.count; i++) {
            String name = fields.get(i);
            if (RTT.contains(name) && known.argument("rtt") >= 0) {
                rtt(line, i, fields, known, arguments, places);
            } else if (!name.endsWith(JsonLine.MASKED) && arguments.stream().noneMatch(argument -> argument.name().equals(name))) {
                argument(line, i, fields, known, appData, arguments, places);
            }
        }
        return new Shape(line, new Probe(known.provider(), known.name(), List.copyOf(arguments), true), places);
    }

    private static void argument(JsonLine line, int field, List<String> fields, Probe known, boolean appData,
            List<Argument> arguments, List<Place> places) throws LineException {
        String name = fields.get(field);
        int index = known.argument(name);
        Argument argument = index < 0 ? unlisted(name, line.texts[field], fields) : known.arguments().get(index);
        boolean number = argument.kind().number();
        if (number && line.texts[field]) {
            throw new LineException(Words.field(name) + " is not a number");
        }
        if (number) {
            arguments.add(argument);
            places.add(new Place(Way.NUMBER, field, -1, -1));
        } else if (line.texts[field]) {
            int length = fields.indexOf(argument.length());
            arguments.add(length >= 0 || argument.length().isEmpty() ? argument : lengthless(argument));
            places.add(new Place(way(argument, appData), field, length < 0 || line.texts[length] ? -1 : length,
                    line.named(name + JsonLine.MASKED)));
        }
        // otherwise a pointer that an old h2olog printed in place of the bytes: it says nothing
    }

    /** Of the old form: the four numbers as they stand in quicly_rtt_t. */
    private static void rtt(JsonLine line, int field, List<String> fields, Probe known, List<Argument> arguments,
            List<Place> places) {
        boolean whole = fields.size() >= field + RTT.size() && fields.subList(field, field + RTT.size()).equals(RTT);
        if (whole && !line.texts[field + 1] && !line.texts[field + 2] && !line.texts[field + 3]) {
            arguments.add(known.arguments().get(known.argument("rtt")));
            places.add(new Place(Way.RTT, field, -1, -1));
        }
    }

    /** A value beside a name may be that of a header, whatever the probe is called. */
    private static Argument unlisted(String name, boolean text, List<String> fields) {
        boolean secret = text && (name.contains("secret") || name.contains("token"));
        boolean header = text && name.equals("value") && fields.contains("name");
        return new Argument(name, text ? Kind.STRING : Kind.INT, "",
                secret ? Sensitivity.SECRET : header ? Sensitivity.HEADER : Sensitivity.NONE);
    }

    private static Argument lengthless(Argument argument) {
        boolean number = argument.length().chars().allMatch(Character::isDigit);
        return number ? argument : new Argument(argument.name(), argument.kind() == Kind.STRING ? Kind.STRING : Kind.BYTES,
                String.valueOf(TextBytes.MOST), argument.sensitivity());
    }

    private static Way way(Argument argument, boolean appData) {
        boolean visible = switch (argument.sensitivity()) {
            case NONE, HEADER -> true;
            case APPDATA -> appData;
            case SECRET -> false;
        };
        boolean header = argument.name().equals("name") || argument.sensitivity() == Sensitivity.HEADER;
        boolean hex = (argument.kind() == Kind.BYTES || argument.kind() == Kind.HELLO) && !header;
        return !visible ? hex ? Way.HIDDEN_HEX : Way.HIDDEN
                : argument.kind() == Kind.SOCKADDR ? Way.ADDRESS : hex ? Way.HEX : Way.TEXT;
    }

    static int hash(JsonLine line) {
        int hash = line.type.hashCode() + (line.module == null ? 0 : line.module.hashCode());
        for (int i = 0; i < line.count; i++) {
            hash = hash * 31 + (line.texts[i] ? 1 : 0) + line.names[i].hashCode();
        }
        return hash;
    }

    boolean fits(JsonLine line) {
        return names.length == line.count && type.equals(line.type)
                && (module == null ? line.module == null : module.equals(line.module))
                && Arrays.equals(names, 0, names.length, line.names, 0, line.count)
                && Arrays.equals(texts, 0, texts.length, line.texts, 0, line.count);
    }

    Probe probe() {
        return probe;
    }

    Event event(JsonLine line, long atNanos, int seq, TextBytes bytes) {
        long[] slots = new long[places.length];
        bytes.clear();
        for (int i = 0; i < slots.length; i++) {
            Place place = places[i];
            slots[i] = switch (place.way) {
                case NUMBER -> line.numbers[place.field];
                case RTT -> bytes.integers(line.numbers, place.field, RTT.size());
                case TEXT -> masked(line, place, bytes.text(line, place.field, length(line, place)));
                case HEX -> bytes.hex(line, place.field, length(line, place));
                case ADDRESS -> bytes.address(line, place.field);
                case HIDDEN -> TextBytes.hidden(length(line, place), line.ends[place.field] - line.begins[place.field]);
                case HIDDEN_HEX -> TextBytes.hidden(length(line, place),
                        (line.ends[place.field] - line.begins[place.field]) / 2);
            };
        }
        return new Event(probe, atNanos, line.pid, line.tid, seq, slots, bytes.take());
    }

    /** What is shorter because it was masked was not cut. */
    private static long masked(JsonLine line, Place place, long slot) {
        boolean masked = place.masked >= 0 && line.numbers[place.masked] != 0;
        return masked ? slot & ~Event.CUT | Event.MASKED : slot;
    }

    private static long length(JsonLine line, Place place) {
        return place.length < 0 ? 0 : line.numbers[place.length];
    }
}

package dev.hydroscope.quic;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.util.Locale;

/**
 * What a probe tells about QUIC and where: worked out once for a probe, so that no event is looked at by name. What the
 * source does not carry has no place.
 */
public final class Layout {
    private static final Field[] FIELDS = Field.values();

    private final Kind kind;
    private final int[] places = new int[FIELDS.length];

    Layout(Probe probe) {
        this.kind = Kind.of(probe);
        for (Field field : FIELDS) {
            places[field.ordinal()] = place(probe, field);
        }
    }

    private static int place(Probe probe, Field field) {
        int place = probe.argument(field.name().toLowerCase(Locale.ROOT));
        return place < 0 && field == Field.STREAM ? probe.argument("stream_id") : place;
    }

    public Kind kind() {
        return kind;
    }

    public boolean has(Field field) {
        return places[field.ordinal()] >= 0;
    }

    /** The index of the argument, or -1. */
    public int place(Field field) {
        return places[field.ordinal()];
    }

    /** Of a number; otherwise, or where the source does not carry it, the last argument. */
    public long number(Event event, Field field, long otherwise) {
        int place = places[field.ordinal()];
        return place < 0 || !event.probe().arguments().get(place).kind().number() ? otherwise : event.number(place);
    }

    public boolean flag(Event event, Field field) {
        return number(event, field, 0) != 0;
    }

    /** Of a text, "" where the source does not carry it. */
    public String text(Event event, Field field) {
        int place = places[field.ordinal()];
        return place < 0 || event.probe().arguments().get(place).kind().number() ? "" : event.text(place);
    }
}

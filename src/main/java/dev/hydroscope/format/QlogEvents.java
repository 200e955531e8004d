package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.trace.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The events of one connection of a file: numbered in their order, each with its connection and its moment. */
final class QlogEvents {
    private static final long NANOS_OF_MILLI = 1_000_000;
    private static final int MOST_TEXT = 8192;
    private static final int MOST_NAMES = 512;

    private final EventMaker maker;
    private final Set<String> names;
    private final long ordinal;
    private List<Event> into;
    private long atNanos;
    private int seq;

    /** @param names what is kept under its own name, of all connections: a file cannot have more than some of them */
    QlogEvents(EventMaker maker, Set<String> names, long ordinal) {
        this.maker = maker;
        this.names = names;
        this.ordinal = ordinal;
    }

    static Set<String> names() {
        return new HashSet<>();
    }

    /** What is told from now on happens then. */
    void at(long nanos, List<Event> batch) {
        atNanos = nanos;
        into = batch;
    }

    long ordinal() {
        return ordinal;
    }

    QlogEvents quicly(String name) {
        maker.begin("quicly", name).number("conn", ordinal).number("at", atNanos / NANOS_OF_MILLI);
        return this;
    }

    QlogEvents h2o(String name) {
        maker.begin("h2o", name).number("conn_id", ordinal);
        return this;
    }

    /** What no probe tells is kept as its text, under qlog's own name. */
    void other(String name, JsonNode data) {
        String kept = names.contains(name) || names.size() < MOST_NAMES && name.matches("[A-Za-z0-9_:.-]{1,80}") ? name : "other";
        names.add(kept);
        String shown = QlogText.of(name, data);
        String text = kept.equals(name) ? shown : name + " " + shown;
        maker.begin("qlog", kept).number("conn", ordinal)
                .text("data", text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text);
        done();
    }

    QlogEvents number(String argument, long value) {
        maker.number(argument, value);
        return this;
    }

    QlogEvents flag(String argument, boolean value) {
        maker.flag(argument, value);
        return this;
    }

    QlogEvents text(String argument, String value) {
        maker.text(argument, value);
        return this;
    }

    QlogEvents bytes(String argument, byte[] value) {
        maker.bytes(argument, value);
        return this;
    }

    void done() {
        into.add(maker.at(atNanos, (int) ordinal, seq++));
    }
}

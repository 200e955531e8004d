package dev.hydroscope.quic;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.quic.Verdict.Part;
import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What fired on a connection, in milliseconds from its beginning, followed as the store does. */
public final class Story {
    public static final long BASE = 1_700_000_000_000_000_000L;
    private static final Catalogue CATALOGUE = Catalogue.load();

    final List<String> bytes = new ArrayList<>();
    final List<StreamState> opened = new ArrayList<>();
    private final Layouts layouts = new Layouts();
    final ConnectionStreams streams;
    private final List<Event> events = new ArrayList<>();
    private long at = BASE;
    private int seq;

    public Story() {
        this(true);
    }

    Story(boolean whole) {
        this.streams = new ConnectionStreams(whole, false, opened::add, (stream, atNanos, offset, length, fate) -> bytes.add(
                millis(atNanos) + " " + stream + " " + fate + " " + offset + "+" + length));
    }

    private static long millis(long atNanos) {
        return (atNanos - BASE) / 1_000_000;
    }

    public Story at(long millis) {
        at = BASE + millis * 1_000_000;
        return this;
    }

    /** @param arguments name, value, name, value …; those left out are 0 */
    public Story fire(String probe, Object... arguments) {
        String[] names = probe.split(":");
        Probe of = CATALOGUE.find(names[0], names[1]).orElseThrow();
        Map<Object, Object> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            values.put(arguments[i], arguments[i + 1]);
        }
        long[] slots = new long[of.arguments().size()];
        for (int i = 0; i < slots.length; i++) {
            Argument argument = of.arguments().get(i);
            slots[i] = values.get(argument.name()) instanceof Number number ? number.longValue() : 0;
        }
        Event event = new Event(of, at, 7, 70, ++seq, slots, new byte[0]);
        events.add(event);
        streams.accept(layouts.of(of), event);
        return this;
    }

    public List<Event> events() {
        return events;
    }

    public Story asked(long stream) {
        fire("quicly:stream_on_open", "stream", stream);
        fire("quicly:stream_receive", "stream", stream, "off", 0, "data_len", 40, "is_fin", 1);
        return fire("h2o:receive_request", "conn_id", 1, "req_id", stream, "http_version", 0x300);
    }

    public Story responded(long stream, int status) {
        return fire("h2o:send_response", "conn_id", 1, "req_id", stream, "status", status);
    }

    /** Some bytes with more behind them, ready to be sent. */
    public Story some(long stream, long offset, long length) {
        return send(stream, offset, length, 0, 0);
    }

    /** All that the server has given so far. */
    public Story all(long stream, long offset, long length) {
        return send(stream, offset, length, 0, 1);
    }

    public Story end(long stream, long offset, long length) {
        return send(stream, offset, length, 1, 1);
    }

    private Story send(long stream, long offset, long length, int fin, int wroteAll) {
        return fire("quicly:stream_send", "stream", stream, "off", offset, "data_len", length, "is_fin", fin, "wrote_all",
                wroteAll);
    }

    public Story acked(long stream, long offset, long length) {
        return fire("quicly:stream_acked", "stream_id", stream, "off", offset, "len", length);
    }

    public Story lost(long stream, long offset, long length) {
        return fire("quicly:stream_lost", "stream_id", stream, "off", offset, "len", length);
    }

    public Story destroyed(long stream) {
        return fire("quicly:stream_on_destroy", "stream", stream);
    }

    /** Of a finished request between two moments, as `server 10, ack 20`. */
    String verdict(long stream, long from, long to) {
        return text(streams.verdict(stream, BASE + from * 1_000_000, BASE + to * 1_000_000, true).orElseThrow());
    }

    static String text(Verdict verdict) {
        List<String> parts = new ArrayList<>();
        for (Part part : Part.values()) {
            if (verdict.nanos()[part.ordinal()] != 0) {
                parts.add(part.word() + " " + verdict.nanos()[part.ordinal()] / 1_000_000);
            }
        }
        return String.join(", ", parts);
    }
}

package dev.hydroscope.quic;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What quicly's probes tell of one connection, written as people say it; numbers only. A microsecond passes with each. */
public final class Told {
    private static final Map<String, Probe> PROBES = new HashMap<>();

    private final List<Event> events = new ArrayList<>();
    private long at;
    private int seq;

    static {
        Catalogue.load().h2o().stream().filter(probe -> probe.provider().equals("quicly"))
                .forEach(probe -> PROBES.put(probe.name(), probe));
    }

    public Told(long atNanos) {
        at = atNanos;
    }

    /** @param arguments name, value, name, value …; those left out are 0 or empty */
    public Told tell(String probe, Object... arguments) {
        Probe known = PROBES.get(probe);
        List<Argument> names = known.arguments();
        long[] slots = new long[names.size()];
        for (int i = 0; i < arguments.length; i += 2) {
            slots[known.argument((String) arguments[i])] = ((Number) arguments[i + 1]).longValue();
        }
        events.add(new Event(known, at += 1000, 7, 7, seq++, slots, new byte[0]));
        return this;
    }

    public Told pass(long nanos) {
        at += nanos;
        return this;
    }

    public long now() {
        return at;
    }

    /** A packet of one stream frame, as quicly tells it. */
    public Told send(long number, long stream, long offset, long length) {
        return tell("packet_prepare", "first_octet", 64)
                .tell("stream_send", "stream", stream, "off", offset, "data_len", length)
                .tell("packet_sent", "pn", number, "len", length + 31, "packet_type", 3);
    }

    /** An acknowledgement that arrives in a packet of its own. */
    public Told ack(long packet, long least, long most, long... acked) {
        tell("receive", "bytes_len", 36).tell("packet_received", "pn", packet, "decrypted_len", 8, "packet_type", 3)
                .tell("ack_block_received", "ack_block_begin", least, "ack_block_end", most);
        for (long number : acked) {
            tell("packet_acked", "pn", number);
        }
        return tell("ack_delay_received", "ack_delay", 25);
    }

    public Told lose(long number) {
        return tell("packet_lost", "pn", number, "packet_type", 3);
    }

    /** All since the last call. */
    public List<Event> take() {
        List<Event> taken = List.copyOf(events);
        events.clear();
        return taken;
    }
}

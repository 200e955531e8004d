package dev.hydroscope.format;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Argument.Kind;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Peer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events as the h2olog printed them that H2O had until 2024: hyphens, no module, a number for each line, and the time where
 * quicly's probes have theirs. QUIC's lines have H2O's number of their connection, where that is known, for quicly's own,
 * which is in no probe; h3s-accept says that they are the same.
 */
final class OldLines {
    private static final String QUIC = "quic-master-id";
    private static final Map<String, String> NAMES = Map.of("stream", "stream-id", "data_len", "len", "buf_off", "off", "apply_len",
            "src-len", "quic", QUIC);
    private static final List<String> RTT = List.of("min-rtt", "smoothed-rtt", "variance-rtt", "latest-rtt");

    private final Map<Probe, Line> lines = new IdentityHashMap<>();
    private long seq;

    private record Field(int index, String begin, Argument argument, boolean hex) {
        boolean time() {
            return argument.name().equals("at");
        }

        boolean rtt() {
            return argument.name().equals("rtt");
        }
    }

    /** @param quic whether its conn is a pointer to a connection of quicly's */
    private record Line(String begin, boolean quic, boolean timed, List<Field> fields) {
    }

    void write(Event event, long connId, LineBuffer out) {
        Line line = lines.computeIfAbsent(event.probe(), OldLines::line);
        out.add(line.begin).add(event.tid()).add(",\"seq\":").add(++seq);
        for (Field field : line.fields) {
            if (field.time()) {
                time(event, out);
            } else if (field.argument.kind().number()) {
                boolean conn = connId != 0 && (line.quic && field.index == 0 || field.begin.contains(QUIC));
                out.add(field.begin).add(conn ? connId : event.number(field.index));
            } else if (!event.has(field.index, Event.WITHHELD | Event.ABSENT | Event.UNREADABLE | Event.NULL)) {
                text(event, field, out);
            }
        }
        if (!line.timed) {
            time(event, out);
        }
        out.add("}\n");
    }

    private static void time(Event event, LineBuffer out) {
        out.add(",\"time\":").add(event.atNanos() / 1_000_000);
    }

    private static void text(Event event, Field field, LineBuffer out) {
        int offset = event.offset(field.index);
        int length = event.captured(field.index);
        if (field.rtt() && length >= RTT.size() * Integer.BYTES) {
            rtt(event.raw(), offset, out);
            return;
        }
        out.add(field.begin).add('"');
        if (field.argument.kind() == Kind.SOCKADDR) {
            byte[] peer = Peer.of(event.bytes(field.index)).map(Peer::toString).orElse("").getBytes(StandardCharsets.US_ASCII);
            out.escaped(peer, 0, peer.length);
        } else if (field.hex) {
            out.hex(event.raw(), offset, length);
        } else {
            out.escaped(event.raw(), offset, length);
        }
        out.add('"');
    }

    /** Four numbers of a quicly_rtt_t, little end first. */
    private static void rtt(byte[] bytes, int offset, LineBuffer out) {
        for (int i = 0; i < RTT.size(); i++) {
            int at = offset + i * Integer.BYTES;
            out.add(",\"").add(RTT.get(i)).add("\":").add((bytes[at] & 0xffL) | (bytes[at + 1] & 0xffL) << 8
                    | (bytes[at + 2] & 0xffL) << 16 | (bytes[at + 3] & 0xffL) << 24);
        }
    }

    private static Line line(Probe probe) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < probe.arguments().size(); i++) {
            Argument argument = probe.arguments().get(i);
            String name = NAMES.getOrDefault(argument.name(), argument.name()).replace('_', '-');
            fields.add(new Field(i, ",\"" + name + "\":", argument, JsonLines.hex(argument)));
        }
        boolean quic = probe.provider().equals("quicly") && probe.argument("conn") == 0;
        return new Line("{\"type\":\"" + probe.name().replace('_', '-') + "\",\"tid\":", quic, probe.argument("at") >= 0,
                List.copyOf(fields));
    }
}

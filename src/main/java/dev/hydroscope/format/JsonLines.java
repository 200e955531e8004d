package dev.hydroscope.format;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Argument.Kind;
import dev.hydroscope.probe.Argument.Sensitivity;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Peer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Events as lines of JSON, of h2olog's present form or of our own, which has the same shape and says more. */
final class JsonLines {
    private static final Set<String> FLAGS = Set.of("is_fin", "wrote_all", "is_late_ack", "ack_only", "is_enc", "is_server");
    /** By probe and argument, or by argument alone. */
    private static final Map<String, String> UPSTREAM = Map.ofEntries(Map.entry("h1_accept conn_uuid", "uuid"),
            Map.entry("cc_congestion inflight", "flight"), Map.entry("ecn_validation ecn_state", "state"),
            Map.entry("max_stream_data_receive maximum", "max_stream_data"),
            Map.entry("reset_stream_receive error_code", "app_error_code"), Map.entry("path_challenge_send bytes", "data"),
            Map.entry("path_challenge_receive bytes", "data"), Map.entry("path_response_send bytes", "data"),
            Map.entry("path_response_receive bytes", "data"), Map.entry("h3_frame_receive bytes", "payload"),
            Map.entry("h3_frame_receive bytes_len", "payload_len"), Map.entry("stream", "stream_id"));
    private static final String SOCKET = "socket_";

    private final boolean upstream;
    private final Map<Probe, Line> lines = new IdentityHashMap<>();

    JsonLines(boolean upstream) {
        this.upstream = upstream;
    }

    /** One argument: how its field begins, and what it is. */
    private record Field(int index, String name, Argument argument, boolean flag, boolean hex) {
    }

    private record Line(String begin, boolean numbered, List<Field> fields) {
        /** H2O writes conn_id right behind its own pointer to a connection or session. */
        boolean second() {
            return !fields.isEmpty() && List.of("conn", "tls").contains(fields.get(0).argument.name());
        }
    }

    void write(Event event, long connId, LineBuffer out) {
        Line line = lines.computeIfAbsent(event.probe(), this::line);
        out.add(line.begin).add(event.tid()).add(",\"time\":").add(event.atNanos() / 1_000_000);
        if (!upstream) {
            out.add(",\"nanos\":").add(event.atNanos() % 1_000_000).add(",\"pid\":").add(event.pid());
        }
        boolean unsaid = connId != 0 && !line.numbered;
        boolean second = upstream && line.second();
        if (unsaid && !second) {
            out.add(",\"conn_id\":").add(connId);
        }
        for (Field field : line.fields) {
            if (field.argument.kind().number()) {
                number(event, field, out);
                if (unsaid && second && field.index == 0) {
                    out.add(",\"conn_id\":").add(connId);
                }
            } else if (!event.has(field.index, Event.WITHHELD | Event.ABSENT | Event.UNREADABLE | Event.NULL)) {
                text(event, field, out);
            }
        }
        out.add("}\n");
    }

    private void number(Event event, Field field, LineBuffer out) {
        long number = event.number(field.index);
        out.add(field.name);
        if (upstream && field.flag) {
            out.add(number != 0 ? "true" : "false");
        } else {
            out.add(number);
        }
    }

    private void text(Event event, Field field, LineBuffer out) {
        int offset = event.offset(field.index);
        int length = event.captured(field.index);
        out.add(field.name).add('"');
        if (field.argument.kind() == Kind.SOCKADDR) {
            byte[] peer = Peer.of(event.bytes(field.index)).map(Peer::toString).orElse("")
                    .getBytes(StandardCharsets.US_ASCII);
            out.escaped(peer, 0, peer.length);
        } else if (field.hex) {
            out.hex(event.raw(), offset, length);
        } else {
            out.escaped(event.raw(), offset, length);
        }
        out.add('"');
        if (!upstream && event.has(field.index, Event.MASKED)) {
            out.add(",\"").add(text(field.argument.name())).add(JsonLine.MASKED).add("\":true");
        }
    }

    private Line line(Probe probe) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < probe.arguments().size(); i++) {
            Argument argument = probe.arguments().get(i);
            if (!upstream || !argument.name().equals("at")) {
                fields.add(new Field(i, ",\"" + text(name(probe, argument.name())) + "\":", argument,
                        FLAGS.contains(argument.name()), hex(argument)));
            }
        }
        String type = upstream ? upstream(probe).substring(probe.provider().length() + 1) : probe.name();
        return new Line("{\"module\":\"" + text(probe.provider()) + "\",\"type\":\"" + text(type) + "\",\"tid\":",
                probe.argument("conn_id") >= 0, List.copyOf(fields));
    }

    /** Whether its bytes are no text. */
    static boolean hex(Argument argument) {
        boolean header = argument.name().equals("name") || argument.sensitivity() == Sensitivity.HEADER;
        return (argument.kind() == Kind.BYTES || argument.kind() == Kind.HELLO) && !header;
    }

    /** H2O's own log calls some probes otherwise. */
    static String upstream(Probe probe) {
        boolean socket = probe.provider().equals("h2o") && probe.name().startsWith(SOCKET);
        return probe.provider() + ":" + (socket ? probe.name().substring(SOCKET.length()) : probe.name());
    }

    /** A program may call its probes as it likes. */
    private static String text(String name) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(name));
    }

    private String name(Probe probe, String argument) {
        return !upstream ? JsonLine.field(probe.provider(), argument)
                : UPSTREAM.getOrDefault(probe.name() + " " + argument, UPSTREAM.getOrDefault(argument, argument));
    }
}

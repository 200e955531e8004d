package dev.hydroscope.web;

import dev.hydroscope.quic.Frame;
import dev.hydroscope.quic.FrameType;
import dev.hydroscope.quic.Packet;
import dev.hydroscope.quic.Trigger;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.store.PacketRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A packet as the contract shows it: what no probe tells is null, what is inferred is said to be. */
final class PacketJson {
    private PacketJson() {
    }

    static Map<String, Object> of(PacketRow row, long sinceNanos) {
        Map<String, Object> json = of(row.packet(), sinceNanos);
        if (row.context()) {
            json.put("context", true);
        }
        return json;
    }

    static Map<String, Object> of(Packet packet, long sinceNanos) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", key(packet));
        json.put("space", packet.space().word());
        json.put("number", packet.number());
        json.put("direction", packet.direction().word());
        json.put("at", Nanos.iso(packet.atNanos()));
        json.put("offsetNanos", packet.atNanos() - sinceNanos);
        json.put("size", packet.size());
        if (packet.payloadSize()) {
            json.put("sizeOf", "payload");
        }
        json.put("type", packet.space().type());
        json.put("ackOnly", packet.ackOnly());
        json.put("frames", packet.frames().stream().map(frame -> frame(frame, packet.sent())).toList());
        fate(json, packet, sinceNanos);
        return json;
    }

    /** What names it for good: its address behind /packets/. */
    static String key(Packet packet) {
        return packet.direction().word() + "/" + packet.space().word() + "/" + packet.number();
    }

    private static void fate(Map<String, Object> json, Packet packet, long sinceNanos) {
        boolean known = packet.fateAtNanos() != 0;
        json.put("fate", packet.sent() ? packet.fate().word() : null);
        json.put("fateAt", known ? Nanos.iso(packet.fateAtNanos()) : null);
        json.put("fateOffsetNanos", known ? packet.fateAtNanos() - sinceNanos : null);
        if (packet.lostAtNanos() != 0) {
            json.put("lostOffsetNanos", packet.lostAtNanos() - sinceNanos);
        }
        json.put("trigger", packet.trigger() == Trigger.NONE ? null : packet.trigger().word());
        if (packet.trigger() != Trigger.NONE) {
            json.put("triggerInferred", true);
        }
        json.put("rttNanos", packet.rttNanos() < 0 ? null : packet.rttNanos());
    }

    private static Map<String, Object> frame(Frame frame, boolean sent) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", frame.type().word());
        List<String> fields = frame.type().fields();
        for (int i = 0; i < fields.size(); i++) {
            json.put(fields.get(i), frame.value(i) == Frame.UNKNOWN ? null : (Object) frame.value(i));
        }
        if (frame.type() == FrameType.ACK) {
            json.put("ranges", ranges(frame));
        }
        if (frame.type().data()) {
            json.put("fin", frame.has(Frame.FIN));
            json.put(sent ? "retransmitted" : "reordered",
                    frame.has(Frame.UNTOLD) ? null : (Object) frame.has(sent ? Frame.RETRANSMITTED : Frame.REORDERED));
        }
        return json;
    }

    private static List<List<Long>> ranges(Frame frame) {
        List<List<Long>> ranges = new ArrayList<>(frame.ranges());
        for (int i = 0; i < frame.ranges(); i++) {
            ranges.add(List.of(frame.value(2 + 2 * i), frame.value(3 + 2 * i)));
        }
        return ranges;
    }
}

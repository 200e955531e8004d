package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * One connection of a file, told as the probes tell theirs. Its first events are held until it is known which end they were
 * taken at: some implementations say so behind the events, and then the first packet tells, which is always the client's.
 */
final class QlogConnection {
    private static final int MOST_HELD = 512;

    private record Held(String name, JsonNode data, long atNanos) {
    }

    private final QlogEvents to;
    private final QlogPacketReader packets;
    private final QlogMetrics metrics;
    private final QlogMessages messages;
    private final String odcid;
    private String vantage;
    private String peer = "";
    private List<Held> held = new ArrayList<>();
    private JsonNode closing;
    private boolean freed;
    private boolean handshaken;
    private long lastNanos;

    /** @param vantage `client`, `server`, or anything else where it is not known */
    QlogConnection(QlogEvents to, String vantage, String odcid) {
        this.to = to;
        this.packets = new QlogPacketReader(to);
        this.metrics = new QlogMetrics(to);
        this.messages = new QlogMessages(to);
        this.vantage = vantage;
        this.odcid = odcid;
    }

    void accept(String name, JsonNode data, long atNanos, List<Event> batch) {
        lastNanos = atNanos;
        String type = name.substring(name.indexOf(':') + 1);
        if (held == null) {
            to.at(atNanos, batch);
            tell(name, type, data);
            return;
        }
        if (type.equals("connection_started")) {
            peer(data);
        }
        held.add(new Held(name, data, atNanos));
        boolean packet = type.equals("packet_sent") || type.equals("packet_received") || type.startsWith("frame_");
        if (packet || held.size() == MOST_HELD) {
            open(packet ? type : "", batch);
        }
    }

    /** 0.3 says where from and where to, as its endpoint sees it; the draft which end is remote. */
    private void peer(JsonNode data) {
        JsonNode remote = data.path("remote");
        if (remote.isObject()) {
            peer = address(remote.path("ip_v4").asText(remote.path("ip_v6").asText()),
                    QlogFlight.number(remote.path("port_v4"), QlogFlight.number(remote.path("port_v6"), 0)));
        } else if (data.has("dst_ip")) {
            peer = address(data.path("dst_ip").asText(), QlogFlight.number(data.path("dst_port"), 0));
        }
    }

    private static String address(String host, long port) {
        return host.isEmpty() ? "" : (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private void open(String first, List<Event> batch) {
        List<Held> before = held;
        held = null;
        to.at(before.get(0).atNanos, batch);
        if (!vantage.equals("client") && !vantage.equals("server")) {
            vantage = first.equals("packet_sent") ? "client" : "server";
        }
        if (!peer.isEmpty()) {
            to.quicly("new_path").number("path_index", 0).text("remote", peer).done();
        }
        if (vantage.equals("client")) {
            to.quicly("connect").done();
        } else {
            to.quicly("accept").text("dcid", odcid).done();
        }
        to.h2o("h3s_accept").number("quic", to.ordinal()).done();
        for (Held event : before) {
            to.at(event.atNanos, batch);
            tell(event.name, event.name.substring(event.name.indexOf(':') + 1), event.data);
        }
    }

    private void tell(String name, String type, JsonNode data) {
        boolean told = switch (type) {
            case "packet_sent" -> packets.sent(data);
            case "packet_received" -> packets.received(data);
            case "packet_lost" -> packets.lost(data);
            case "frame_created" -> messages.read(data, true, vantage.equals("client"));
            case "frame_parsed" -> messages.read(data, false, vantage.equals("client"));
            case "stream_state_updated" -> stream(data);
            case "connection_state_updated" -> state(data.path("new").asText());
            case "connection_closed" -> closed(data);
            case "packet_dropped" -> dropped(data);
            case "congestion_state_updated" -> congestion(data);
            case "loss_timer_updated", "timer_updated" -> timer(data);
            default -> besides(name, type, data);
        };
        if (!told) {
            to.other(name, data);
        }
    }

    private boolean besides(String name, String type, JsonNode data) {
        switch (type) {
            case "metrics_updated", "recovery_metrics_updated" -> metrics.update(name, data);
            case "packets_acked" -> packets.acked(data);
            case "frames_created" -> packets.frames(data, true);
            case "frames_parsed" -> packets.frames(data, false);
            case "connection_data_blocked_updated" -> {
                return limited(data);
            }
            case "ecn_state_updated" -> ecn(data.path("new").asText());
            case "tuple_assigned" -> {
                return path(data);
            }
            case "migration_state_updated" -> {
                return migrated(data);
            }
            case "marked_for_retransmit" -> {
                // the loss of the packets that held them has told it
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean stream(JsonNode data) {
        String state = data.path("new").asText();
        boolean end = state.equals("destroyed") || state.equals("closed");
        if (end || state.equals("open")) {
            to.quicly(end ? "stream_on_destroy" : "stream_on_open").number("stream",
                    QlogFlight.number(data.path("stream_id"), 0));
            if (end) {
                to.number("err", 0);
            }
            to.done();
            return true;
        }
        return false;
    }

    private boolean state(String state) {
        if (state.equals("handshake_complete") || state.equals("handshake_completed")) {
            if (!handshaken) {
                handshaken = true;
                to.quicly("crypto_handshake").number("ret", 0).done();
            }
        } else if (state.equals("closed")) {
            free();
        }
        return List.of("attempted", "handshake_complete", "handshake_confirmed", "closed").contains(state);
    }

    private void free() {
        if (!freed) {
            close();
            freed = true;
            to.quicly("free").done();
        }
    }

    /** Where frames tell it too, they are told; else it is told at the end. */
    private boolean closed(JsonNode data) {
        switch (data.path("trigger").asText()) {
            case "idle_timeout" -> to.quicly("idle_timeout").done();
            case "handshake_timeout" -> to.quicly("handshake_timeout").done();
            case "stateless_reset" -> to.quicly("stateless_reset_receive").done();
            default -> closing = data;
        }
        return true;
    }

    private void close() {
        if (closing == null || packets.closeTold()) {
            return;
        }
        boolean application = closing.has("application_error") || closing.has("application_code");
        String owner = closing.path("owner").asText(closing.path("initiator").asText());
        to.quicly((application ? "application" : "transport") + "_close" + (owner.equals("remote") ? "_receive" : "_send"))
                .number("error_code", QlogFrameReader.error(closing, application))
                .text("reason_phrase", closing.path("reason").asText()).done();
        closing = null;
    }

    private boolean dropped(JsonNode data) {
        String trigger = data.path("trigger").asText();
        if (trigger.contains("decrypt")) {
            to.quicly("packet_decryption_failed").done();
            return true;
        }
        return false;
    }

    private boolean congestion(JsonNode data) {
        if (!data.path("new").asText().equals("recovery")) {
            return false;
        }
        if (data.path("trigger").asText().equals("ECN")) {
            to.quicly("ecn_congestion").done();
        } else {
            metrics.congestion(packets.largestLost());
        }
        return true;
    }

    private boolean timer(JsonNode data) {
        boolean expired = data.path("event_type").asText().equals("expired") && data.path("timer_type").asText().equals("pto");
        if (expired) {
            metrics.probeTimeout();
        }
        return expired;
    }

    private boolean limited(JsonNode data) {
        if (!data.path("reason").asText().equals("congestion_control")) {
            return false;
        }
        boolean blocked = data.path("new").asText().equals("blocked");
        to.quicly(blocked ? "enter_cc_limited" : "exit_cc_limited").number("pn", packets.largestSent() + 1).done();
        return true;
    }

    private void ecn(String state) {
        to.quicly("ecn_validation").number("ecn_state", state.equals("failed") ? 0 : state.equals("capable") ? 1 : 2).done();
    }

    /** The first path is the connection's own. */
    private boolean path(JsonNode data) {
        String id = data.path("tuple_id").asText();
        JsonNode remote = data.path("tuple_remote");
        if (!id.matches("[0-9]{1,4}") || !remote.isObject()) {
            return false;
        }
        if (!id.equals("0")) {
            to.quicly("new_path").number("path_index", Long.parseLong(id)).text("remote",
                    address(remote.path("ip_v4").asText(remote.path("ip_v6").asText()),
                            QlogFlight.number(remote.path("port_v4"), QlogFlight.number(remote.path("port_v6"), 0)))).done();
        }
        return true;
    }

    private boolean migrated(JsonNode data) {
        String id = data.path("tuple_id").asText();
        if (!data.path("new").asText().equals("migration_complete") || !id.matches("[0-9]{1,4}")) {
            return false;
        }
        to.quicly("promote_path").number("path_index", Long.parseLong(id)).done();
        return true;
    }

    /** The file tells no more of it. */
    void finish(List<Event> batch) {
        if (held != null && !held.isEmpty()) {
            open("", batch);
        }
        if (held == null) {
            to.at(lastNanos, batch);
            close();
        }
    }
}

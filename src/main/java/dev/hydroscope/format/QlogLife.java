package dev.hydroscope.format;

import dev.hydroscope.quic.Field;
import dev.hydroscope.quic.Layout;
import dev.hydroscope.trace.Event;

/** From attempt to close: addresses, versions, keys, the states of the connection and of its streams. */
final class QlogLife {
    private static final long SERVER_INITIATED = 1;
    private static final long UNIDIRECTIONAL = 2;
    private static final int UDP_HEADER = 8;
    /** What quicly calls the stream of the handshake's own epoch. */
    private static final long HANDSHAKE_STREAM = -3;

    private final QlogRecords records;
    private final boolean old;
    private boolean client;
    private boolean answered;
    private boolean handshaken;
    private boolean closed;
    private String state = "";

    QlogLife(QlogRecords records) {
        this.records = records;
        this.old = records.style().old();
    }

    /** What the connection's row tells stands before its events. */
    void begin(TraceHead trace, long atNanos) {
        client = trace.client();
        answered = false;
        handshaken = false;
        closed = false;
        state = "";
        if (!trace.peer().isEmpty()) {
            started(trace.peer(), atNanos);
        }
        if (!trace.alpn().isEmpty()) {
            alpn(trace.alpn(), atNanos);
        }
    }

    /** 0.3 wants both addresses: one that is not known is the unspecified one. */
    private void started(String peer, long atNanos) {
        JsonText data = records.begin(QlogName.CONNECTION_STARTED, atNanos);
        boolean v6 = host(peer).indexOf(':') >= 0;
        if (old) {
            data.field("ip_version", v6 ? "v6" : "v4").field("src_ip", v6 ? "::" : "0.0.0.0").field("dst_ip", host(peer))
                    .field("dst_port", port(peer));
        } else {
            data.key("local").open('{').close('}').key("remote");
            endpoint(data, peer);
        }
        records.end();
    }

    private static void endpoint(JsonText data, String peer) {
        boolean v6 = host(peer).indexOf(':') >= 0;
        data.open('{').field(v6 ? "ip_v6" : "ip_v4", host(peer)).field(v6 ? "port_v6" : "port_v4", port(peer)).close('}');
    }

    private static String host(String peer) {
        return peer.replaceFirst(":[0-9]*$", "").replace("[", "").replace("]", "");
    }

    private static long port(String peer) {
        String digits = peer.substring(peer.lastIndexOf(':') + 1);
        return digits.matches("[0-9]{1,5}") ? Long.parseLong(digits) : 0;
    }

    private void alpn(String offered, long atNanos) {
        JsonText data = records.begin(QlogName.ALPN_INFORMATION, atNanos).key("client_alpns").open('[');
        for (String protocol : offered.split(",")) {
            if (old) {
                data.text(protocol);
            } else {
                data.open('{').field("string_value", protocol).close('}');
            }
        }
        data.close(']');
        records.end();
    }

    boolean take(Event event, Layout layout) {
        switch (layout.kind()) {
            case ACCEPT -> state(event, "attempted");
            case CONNECT -> {
                state(event, "attempted");
                version(event, layout.number(event, Field.VERSION, 0));
            }
            case VERSION_SWITCH -> version(event, layout.number(event, Field.NEW_VERSION, 0));
            case CRYPTO_HANDSHAKE -> handshake(event, layout);
            case NEW_PATH -> path(event, layout);
            case PROMOTE_PATH -> migrated(event, layout);
            case CRYPTO_UPDATE_SECRET -> key(event, secret(layout.text(event, Field.LABEL)), "tls", -1);
            case CRYPTO_SEND_KEY_UPDATE -> key(event, own(true), "local_update", layout.number(event, Field.PHASE, -1));
            case CRYPTO_RECEIVE_KEY_UPDATE -> key(event, own(false), "remote_update",
                    layout.number(event, Field.PHASE, -1));
            case IDLE_TIMEOUT -> closed(event, "idle_timeout");
            case HANDSHAKE_TIMEOUT -> closed(event, old ? "handshake_timeout" : "aborted");
            case STATELESS_RESET_RECEIVE -> closed(event, "stateless_reset");
            case PACKET_DECRYPTION_FAILED -> dropped(event);
            case H3_PACKET_RECEIVE -> datagram(event);
            case STREAM_ON_OPEN -> stream(event, layout, "open");
            case STREAM_ON_DESTROY -> stream(event, layout, "destroyed");
            case FREE -> state(event, "closed");
            default -> {
                return false;
            }
        }
        return true;
    }

    /** What a frame changes in the connection's life, besides. */
    void frame(Event event, Layout layout) {
        switch (layout.kind()) {
            case STREAM_RECEIVE -> answered |= layout.number(event, Field.STREAM, 0) == HANDSHAKE_STREAM;
            case HANDSHAKE_DONE_SEND, HANDSHAKE_DONE_RECEIVE -> {
                complete(event);
                state(event, "handshake_confirmed");
            }
            case TRANSPORT_CLOSE_SEND -> closed(event, layout, true, false);
            case TRANSPORT_CLOSE_RECEIVE -> closed(event, layout, false, false);
            case APPLICATION_CLOSE_SEND -> closed(event, layout, true, true);
            case APPLICATION_CLOSE_RECEIVE -> closed(event, layout, false, true);
            default -> {
            }
        }
    }

    private void state(Event event, String to) {
        if (to.equals(state)) {
            return;
        }
        JsonText data = records.begin(QlogName.CONNECTION_STATE_UPDATED, event.atNanos());
        if (!state.isEmpty()) {
            data.field("old", state);
        }
        data.field("new", to);
        records.end();
        state = to;
    }

    private void version(Event event, long version) {
        if (version != 0) {
            records.begin(QlogName.VERSION_INFORMATION, event.atNanos())
                    .field("chosen_version", String.format("%08x", (int) version));
            records.end();
        }
    }

    /** A server's TLS gives 0 for its own half already: it is complete with what the client answers to that. */
    private void handshake(Event event, Layout layout) {
        if ((client || answered) && layout.has(Field.RET) && layout.number(event, Field.RET, -1) == 0) {
            complete(event);
        }
    }

    private void complete(Event event) {
        if (!handshaken) {
            handshaken = true;
            state(event, "handshake_complete");
        }
    }

    private void path(Event event, Layout layout) {
        String remote = layout.text(event, Field.REMOTE);
        if (records.has(QlogName.TUPLE_ASSIGNED) && !remote.isEmpty()) {
            JsonText data = records.begin(QlogName.TUPLE_ASSIGNED, event.atNanos())
                    .field("tuple_id", Long.toString(layout.number(event, Field.PATH_INDEX, 0))).key("tuple_remote");
            endpoint(data, remote);
            records.end();
        }
    }

    private void migrated(Event event, Layout layout) {
        if (records.has(QlogName.MIGRATION_STATE_UPDATED)) {
            records.begin(QlogName.MIGRATION_STATE_UPDATED, event.atNanos()).field("new", "migration_complete")
                    .field("tuple_id", Long.toString(layout.number(event, Field.PATH_INDEX, 0)));
            records.end();
        }
    }

    private static String secret(String label) {
        String side = label.startsWith("SERVER") ? "server" : label.startsWith("CLIENT") ? "client" : "";
        String epoch = label.contains("HANDSHAKE") ? "handshake" : label.contains("EARLY") ? "0rtt"
                : label.contains("TRAFFIC_SECRET_0") ? "1rtt" : "";
        return side.isEmpty() || epoch.isEmpty() ? "" : side + "_" + epoch + "_secret";
    }

    private String own(boolean sending) {
        return (sending == client ? "client" : "server") + "_1rtt_secret";
    }

    /** Never the key itself, without which 0.3 has no such event. */
    private void key(Event event, String type, String trigger, long phase) {
        if (type.isEmpty() || !records.has(QlogName.KEY_UPDATED)) {
            return;
        }
        JsonText data = records.begin(QlogName.KEY_UPDATED, event.atNanos()).field("key_type", type);
        if (phase >= 0) {
            data.field("key_phase", phase);
        }
        data.field("trigger", trigger);
        records.end();
    }

    private void closed(Event event, String trigger) {
        if (!closed) {
            closed = true;
            records.begin(QlogName.CONNECTION_CLOSED, event.atNanos()).field("trigger", trigger);
            records.end();
        }
    }

    /** Whoever repeats its close, or answers one, closes nothing again. */
    private void closed(Event event, Layout layout, boolean local, boolean application) {
        if (closed) {
            return;
        }
        closed = true;
        long code = layout.number(event, Field.ERROR_CODE, 0);
        String name = application ? QlogErrors.application(code) : QlogErrors.transport(code, old);
        JsonText data = records.begin(QlogName.CONNECTION_CLOSED, event.atNanos())
                .field(old ? "owner" : "initiator", local ? "local" : "remote");
        String key = application ? old ? "application_code" : "application_error" : old ? "connection_code" : "connection_error";
        if (name.isEmpty() && old) {
            data.field(key, code);
        } else {
            data.field(key, name.isEmpty() ? "unknown" : name);
        }
        if (name.isEmpty() && !old) {
            data.field("error_code", code);
        }
        String reason = layout.text(event, Field.REASON_PHRASE);
        if (!reason.isEmpty()) {
            data.field("reason", reason);
        }
        records.end();
    }

    private void dropped(Event event) {
        records.begin(QlogName.PACKET_DROPPED, event.atNanos())
                .field("trigger", old ? "payload_decrypt_error" : "decryption_failure");
        records.end();
    }

    /** 0.3 counts the UDP header in. */
    private void datagram(Event event) {
        int place = event.probe().argument("bytes_len");
        if (place >= 0) {
            long length = event.number(place);
            JsonText data = records.begin(QlogName.DATAGRAMS_RECEIVED, event.atNanos()).field("count", 1).key("raw").open('[')
                    .open('{').field("length", old ? length + UDP_HEADER : length);
            if (old) {
                data.field("payload_length", length);
            }
            data.close('}').close(']');
            records.end();
        }
    }

    private void stream(Event event, Layout layout, String to) {
        long stream = layout.number(event, Field.STREAM, -1);
        if (stream < 0) {
            return;
        }
        boolean local = (stream & SERVER_INITIATED) == 0 == client;
        JsonText data = records.begin(QlogName.STREAM_STATE_UPDATED, event.atNanos()).field("stream_id", stream)
                .field("stream_type", (stream & UNIDIRECTIONAL) == 0 ? "bidirectional" : "unidirectional")
                .field("new", to).field("stream_side", local ? "sending" : "receiving");
        if (!old && to.equals("open")) {
            data.field("trigger", local ? "local" : "remote");
        }
        records.end();
    }
}

package dev.hydroscope.trace;

import dev.hydroscope.probe.Probe;

/**
 * What a probe means to the assembler and at which index its arguments stand: worked out once for a probe, so that no
 * event is looked at by name. An index is -1 where the probe has no such argument.
 *
 * @param id conn_id, or the pointer conn, tls or sock
 * @param number conn_id beside a pointer, as H2O's own log has it
 * @param request req_id, or the stream's id
 * @param detail what the kind needs besides: http_version, status, state, path_index, message, quic, sock
 * @param text the text it needs: a header's name, conn_uuid, remote, src, bytes
 */
record Role(Kind kind, int id, int number, int request, int detail, int text, int value) {
    enum Kind {
        ACCEPT_H1, CLOSE_H1, ACCEPT_H3, DESTROY_H3, RECEIVE, REQUEST_HEADER, RESPOND, RESPONSE_HEADER, STREAM_STATE,
        STREAM_STATS, REQUEST, CONNECTION, FRAME, PACKET, SOCKET, SOCKET_TLS, QUIC_PATH, QUIC_BEGIN, QUIC_FREE,
        QUIC_STREAM_END, QUIC, TLS_NEW, TLS_MESSAGE, TLS_FREE, TLS, QUIC_UNKNOWN, TLS_UNKNOWN, TCP, OTHER
    }

    static Role of(Probe probe) {
        if (!probe.known()) {
            return unknown(probe);
        }
        return switch (probe.provider()) {
            case "h2o" -> h2o(probe);
            case "quicly" -> quicly(probe);
            case "picotls" -> picotls(probe);
            case "tcp" -> role(Kind.TCP, probe, "tcp", "", "", "");
            case "qlog" -> role(Kind.QUIC, probe, "conn", "", "", "");
            default -> role(Kind.OTHER, probe, "", "", "", "");
        };
    }

    /** Of a signature that drifted only the first argument can be told: both libraries put their pointer there. */
    private static Role unknown(Probe probe) {
        Kind kind = probe.arguments().isEmpty() ? Kind.OTHER : switch (probe.provider()) {
            case "quicly" -> Kind.QUIC_UNKNOWN;
            case "picotls" -> Kind.TLS_UNKNOWN;
            default -> Kind.OTHER;
        };
        return role(kind, probe, "arg0", "", "", "");
    }

    private static Role h2o(Probe probe) {
        return switch (probe.name()) {
            case "h1_accept" -> role(Kind.ACCEPT_H1, probe, "conn_id", "", "sock", "conn_uuid");
            case "h1_close" -> role(Kind.CLOSE_H1, probe, "conn_id", "", "", "");
            case "h3s_accept" -> role(Kind.ACCEPT_H3, probe, "conn_id", "", "quic", "conn_uuid");
            case "h3s_destroy" -> role(Kind.DESTROY_H3, probe, "conn_id", "", "", "");
            case "receive_request" -> role(Kind.RECEIVE, probe, "conn_id", "req_id", "http_version", "");
            case "receive_request_header" -> role(Kind.REQUEST_HEADER, probe, "conn_id", "req_id", "", "name");
            case "send_response" -> role(Kind.RESPOND, probe, "conn_id", "req_id", "status", "");
            case "send_response_header" -> role(Kind.RESPONSE_HEADER, probe, "conn_id", "req_id", "", "name");
            case "h3s_stream_set_state" -> role(Kind.STREAM_STATE, probe, "conn_id", "req_id", "state", "");
            case "h3s_stream_stats" -> role(Kind.STREAM_STATS, probe, "conn_id", "stream_id", "", "");
            case "socket_write_tls_record" -> role(Kind.SOCKET_TLS, probe, "sock", "", "", "");
            case "h3_frame_receive" -> role(Kind.FRAME, probe, "", "", "", "");
            case "h3_packet_receive" -> role(Kind.PACKET, probe, "", "", "", "src");
            default -> h2oByArguments(probe);
        };
    }

    private static Role h2oByArguments(Probe probe) {
        if (probe.argument("sock") >= 0) {
            return role(Kind.SOCKET, probe, "sock", "", "", "");
        }
        if (probe.argument("conn_id") < 0) {
            return role(Kind.OTHER, probe, "", "", "", "");
        }
        Kind kind = probe.argument("req_id") >= 0 ? Kind.REQUEST : Kind.CONNECTION;
        return role(kind, probe, "conn_id", "req_id", "", "");
    }

    private static Role quicly(Probe probe) {
        return switch (probe.name()) {
            case "new_path" -> role(Kind.QUIC_PATH, probe, "conn", "", "path_index", "remote");
            case "accept", "connect" -> role(Kind.QUIC_BEGIN, probe, "conn", "", "", "");
            case "free" -> role(Kind.QUIC_FREE, probe, "conn", "", "", "");
            case "stream_on_destroy" -> role(Kind.QUIC_STREAM_END, probe, "conn", "stream", "", "");
            default -> role(Kind.QUIC, probe, "conn", probe.argument("stream") < 0 ? "stream_id" : "stream", "", "");
        };
    }

    private static Role picotls(Probe probe) {
        return switch (probe.name()) {
            case "new" -> role(Kind.TLS_NEW, probe, "tls", "", "", "");
            case "free" -> role(Kind.TLS_FREE, probe, "tls", "", "", "");
            case "receive_message" -> role(Kind.TLS_MESSAGE, probe, "tls", "", "message", "bytes");
            default -> role(Kind.TLS, probe, "tls", "", "", "");
        };
    }

    private static Role role(Kind kind, Probe probe, String id, String request, String detail, String text) {
        Role role = new Role(kind, number(probe, id), id.equals("conn_id") ? -1 : number(probe, "conn_id"),
                number(probe, request), number(probe, detail), text(probe, text), text(probe, "value"));
        return role.whole() ? role : role.plain(probe);
    }

    private static int number(Probe probe, String argument) {
        int index = probe.argument(argument);
        return index >= 0 && probe.arguments().get(index).kind().number() ? index : -1;
    }

    private static int text(Probe probe, String argument) {
        int index = probe.argument(argument);
        return index >= 0 && !probe.arguments().get(index).kind().number() ? index : -1;
    }

    /** Whether the source carries what the kind cannot do without; probes always do. */
    private boolean whole() {
        return switch (kind) {
            case OTHER, FRAME -> true;
            case PACKET -> text >= 0;
            case REQUEST_HEADER, RESPONSE_HEADER -> id >= 0 && request >= 0 && text >= 0 && value >= 0;
            case RECEIVE, RESPOND, STREAM_STATE -> id >= 0 && request >= 0 && detail >= 0;
            case STREAM_STATS, REQUEST, QUIC_STREAM_END -> id >= 0 && request >= 0;
            case ACCEPT_H1, ACCEPT_H3, TLS_MESSAGE -> id >= 0 && detail >= 0;
            case QUIC_PATH -> id >= 0 && detail >= 0 && text >= 0;
            default -> id >= 0;
        };
    }

    /** What is left to tell of it: whose it is. */
    private Role plain(Probe probe) {
        Kind left = id < 0 ? Kind.OTHER : switch (probe.provider()) {
            case "quicly" -> Kind.QUIC;
            case "picotls" -> Kind.TLS;
            default -> request >= 0 && probe.argument("req_id") == request ? Kind.REQUEST : Kind.CONNECTION;
        };
        return new Role(left, id, number, left == Kind.REQUEST ? request : -1, -1, -1, -1);
    }

    /** Of ACCEPT_H1, ACCEPT_H3 and TLS_MESSAGE, which can do without it. */
    String text(Event event) {
        return text < 0 ? "" : event.text(text);
    }
}

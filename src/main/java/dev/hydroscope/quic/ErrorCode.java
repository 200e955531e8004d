package dev.hydroscope.quic;

import java.util.List;
import java.util.Map;

/** The names that RFC 9000, 9114, 9204 and others give to the codes of a close; "" of a code without one. */
public final class ErrorCode {
    private static final int CRYPTO = 0x100;
    private static final List<String> TRANSPORT = List.of("NO_ERROR", "INTERNAL_ERROR", "CONNECTION_REFUSED",
            "FLOW_CONTROL_ERROR", "STREAM_LIMIT_ERROR", "STREAM_STATE_ERROR", "FINAL_SIZE_ERROR", "FRAME_ENCODING_ERROR",
            "TRANSPORT_PARAMETER_ERROR", "CONNECTION_ID_LIMIT_ERROR", "PROTOCOL_VIOLATION", "INVALID_TOKEN",
            "APPLICATION_ERROR", "CRYPTO_BUFFER_EXCEEDED", "KEY_UPDATE_ERROR", "AEAD_LIMIT_REACHED", "NO_VIABLE_PATH",
            "VERSION_NEGOTIATION_ERROR");
    private static final List<String> HTTP3 = List.of("H3_NO_ERROR", "H3_GENERAL_PROTOCOL_ERROR", "H3_INTERNAL_ERROR",
            "H3_STREAM_CREATION_ERROR", "H3_CLOSED_CRITICAL_STREAM", "H3_FRAME_UNEXPECTED", "H3_FRAME_ERROR",
            "H3_EXCESSIVE_LOAD", "H3_ID_ERROR", "H3_SETTINGS_ERROR", "H3_MISSING_SETTINGS", "H3_REQUEST_REJECTED",
            "H3_REQUEST_CANCELLED", "H3_REQUEST_INCOMPLETE", "H3_MESSAGE_ERROR", "H3_CONNECT_ERROR",
            "H3_VERSION_FALLBACK");
    private static final List<String> QPACK = List.of("QPACK_DECOMPRESSION_FAILED", "QPACK_ENCODER_STREAM_ERROR",
            "QPACK_DECODER_STREAM_ERROR");
    private static final Map<Integer, String> ALERTS = Map.ofEntries(Map.entry(0, "close_notify"),
            Map.entry(10, "unexpected_message"), Map.entry(20, "bad_record_mac"), Map.entry(40, "handshake_failure"),
            Map.entry(42, "bad_certificate"), Map.entry(43, "unsupported_certificate"),
            Map.entry(44, "certificate_revoked"), Map.entry(45, "certificate_expired"),
            Map.entry(46, "certificate_unknown"), Map.entry(47, "illegal_parameter"), Map.entry(48, "unknown_ca"),
            Map.entry(49, "access_denied"), Map.entry(50, "decode_error"), Map.entry(51, "decrypt_error"),
            Map.entry(70, "protocol_version"), Map.entry(71, "insufficient_security"), Map.entry(80, "internal_error"),
            Map.entry(90, "user_canceled"), Map.entry(109, "missing_extension"), Map.entry(110, "unsupported_extension"),
            Map.entry(112, "unrecognized_name"), Map.entry(116, "certificate_required"),
            Map.entry(120, "no_application_protocol"));

    private ErrorCode() {
    }

    /** Of a close by the transport. */
    public static String transport(long code) {
        if (code >= CRYPTO && code < CRYPTO + 0x100) {
            String alert = ALERTS.getOrDefault((int) code - CRYPTO, "");
            return "CRYPTO_ERROR" + (alert.isEmpty() ? "" : " (" + alert + ")");
        }
        return named(TRANSPORT, code);
    }

    /** Of a close, a reset or a stop by HTTP/3. */
    public static String application(long code) {
        return code >= 0x200 ? named(QPACK, code - 0x200) : named(HTTP3, code - 0x100);
    }

    /** By the kind of a summary's close. */
    public static String of(String kind, long code) {
        return switch (kind) {
            case "transport" -> transport(code);
            case "application" -> application(code);
            default -> "";
        };
    }

    private static String named(List<String> names, long code) {
        return code >= 0 && code < names.size() ? names.get((int) code) : "";
    }
}

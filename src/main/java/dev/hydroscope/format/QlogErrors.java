package dev.hydroscope.format;

import java.util.List;

/** The names that qlog has for the error codes of QUIC and HTTP/3, and back; "" for a code without a name. */
final class QlogErrors {
    private static final List<String> TRANSPORT = List.of("no_error", "internal_error", "connection_refused",
            "flow_control_error", "stream_limit_error", "stream_state_error", "final_size_error", "frame_encoding_error",
            "transport_parameter_error", "connection_id_limit_error", "protocol_violation", "invalid_token",
            "application_error", "crypto_buffer_exceeded", "key_update_error", "aead_limit_reached", "no_viable_path");
    /** 0.3 knows these only. */
    private static final int OLD_TRANSPORT = 14;
    private static final long HTTP3_FIRST = 0x100;
    private static final List<String> HTTP3 = List.of("http_no_error", "http_general_protocol_error", "http_internal_error",
            "http_stream_creation_error", "http_closed_critical_stream", "http_frame_unexpected", "http_frame_error",
            "http_excessive_load", "http_id_error", "http_settings_error", "http_missing_settings", "http_request_rejected",
            "http_request_cancelled", "http_request_incomplete", "http_early_response", "http_connect_error",
            "http_version_fallback");
    private static final long CRYPTO_FIRST = 0x100;
    private static final long CRYPTO_END = 0x200;
    private static final String CRYPTO = "crypto_error_0x";

    private QlogErrors() {
    }

    /** An alert of TLS. */
    static boolean crypto(long code) {
        return code >= CRYPTO_FIRST && code < CRYPTO_END;
    }

    static String transport(long code, boolean old) {
        if (crypto(code)) {
            String name = CRYPTO + Long.toHexString(code);
            return old && !name.matches(CRYPTO + "1[0-9]{2}") ? "" : name;
        }
        return code >= 0 && code < (old ? OLD_TRANSPORT : TRANSPORT.size()) ? TRANSPORT.get((int) code) : "";
    }

    static String application(long code) {
        long place = code - HTTP3_FIRST;
        return place >= 0 && place < HTTP3.size() ? HTTP3.get((int) place) : "";
    }

    /** -1 for a name that nobody knows. */
    static long code(String name, boolean application) {
        int place = (application ? HTTP3 : TRANSPORT).indexOf(name);
        if (place >= 0) {
            return application ? HTTP3_FIRST + place : place;
        }
        try {
            return name.startsWith(CRYPTO) ? Long.parseLong(name.substring(CRYPTO.length()), 16) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}

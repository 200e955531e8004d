package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** HEADERS frames of HTTP/3 as requests and responses: told by their pseudo-headers, and by the vantage point without them. */
final class QlogMessages {
    private static final int HTTP3 = 0x300;

    private final QlogEvents to;

    QlogMessages(QlogEvents to) {
        this.to = to;
    }

    /** False where the frame is no header section of a request or response. */
    boolean read(JsonNode data, boolean created, boolean client) {
        JsonNode headers = data.path("frame").path("headers");
        if (!headers.isArray() || !data.path("frame").path("frame_type").asText().equals("headers")) {
            return false;
        }
        long stream = QlogFlight.number(data.path("stream_id"), 0);
        String status = value(headers, ":status");
        boolean request = !value(headers, ":method").isEmpty() || status.isEmpty() && created == client;
        if (request && !value(headers, ":method").isEmpty()) {
            to.h2o("receive_request").number("req_id", stream).number("http_version", HTTP3).done();
        } else if (!status.isEmpty()) {
            to.h2o("send_response").number("req_id", stream)
                    .number("status", status.matches("[0-9]{3}") ? Long.parseLong(status) : 0).done();
        }
        for (JsonNode header : headers) {
            byte[] name = bytes(header, "name");
            if (request || !new String(name, StandardCharsets.UTF_8).equals(":status")) {
                byte[] value = bytes(header, "value");
                to.h2o(request ? "receive_request_header" : "send_response_header").number("req_id", stream)
                        .bytes("name", name).number("name_len", name.length).bytes("value", value)
                        .number("value_len", value.length).done();
            }
        }
        return true;
    }

    private static String value(JsonNode headers, String name) {
        for (JsonNode header : headers) {
            if (header.path("name").asText().equals(name)) {
                return header.path("value").asText();
            }
        }
        return "";
    }

    private static byte[] bytes(JsonNode header, String field) {
        if (header.has(field)) {
            return header.path(field).asText().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return HexFormat.of().parseHex(header.path(field + "_bytes").asText());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}

package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.List;

/** Tells of qlog's frames what the probes of quicly would, one event a frame. */
final class QlogFrameReader {
    private static final double MILLIS_OF_UNIT = 1.024;
    private static final int MOST_RANGES = 10_000;
    private static final long IMMEDIATE_ACK = 0x1f;
    private static final long DATAGRAM = 0x31;

    private final QlogEvents to;

    QlogFrameReader(QlogEvents to) {
        this.to = to;
    }

    /** All but an ACK that was received, which tells more than itself. */
    void read(JsonNode frame, boolean sent, int packetType, List<QlogFlight.Piece> pieces) {
        String way = sent ? "_send" : "_receive";
        switch (frame.path("frame_type").asText()) {
            case "stream", "crypto" -> stream(frame, sent, packetType, pieces);
            case "ack" -> ackSent(frame);
            case "ping", "handshake_done" -> to.quicly(frame.path("frame_type").asText() + way).done();
            case "reset_stream", "reset_stream_at" -> to.quicly("reset_stream" + way).number("stream_id", id(frame))
                    .number("error_code", error(frame, true)).number("final_size", number(frame, "final_size")).done();
            case "stop_sending" -> to.quicly("stop_sending" + way).number("stream_id", id(frame))
                    .number("error_code", error(frame, true)).done();
            case "connection_close" -> close(frame, way);
            case "max_data" -> to.quicly("max_data" + way).number("maximum", number(frame, "maximum")).done();
            case "max_stream_data" -> to.quicly("max_stream_data" + way).number(sent ? "stream" : "stream_id", id(frame))
                    .number("maximum", number(frame, "maximum")).done();
            case "max_streams" -> streams(frame, "max_streams" + way, "maximum");
            case "streams_blocked" -> streams(frame, "streams_blocked" + way, "limit");
            case "data_blocked" -> to.quicly("data_blocked" + way).number("off", number(frame, "limit")).done();
            case "stream_data_blocked" -> to.quicly("stream_data_blocked" + way).number("stream_id", id(frame))
                    .number("maximum", number(frame, "limit")).done();
            default -> rare(frame, way);
        }
    }

    private void rare(JsonNode frame, String way) {
        switch (frame.path("frame_type").asText()) {
            case "new_connection_id" -> to.quicly("new_connection_id" + way).number("sequence", number(frame, "sequence_number"))
                    .number("retire_prior_to", number(frame, "retire_prior_to"))
                    .text("cid", frame.path("connection_id").asText()).done();
            case "retire_connection_id" ->
                to.quicly("retire_connection_id" + way).number("sequence", number(frame, "sequence_number")).done();
            case "new_token" -> to.quicly("new_token" + way).number("token_len", Math.max(number(frame.path("token"), "length"),
                    number(frame.path("token").path("raw"), "length"))).done();
            case "path_challenge", "path_response" -> to.quicly(frame.path("frame_type").asText() + way)
                    .bytes("bytes", hex(frame.path("data").asText())).done();
            case "datagram" -> to.quicly("datagram" + way).number("payload_len", length(frame)).done();
            case "padding" -> {
                // as the probes, which do not tell of it
            }
            default -> unknown(frame, way);
        }
    }

    private void unknown(JsonNode frame, String way) {
        long type = frame.has("raw_frame_type") ? number(frame, "raw_frame_type") : number(frame, "frame_type_bytes");
        if ((type | 1) == DATAGRAM) {
            to.quicly("datagram" + way).number("payload_len", number(frame, "raw_length")).done();
        } else if (type == IMMEDIATE_ACK && way.equals("_send")) {
            to.quicly("immediate_ack_send").done();
        } else {
            to.other("frame" + way, frame);
        }
    }

    private void stream(JsonNode frame, boolean sent, int packetType, List<QlogFlight.Piece> pieces) {
        boolean crypto = frame.path("frame_type").asText().equals("crypto");
        long stream = crypto ? -1 - packetType : id(frame);
        long length = length(frame);
        long offset = number(frame, "offset");
        to.quicly(sent ? "stream_send" : "stream_receive").number("stream", stream).number("off", offset)
                .number("data_len", length).flag("is_fin", frame.path("fin").asBoolean()).done();
        pieces.add(new QlogFlight.Piece(stream, offset, length));
    }

    /** Of the ranges that a probe would not tell the text stays. */
    private void ackSent(JsonNode frame) {
        long largest = -1;
        for (JsonNode range : frame.path("acked_ranges")) {
            largest = Math.max(largest, QlogFlight.number(range.path(range.size() - 1), -1));
        }
        QlogEvents event = to.quicly("ack_send");
        if (largest >= 0) {
            event.number("largest_acked", largest);
        }
        if (frame.has("ack_delay")) {
            event.number("ack_delay", delay(frame));
        }
        if (frame.path("acked_ranges").size() > 1) {
            event.text("ranges", frame.path("acked_ranges").toString());
        }
        event.done();
    }

    /** In H2O's own unit. */
    static long delay(JsonNode frame) {
        return Math.round(frame.path("ack_delay").asDouble() / MILLIS_OF_UNIT);
    }

    /** The ranges from the least to the largest, whichever way they stand. */
    static long[][] ranges(JsonNode frame) {
        JsonNode all = frame.path("acked_ranges");
        int count = Math.min(MOST_RANGES, all.size());
        long[][] ranges = new long[count][2];
        for (int i = 0; i < count; i++) {
            JsonNode range = all.get(i);
            long one = QlogFlight.number(range.path(0), -1);
            long other = range.size() > 1 ? QlogFlight.number(range.path(1), one) : one;
            ranges[i][0] = Math.min(one, other);
            ranges[i][1] = Math.max(one, other);
        }
        java.util.Arrays.sort(ranges, (a, b) -> Long.compare(a[0], b[0]));
        return ranges;
    }

    private void close(JsonNode frame, String way) {
        boolean application = frame.path("error_space").asText().startsWith("application");
        QlogEvents event = to.quicly((application ? "application" : "transport") + "_close" + way)
                .number("error_code", error(frame, application));
        if (!application) {
            event.number("frame_type", number(frame, "trigger_frame_type"));
        }
        event.text("reason_phrase", frame.path("reason").asText()).done();
    }

    private void streams(JsonNode frame, String probe, String bound) {
        to.quicly(probe).number("maximum", number(frame, bound))
                .flag("is_unidirectional", frame.path("stream_type").asText().startsWith("uni")).done();
    }

    /** A name or a number, in any of the fields that the versions have for it. */
    static long error(JsonNode from, boolean application) {
        for (String field : List.of("error", "error_code", "raw_error_code", "connection_error", "connection_code",
                "application_error", "application_code")) {
            JsonNode value = from.path(field);
            long named = value.isTextual() ? QlogErrors.code(value.asText(), application) : -1;
            long code = named >= 0 ? named : QlogFlight.number(value, -1);
            if (code >= 0) {
                return code;
            }
        }
        return 0;
    }

    private static long length(JsonNode frame) {
        JsonNode payload = frame.path("raw").path("payload_length");
        return payload.isMissingNode() ? Math.max(number(frame, "length"), number(frame.path("raw"), "length"))
                : QlogFlight.number(payload, 0);
    }

    private static long id(JsonNode frame) {
        return number(frame, "stream_id");
    }

    private static long number(JsonNode from, String field) {
        return QlogFlight.number(from.path(field), 0);
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}

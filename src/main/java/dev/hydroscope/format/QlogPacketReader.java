package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Packets with their frames as the probes around them tell them, and what an ACK means for those that were sent. */
final class QlogPacketReader {
    private static final List<String> TYPES = List.of("initial", "0RTT", "handshake", "1RTT");
    private static final int APPLICATION = 3;
    private static final int[] FIRST_OCTETS = {0xc0, 0xd0, 0xe0, 0x40};

    private final QlogEvents to;
    private final QlogFrameReader frames;
    private final QlogFlight flight = new QlogFlight();
    private final List<QlogFlight.Piece> pieces = new ArrayList<>();
    private long largestLost = -1;
    private long largestSent = -1;
    private boolean closeTold;

    QlogPacketReader(QlogEvents to) {
        this.to = to;
        this.frames = new QlogFrameReader(to);
    }

    /** -1 for packets without a number: retry, version negotiation, stateless reset. */
    static int type(JsonNode header) {
        String type = header.path("packet_type").asText();
        return type.equals("onertt") || type.equals("1rtt") ? APPLICATION : type.equals("zerortt") || type.equals("0rtt") ? 1
                : TYPES.indexOf(type);
    }

    boolean closeTold() {
        return closeTold;
    }

    long largestLost() {
        return largestLost;
    }

    long largestSent() {
        return largestSent;
    }

    /** False where it is no packet that the probes would tell. */
    boolean sent(JsonNode data) {
        JsonNode header = header(data);
        int type = type(header);
        if (type < 0) {
            return false;
        }
        long number = QlogFlight.number(header.path("packet_number"), 0);
        to.quicly("packet_prepare").number("first_octet", FIRST_OCTETS[type]).text("dcid", header.path("dcid").asText()).done();
        boolean eliciting = false;
        pieces.clear();
        for (JsonNode frame : data.path("frames")) {
            eliciting |= eliciting(frame);
            closeTold |= close(frame);
            frames.read(frame, true, type, pieces);
        }
        flight.sent(type, number, List.copyOf(pieces));
        largestSent = Math.max(largestSent, number);
        to.quicly("packet_sent").number("pn", number);
        long length = length(data);
        if (length >= 0) {
            to.number("len", length);
        }
        to.number("packet_type", type).flag("ack_only", !eliciting && data.path("frames").size() > 0).done();
        return true;
    }

    boolean received(JsonNode data) {
        JsonNode header = header(data);
        int type = type(header);
        if (type < 0) {
            return false;
        }
        long length = length(data);
        if (length >= 0) {
            to.quicly("receive").text("dcid", header.path("dcid").asText()).number("bytes_len", length).done();
        }
        to.quicly("packet_received").number("pn", QlogFlight.number(header.path("packet_number"), 0));
        long payload = QlogFlight.number(data.path("raw").path("payload_length"),
                QlogFlight.number(header.path("payload_length"), -1));
        if (payload >= 0) {
            to.number("decrypted_len", payload);
        }
        to.number("packet_type", type).done();
        pieces.clear();
        for (JsonNode frame : data.path("frames")) {
            closeTold |= close(frame);
            if (frame.path("frame_type").asText().equals("ack")) {
                ack(frame, type);
            } else {
                frames.read(frame, false, type, pieces);
            }
        }
        return true;
    }

    /** Older files have the header's fields beside it. */
    private static JsonNode header(JsonNode data) {
        return data.path("header").has("packet_type") ? data.path("header") : data.has("packet_type") && data.has("header")
                ? ((com.fasterxml.jackson.databind.node.ObjectNode) data.path("header")).put("packet_type",
                        data.path("packet_type").asText()) : data;
    }

    private static long length(JsonNode data) {
        return QlogFlight.number(data.path("raw").path("length"), QlogFlight.number(data.path("header").path("packet_size"), -1));
    }

    private static boolean eliciting(JsonNode frame) {
        return switch (frame.path("frame_type").asText()) {
            case "ack", "padding", "connection_close" -> false;
            default -> true;
        };
    }

    private static boolean close(JsonNode frame) {
        return frame.path("frame_type").asText().equals("connection_close");
    }

    /** As quicly goes through it: each range, then those of its packets that were under way. */
    private void ack(JsonNode frame, int type) {
        for (long[] range : QlogFrameReader.ranges(frame)) {
            to.quicly("ack_block_received").number("ack_block_begin", range[0]).number("ack_block_end", range[1]).done();
            acked(type, range[0], range[1]);
        }
        to.quicly("ack_delay_received");
        if (frame.has("ack_delay")) {
            to.number("ack_delay", QlogFrameReader.delay(frame));
        }
        to.done();
    }

    private void acked(int type, long least, long most) {
        for (Map.Entry<Long, QlogFlight.Sent> entry : flight.acked(type, least, most)) {
            to.quicly("packet_acked").number("pn", entry.getKey()).flag("is_late_ack", entry.getValue().lost())
                    .number("packet_type", type).done();
            for (QlogFlight.Piece piece : entry.getValue().pieces()) {
                piece("stream_acked", piece);
            }
        }
    }

    private void piece(String probe, QlogFlight.Piece piece) {
        to.quicly(probe).number("stream_id", piece.stream()).number("off", piece.offset()).number("len", piece.length()).done();
    }

    /** What no frame told: numbers that were acknowledged. */
    void acked(JsonNode data) {
        String space = data.path("packet_number_space").asText();
        int type = space.isEmpty() || space.startsWith("app") ? APPLICATION : Math.max(0, TYPES.indexOf(space));
        for (JsonNode number : data.path("packet_numbers")) {
            long value = QlogFlight.number(number, -1);
            for (int tried : space.isEmpty() ? new int[] {APPLICATION, 2, 0} : new int[] {type}) {
                acked(tried, value, value);
            }
        }
    }

    boolean lost(JsonNode data) {
        JsonNode header = header(data);
        int type = type(header);
        if (type < 0) {
            return false;
        }
        long number = QlogFlight.number(header.path("packet_number"), 0);
        largestLost = Math.max(largestLost, number);
        to.quicly("packet_lost").number("pn", number).number("packet_type", type)
                .text("trigger", data.path("trigger").asText()).done();
        for (QlogFlight.Piece piece : flight.lost(type, number)) {
            piece("stream_lost", piece);
        }
        return true;
    }

    /** Frames that stand outside of a packet. */
    void frames(JsonNode data, boolean sent) {
        for (JsonNode frame : data.path("frames")) {
            closeTold |= close(frame);
            frames.read(frame, sent, APPLICATION, pieces);
        }
        pieces.clear();
    }
}

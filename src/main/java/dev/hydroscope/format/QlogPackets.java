package dev.hydroscope.format;

import dev.hydroscope.quic.Field;
import dev.hydroscope.quic.Kind;
import dev.hydroscope.quic.Layout;
import dev.hydroscope.trace.Event;
import java.util.Arrays;

/** Puts packets together from the probes around them: prepare, frames, sent; received, then what its frames cause. */
final class QlogPackets {
    private static final String[] TYPES = {"initial", "0RTT", "handshake", "1RTT"};
    private static final String[] SPACES = {"initial", "application_data", "handshake", "application_data"};
    private static final int SHORT = 3;
    private static final int MOST_WAITING = 1 << 20;

    private final QlogRecords records;
    private final QlogFrames frames;
    private final JsonText sent = new JsonText();
    private final JsonText received = new JsonText();
    private String dcid = "";
    private long datagramLength = -1;
    private long receivedAtNanos;
    private long receivedNumber;
    private int receivedType;
    private long receivedPayload;
    private long receivedLength;
    private long[] bounds = new long[16];
    private int bound;
    private boolean acked;

    QlogPackets(QlogRecords records) {
        this.records = records;
        this.frames = new QlogFrames(records.style());
    }

    void begin() {
        sent.clear();
        received.clear();
        dcid = "";
        datagramLength = -1;
        acked = false;
        bound = 0;
    }

    static String type(long packetType) {
        return packetType >= 0 && packetType < TYPES.length ? TYPES[(int) packetType] : "unknown";
    }

    static String space(long packetType) {
        return packetType >= 0 && packetType < SPACES.length ? SPACES[(int) packetType] : "";
    }

    /** Whether the event is one of those that make a packet. */
    boolean take(Event event, Layout layout) {
        Kind kind = layout.kind();
        switch (kind) {
            case PACKET_PREPARE -> prepare(event, layout);
            case PACKET_SENT -> sent(event, layout);
            case RECEIVE -> {
                close();
                datagramLength = layout.number(event, Field.BYTES_LEN, -1);
            }
            case PACKET_RECEIVED -> received(event, layout);
            case ACK_BLOCK_RECEIVED -> block(layout.number(event, Field.ACK_BLOCK_BEGIN, 0),
                    layout.number(event, Field.ACK_BLOCK_END, 0));
            case ACK_DELAY_RECEIVED -> endOfAck();
            case SEND -> close();
            default -> {
                return frame(event, layout);
            }
        }
        return true;
    }

    private boolean frame(Event event, Layout layout) {
        if (QlogFrames.sent(layout.kind())) {
            frames.write(sent, event, layout);
        } else if (QlogFrames.received(layout.kind())) {
            receivedFrame(event, layout);
        } else {
            return false;
        }
        return true;
    }

    private void receivedFrame(Event event, Layout layout) {
        if (records.waiting()) {
            endOfAck();
            frames.write(received, event, layout);
        } else {
            JsonText data = records.begin(QlogName.FRAMES_PARSED, event.atNanos());
            frames.write(data.key("frames").open('['), event, layout);
            data.close(']');
            records.end();
        }
    }

    private void prepare(Event event, Layout layout) {
        close();
        unsent(event.atNanos());
        dcid = layout.text(event, Field.DCID);
    }

    /** Frames of a packet whose sending was not seen. */
    private void unsent(long atNanos) {
        if (sent.length() > 0) {
            records.begin(QlogName.FRAMES_CREATED, atNanos).key("frames").open('[').all(sent).close(']');
            records.end();
            sent.clear();
        }
    }

    private void sent(Event event, Layout layout) {
        close();
        long type = layout.number(event, Field.PACKET_TYPE, -1);
        JsonText data = header(records.begin(QlogName.PACKET_SENT, event.atNanos()), type, layout.number(event, Field.PN, 0),
                dcid);
        data.key("frames").open('[').all(sent).close(']');
        if (layout.has(Field.LEN)) {
            data.key("raw").open('{').field("length", layout.number(event, Field.LEN, 0)).close('}');
        }
        records.end();
        sent.clear();
        dcid = "";
    }

    private static JsonText header(JsonText data, long type, long number, String dcid) {
        data.key("header").open('{').field("packet_type", type(type)).field("packet_number", number);
        if (!dcid.isEmpty() && type != SHORT) {
            data.field("dcid", dcid);
        }
        return data.close('}');
    }

    private void received(Event event, Layout layout) {
        close();
        bound = 0;
        receivedAtNanos = event.atNanos();
        receivedNumber = layout.number(event, Field.PN, 0);
        receivedType = (int) layout.number(event, Field.PACKET_TYPE, -1);
        receivedPayload = layout.number(event, Field.DECRYPTED_LEN, -1);
        receivedLength = datagramLength;
        datagramLength = -1;
        records.waitFor();
    }

    private void block(long least, long most) {
        if (!acked) {
            bound = 0;
            acked = true;
        }
        if (bound == bounds.length) {
            bounds = Arrays.copyOf(bounds, bound * 2);
        }
        int at = bound;
        for (; at > 0 && bounds[at - 2] > least; at -= 2) {
            bounds[at] = bounds[at - 2];
            bounds[at + 1] = bounds[at - 1];
        }
        bounds[at] = least;
        bounds[at + 1] = most;
        bound += 2;
    }

    /** The ranges from the least to the largest. */
    private void endOfAck() {
        if (acked && records.waiting()) {
            received.open('{').field("frame_type", "ack").key("acked_ranges").open('[');
            for (int i = 0; i < bound; i += 2) {
                received.open('[').number(bounds[i]);
                if (bounds[i + 1] > bounds[i]) {
                    received.number(bounds[i + 1]);
                }
                received.close(']');
            }
            received.close(']').close('}');
        }
        acked = false;
    }

    /** An ACK that names its packets needs no record for each of them. */
    void acked(Event event, Layout layout, String space) {
        long number = layout.number(event, Field.PN, 0);
        if (records.waiting() && told(number)) {
            return;
        }
        JsonText data = records.begin(QlogName.PACKETS_ACKED, event.atNanos());
        if (!space.isEmpty()) {
            data.field("packet_number_space", space);
        }
        data.key("packet_numbers").open('[').number(number).close(']');
        records.end();
    }

    private boolean told(long number) {
        for (int i = bound - 2; i >= 0; i -= 2) {
            if (number >= bounds[i] && number <= bounds[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** No more is told of the packet that was received last. */
    void close() {
        if (!records.waiting()) {
            return;
        }
        endOfAck();
        records.arrived();
        JsonText data = header(records.begin(QlogName.PACKET_RECEIVED, receivedAtNanos), receivedType, receivedNumber, "");
        data.key("frames").open('[').all(received).close(']');
        if (receivedLength >= 0 || receivedPayload >= 0) {
            data.key("raw").open('{');
            if (receivedLength >= 0) {
                data.field("length", receivedLength);
            }
            if (receivedPayload >= 0) {
                data.field("payload_length", receivedPayload);
            }
            data.close('}');
        }
        records.end();
        received.clear();
        records.release();
    }

    /** A packet that goes on and on is let out as it is. */
    void bound() {
        if (records.waiting() && records.waitingBytes() + received.length() > MOST_WAITING) {
            close();
        }
    }

    /** The connection's events are over. */
    void finish(long atNanos) {
        close();
        unsent(atNanos);
    }
}

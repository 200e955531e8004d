package dev.hydroscope.format;

import dev.hydroscope.quic.Field;
import dev.hydroscope.quic.Kind;
import dev.hydroscope.quic.Layout;
import dev.hydroscope.trace.Event;

/** Writes what a probe tells of one frame as qlog's frame of that type. */
final class QlogFrames {
    private static final long DATAGRAM = 0x31;
    private static final long IMMEDIATE_ACK = 0x1f;
    private static final long ACK_FREQUENCY = 0xaf;
    /** Of an ACK that H2O sends, which leaves out the lower 10 bits of the microseconds. */
    private static final long ACK_DELAY_UNIT_NANOS = 1_024_000;

    private final boolean old;
    private JsonText to;
    private Event event;
    private Layout layout;

    QlogFrames(QlogStyle style) {
        this.old = style.old();
    }

    static boolean sent(Kind kind) {
        return switch (kind) {
            case ACK_SEND, PING_SEND, TRANSPORT_CLOSE_SEND, APPLICATION_CLOSE_SEND, STREAM_SEND, RESET_STREAM_SEND,
                STOP_SENDING_SEND, MAX_DATA_SEND, MAX_STREAMS_SEND, MAX_STREAM_DATA_SEND, NEW_TOKEN_SEND,
                HANDSHAKE_DONE_SEND, STREAMS_BLOCKED_SEND, NEW_CONNECTION_ID_SEND, RETIRE_CONNECTION_ID_SEND,
                DATA_BLOCKED_SEND, STREAM_DATA_BLOCKED_SEND, PATH_CHALLENGE_SEND, PATH_RESPONSE_SEND, DATAGRAM_SEND,
                IMMEDIATE_ACK_SEND -> true;
            default -> false;
        };
    }

    /** ACKs aside, which several probes tell together. */
    static boolean received(Kind kind) {
        return switch (kind) {
            case PING_RECEIVE, TRANSPORT_CLOSE_RECEIVE, APPLICATION_CLOSE_RECEIVE, STREAM_RECEIVE, RESET_STREAM_RECEIVE,
                STOP_SENDING_RECEIVE, MAX_DATA_RECEIVE, MAX_STREAMS_RECEIVE, MAX_STREAM_DATA_RECEIVE, NEW_TOKEN_RECEIVE,
                HANDSHAKE_DONE_RECEIVE, STREAMS_BLOCKED_RECEIVE, NEW_CONNECTION_ID_RECEIVE,
                RETIRE_CONNECTION_ID_RECEIVE, DATA_BLOCKED_RECEIVE, STREAM_DATA_BLOCKED_RECEIVE, PATH_CHALLENGE_RECEIVE,
                PATH_RESPONSE_RECEIVE, DATAGRAM_RECEIVE, ACK_FREQUENCY_RECEIVE -> true;
            default -> false;
        };
    }

    void write(JsonText into, Event of, Layout places) {
        to = into;
        event = of;
        layout = places;
        into.open('{');
        switch (places.kind()) {
            case ACK_SEND -> ack();
            case STREAM_SEND, STREAM_RECEIVE -> stream(Field.DATA_LEN, layout.flag(event, Field.IS_FIN));
            case STREAM_LOST -> stream(Field.LEN, false);
            case TRANSPORT_CLOSE_SEND, TRANSPORT_CLOSE_RECEIVE -> close(false);
            case APPLICATION_CLOSE_SEND, APPLICATION_CLOSE_RECEIVE -> close(true);
            case RESET_STREAM_SEND, RESET_STREAM_RECEIVE -> reset("reset_stream");
            case STOP_SENDING_SEND, STOP_SENDING_RECEIVE -> reset("stop_sending");
            case NEW_TOKEN_SEND, NEW_TOKEN_RECEIVE -> token();
            case NEW_CONNECTION_ID_SEND, NEW_CONNECTION_ID_RECEIVE -> connectionId();
            case RETIRE_CONNECTION_ID_SEND, RETIRE_CONNECTION_ID_RECEIVE ->
                type("retire_connection_id").field("sequence_number", number(Field.SEQUENCE));
            case PATH_CHALLENGE_SEND, PATH_CHALLENGE_RECEIVE -> path("path_challenge");
            case PATH_RESPONSE_SEND, PATH_RESPONSE_RECEIVE -> path("path_response");
            case DATAGRAM_SEND, DATAGRAM_RECEIVE -> datagram();
            case IMMEDIATE_ACK_SEND -> unknown(IMMEDIATE_ACK);
            case ACK_FREQUENCY_RECEIVE -> unknown(ACK_FREQUENCY);
            default -> limit();
        }
        into.close('}');
    }

    private void limit() {
        switch (layout.kind()) {
            case PING_SEND, PING_RECEIVE -> type("ping");
            case HANDSHAKE_DONE_SEND, HANDSHAKE_DONE_RECEIVE -> type("handshake_done");
            case MAX_DATA_SEND, MAX_DATA_RECEIVE -> type("max_data").field("maximum", number(Field.MAXIMUM));
            case MAX_STREAMS_SEND, MAX_STREAMS_RECEIVE -> streams("max_streams", "maximum");
            case MAX_STREAM_DATA_SEND, MAX_STREAM_DATA_RECEIVE -> type("max_stream_data")
                    .field("stream_id", number(Field.STREAM)).field("maximum", number(Field.MAXIMUM));
            case STREAMS_BLOCKED_SEND, STREAMS_BLOCKED_RECEIVE -> streams("streams_blocked", "limit");
            case DATA_BLOCKED_SEND, DATA_BLOCKED_RECEIVE -> type("data_blocked").field("limit", number(Field.OFF));
            case STREAM_DATA_BLOCKED_SEND, STREAM_DATA_BLOCKED_RECEIVE -> type("stream_data_blocked")
                    .field("stream_id", number(Field.STREAM)).field("limit", number(Field.MAXIMUM));
            default -> throw new IllegalArgumentException("no frame: " + layout.kind());
        }
    }

    private JsonText type(String name) {
        return to.field("frame_type", name);
    }

    private long number(Field field) {
        return layout.number(event, field, 0);
    }

    /** Only the largest number of what it acknowledges is known. */
    private void ack() {
        type("ack");
        if (layout.has(Field.ACK_DELAY)) {
            to.key("ack_delay").millis(number(Field.ACK_DELAY) * ACK_DELAY_UNIT_NANOS);
        }
        to.key("acked_ranges").open('[').open('[').number(number(Field.LARGEST_ACKED)).close(']').close(']');
    }

    /** quicly counts the streams of its handshake downwards from -1, one for each epoch. */
    private void stream(Field length, boolean fin) {
        long stream = number(Field.STREAM);
        type(stream < 0 ? "crypto" : "stream");
        if (stream >= 0) {
            to.field("stream_id", stream);
        }
        to.field("offset", number(Field.OFF));
        payload(number(length));
        if (fin) {
            to.flag("fin", true);
        }
    }

    private void payload(long length) {
        if (old) {
            to.field("length", length);
        } else {
            to.key("raw").open('{').field("payload_length", length).close('}');
        }
    }

    private void streams(String type, String bound) {
        type(type).field("stream_type", layout.flag(event, Field.IS_UNIDIRECTIONAL) ? "unidirectional" : "bidirectional");
        to.field(bound, number(Field.MAXIMUM));
    }

    private void close(boolean application) {
        long code = number(Field.ERROR_CODE);
        type("connection_close").field("error_space", application ? "application" : "transport");
        String name = application ? QlogErrors.application(code) : QlogErrors.transport(code, old);
        if (old) {
            to.key("error_code");
            oldError(QlogErrors.crypto(code) && !application ? "" : name, code);
        } else {
            error("error", name, code);
        }
        String reason = layout.text(event, Field.REASON_PHRASE);
        if (!reason.isEmpty()) {
            to.field("reason", reason);
        }
        if (!application && number(Field.FRAME_TYPE) > 0) {
            to.field("trigger_frame_type", number(Field.FRAME_TYPE));
        }
    }

    private void oldError(String name, long code) {
        if (name.isEmpty()) {
            to.number(code);
        } else {
            to.text(name);
        }
    }

    private void error(String key, String name, long code) {
        to.field(key, name.isEmpty() ? "unknown" : name);
        if (name.isEmpty()) {
            to.field("error_code", code);
        }
    }

    private void reset(String type) {
        long code = number(Field.ERROR_CODE);
        type(type).field("stream_id", number(Field.STREAM));
        if (old) {
            to.key("error_code");
            oldError(QlogErrors.application(code), code);
        } else {
            error("error", QlogErrors.application(code), code);
        }
        if (type.equals("reset_stream")) {
            to.field("final_size", number(Field.FINAL_SIZE));
        }
    }

    private void token() {
        type("new_token").key("token").open('{');
        long length = number(Field.TOKEN_LEN);
        if (old) {
            to.field("length", length);
        } else {
            to.key("raw").open('{').field("length", length).close('}');
        }
        to.close('}');
    }

    /** The token that would reset the connection is not for sharing. */
    private void connectionId() {
        type("new_connection_id").field("sequence_number", number(Field.SEQUENCE));
        to.field("retire_prior_to", number(Field.RETIRE_PRIOR_TO)).field("connection_id", layout.text(event, Field.CID));
    }

    private void path(String type) {
        type(type);
        int place = layout.place(Field.BYTES);
        if (place >= 0 && !event.probe().arguments().get(place).kind().number() && event.captured(place) > 0) {
            to.key("data").hex(event.bytes(place));
        }
    }

    private void datagram() {
        if (old) {
            unknown(DATAGRAM);
        } else {
            type("datagram");
            payload(number(Field.PAYLOAD_LEN));
        }
    }

    private void unknown(long frameType) {
        type("unknown").field(old ? "raw_frame_type" : "frame_type_bytes", frameType);
        if (old && layout.has(Field.PAYLOAD_LEN)) {
            to.field("raw_length", number(Field.PAYLOAD_LEN));
        }
    }
}

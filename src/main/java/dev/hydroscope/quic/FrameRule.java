package dev.hydroscope.quic;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which frame a probe tells, of which direction, and which of its arguments are the frame's numbers. */
record FrameRule(FrameType type, Direction direction, Field[] fields) {
    private static final FrameRule[] RULES = new FrameRule[Kind.values().length];

    static {
        Map<FrameType, Field[]> fields = new EnumMap<>(FrameType.class);
        fields.put(FrameType.ACK, of(Field.LARGEST_ACKED, Field.ACK_DELAY));
        fields.put(FrameType.MAX_DATA, of(Field.MAXIMUM));
        fields.put(FrameType.MAX_STREAM_DATA, of(Field.STREAM, Field.MAXIMUM));
        fields.put(FrameType.MAX_STREAMS, of(Field.MAXIMUM, Field.IS_UNIDIRECTIONAL));
        fields.put(FrameType.NEW_TOKEN, of(Field.TOKEN_LEN));
        fields.put(FrameType.STREAMS_BLOCKED, of(Field.MAXIMUM, Field.IS_UNIDIRECTIONAL));
        fields.put(FrameType.DATA_BLOCKED, of(Field.OFF));
        fields.put(FrameType.STREAM_DATA_BLOCKED, of(Field.STREAM, Field.MAXIMUM));
        fields.put(FrameType.NEW_CONNECTION_ID, of(Field.SEQUENCE, Field.RETIRE_PRIOR_TO));
        fields.put(FrameType.RETIRE_CONNECTION_ID, of(Field.SEQUENCE));
        fields.put(FrameType.DATAGRAM, of(Field.PAYLOAD_LEN));
        fields.put(FrameType.RESET_STREAM, of(Field.STREAM, Field.ERROR_CODE, Field.FINAL_SIZE));
        fields.put(FrameType.STOP_SENDING, of(Field.STREAM, Field.ERROR_CODE));
        fields.put(FrameType.TRANSPORT_CLOSE, of(Field.ERROR_CODE, Field.FRAME_TYPE));
        fields.put(FrameType.APPLICATION_CLOSE, of(Field.ERROR_CODE));
        fields.put(FrameType.ACK_FREQUENCY,
                of(Field.SEQUENCE, Field.PACKET_TOLERANCE, Field.MAX_ACK_DELAY, Field.REORDERING_THRESHOLD));
        for (FrameType type : FrameType.values()) {
            add(type, fields.getOrDefault(type, of()));
        }
        for (Kind kind : List.of(Kind.STREAM_SEND, Kind.STREAM_RECEIVE)) {
            RULES[kind.ordinal()] = new FrameRule(FrameType.STREAM, direction(kind), of(Field.STREAM, Field.OFF, Field.DATA_LEN));
        }
    }

    private static Field[] of(Field... fields) {
        return fields;
    }

    private static void add(FrameType type, Field[] fields) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(type.name() + "_SEND") || kind.name().equals(type.name() + "_RECEIVE")) {
                RULES[kind.ordinal()] = new FrameRule(type, direction(kind), fields);
            }
        }
    }

    private static Direction direction(Kind kind) {
        return kind.name().endsWith("_SEND") ? Direction.SENT : Direction.RECEIVED;
    }

    /** Null for most probes: asked at every event. */
    static FrameRule of(Kind kind) {
        return RULES[kind.ordinal()];
    }
}

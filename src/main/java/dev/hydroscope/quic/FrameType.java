package dev.hydroscope.quic;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What probes tell of a packet's frames: the type's name and its numbers by name, in the order {@link Frame} keeps them. */
public enum FrameType {
    STREAM("stream", "offset", "length"), CRYPTO("stream", "offset", "length"), ACK("largest", "delay"), PING,
    MAX_DATA("maximum"), MAX_STREAM_DATA("stream", "maximum"), MAX_STREAMS("maximum", "unidirectional"),
    NEW_TOKEN("length"), HANDSHAKE_DONE, STREAMS_BLOCKED("maximum", "unidirectional"), DATA_BLOCKED("offset"),
    STREAM_DATA_BLOCKED("stream", "maximum"), NEW_CONNECTION_ID("sequence", "retire_prior_to"),
    RETIRE_CONNECTION_ID("sequence"), PATH_CHALLENGE, PATH_RESPONSE, DATAGRAM("length"),
    RESET_STREAM("stream", "error_code", "final_size"), STOP_SENDING("stream", "error_code"),
    TRANSPORT_CLOSE("error_code", "frame_type"), APPLICATION_CLOSE("error_code"), IMMEDIATE_ACK,
    ACK_FREQUENCY("sequence", "packet_tolerance", "max_ack_delay", "reordering_threshold");

    private static final FrameType[] ALL = values();
    private static final Map<String, FrameType> NAMED = Stream.of(ALL)
            .collect(Collectors.toMap(FrameType::word, Function.identity()));
    private final List<String> fields;
    private final String word = name().toLowerCase(Locale.ROOT);

    FrameType(String... fields) {
        this.fields = List.of(fields);
    }

    public String word() {
        return word;
    }

    /** The names of its numbers. */
    public List<String> fields() {
        return fields;
    }

    /** Whether its first number is a stream. */
    public boolean ofStream() {
        return !fields.isEmpty() && fields.get(0).equals("stream");
    }

    /** Whether it carries bytes at an offset. */
    public boolean data() {
        return this == STREAM || this == CRYPTO;
    }

    public static FrameType of(int ordinal) {
        return ALL[ordinal];
    }

    /** By its name. */
    public static Optional<FrameType> named(String word) {
        return Optional.ofNullable(NAMED.get(word));
    }
}

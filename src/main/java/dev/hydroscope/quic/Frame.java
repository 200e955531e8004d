package dev.hydroscope.quic;

import java.util.Arrays;

/**
 * A frame, as far as probes tell it.
 *
 * @param values what {@link FrameType#fields} names; of an ACK, then least and most of each range that was told
 */
public record Frame(FrameType type, int flags, long[] values) {
    public static final int FIN = 1;
    /** Sent: begins below what the stream had sent before. */
    public static final int RETRANSMITTED = 2;
    /** Received: begins below what the stream had received before, by reordering or as it was sent again. */
    public static final int REORDERED = 4;
    /** The stream's bytes before were not seen: nobody knows whether these are sent again. */
    public static final int UNTOLD = 8;
    /** A number that the source does not carry. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame frame && frame.type == type && frame.flags == flags && Arrays.equals(frame.values, values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * type.hashCode() + flags) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return text();
    }

    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    public long value(int field) {
        return values[field];
    }

    public int ranges() {
        return type == FrameType.ACK ? (values.length - 2) / 2 : 0;
    }

    /** For people and for looking for words in it. */
    public String text() {
        StringBuilder text = new StringBuilder(type.word());
        for (int i = 0; i < type.fields().size(); i++) {
            if (values[i] != UNKNOWN) {
                text.append(' ').append(type.fields().get(i)).append(' ').append(values[i]);
            }
        }
        for (int i = 0; i < ranges(); i++) {
            text.append(' ').append(values[2 + 2 * i]).append('-').append(values[3 + 2 * i]);
        }
        return text.append(has(FIN) ? " fin" : "").append(has(RETRANSMITTED) ? " retransmitted" : "")
                .append(has(REORDERED) ? " reordered" : "").toString();
    }
}

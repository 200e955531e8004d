package dev.hydroscope.quic;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A packet that the traced end sent or received.
 *
 * @param payloadSize whether the size is only that of what was encrypted
 * @param preparedAtNanos when it was begun, of a sent one
 * @param endAtNanos when the last of its frames was dealt with, of a received one
 * @param fate of a sent one
 * @param fateAtNanos 0: none
 * @param lostAtNanos when it was declared lost; 0: never
 */
public record Packet(Direction direction, Space space, long number, int size, boolean payloadSize, boolean ackOnly,
        long preparedAtNanos, long atNanos, long endAtNanos, List<Frame> frames, Fate fate, long fateAtNanos,
        long lostAtNanos, Trigger trigger) {

    public boolean sent() {
        return direction == Direction.SENT;
    }

    /** From its being sent to its acknowledgement by our clock, or -1. */
    public long rttNanos() {
        return sent() && fate.acked() ? fateAtNanos - atNanos : -1;
    }

    /** For looking for words in it. */
    public String text() {
        return direction.word() + ' ' + space.word() + ' ' + space.type() + ' ' + number + ' '
                + (sent() ? fate.word() + ' ' : "") + (trigger == Trigger.NONE ? "" : trigger.word() + ' ')
                + frames.stream().map(Frame::text).collect(Collectors.joining(" "));
    }
}

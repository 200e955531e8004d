package dev.hydroscope.quic;

import java.util.List;

/**
 * A packet whose fields are set anew for each, so that reading a million allocates none: it holds only until the next one.
 * {@link #packet} keeps it.
 */
public final class PacketSlot {
    public Direction direction = Direction.SENT;
    public Space space = Space.INITIAL;
    public long number;
    /** Of the packet; where only that is known, of what was encrypted in it. */
    public int size;
    public boolean payloadSize;
    public boolean ackOnly;
    /** Sent: when it was begun. Received: as atNanos. */
    public long preparedAtNanos;
    public long atNanos;
    /** When the last of its frames was dealt with. */
    public long endAtNanos;
    public final Frames frames = new Frames();
    public Fate fate = Fate.IN_FLIGHT;
    public Trigger trigger = Trigger.NONE;
    /** 0: none. */
    public long fateAtNanos;
    /** When it was declared lost; 0: never. */
    public long lostAtNanos;

    public boolean sent() {
        return direction == Direction.SENT;
    }

    void begin(Direction direction, long atNanos) {
        this.direction = direction;
        preparedAtNanos = atNanos;
        this.atNanos = atNanos;
        endAtNanos = atNanos;
        frames.clear();
        ackOnly = false;
        payloadSize = false;
        fate = Fate.IN_FLIGHT;
        trigger = Trigger.NONE;
        fateAtNanos = 0;
        lostAtNanos = 0;
    }

    /** From its being sent to its acknowledgement by our clock, or -1. */
    public long rttNanos() {
        return sent() && fate.acked() ? fateAtNanos - atNanos : -1;
    }

    /** Whether a frame is of this type. */
    public boolean has(FrameType type) {
        for (int at = 0; at < frames.end(); at = frames.next(at)) {
            if (frames.type(at) == type) {
                return true;
            }
        }
        return false;
    }

    /** Whether a frame is of this stream. */
    public boolean touches(long stream) {
        for (int at = 0; at < frames.end(); at = frames.next(at)) {
            if (frames.type(at).ofStream() && frames.value(at, 0) == stream) {
                return true;
            }
        }
        return false;
    }

    public Packet packet() {
        return new Packet(direction, space, number, size, payloadSize, ackOnly, preparedAtNanos, atNanos, endAtNanos,
                List.copyOf(frames.list()), fate, fateAtNanos, lostAtNanos, trigger);
    }
}

package dev.hydroscope.store;

import dev.hydroscope.quic.FrameType;
import dev.hydroscope.quic.Frames;
import dev.hydroscope.quic.PacketSlot;

/**
 * Packs packets one after the other, every number as the step from what was to be expected: a full packet of a stream takes
 * some eleven bytes. {@link PacketUnpacker} reads it.
 */
final class PacketPacker {
    static final int RECEIVED = 1;
    static final int SPACE = 1;
    static final int ACK_ONLY = 8;
    static final int NEXT = 16;
    static final int SAME_SIZE = 32;
    static final int PAYLOAD_SIZE = 64;
    static final int FLAGS = 5;

    private final Packer out = new Packer(128);
    private final PacketContext context = new PacketContext();
    private PacketContext marked;
    private int markedLength;

    int length() {
        return out.length();
    }

    byte[] take() {
        return out.take();
    }

    /** What is added from now on may be taken back. */
    void mark() {
        if (marked == null) {
            marked = new PacketContext();
        }
        marked.copy(context);
        markedLength = out.length();
    }

    void back() {
        context.copy(marked);
        out.cut(markedLength);
    }

    void add(PacketSlot packet) {
        int direction = packet.direction.ordinal();
        int sequence = direction << 2 | packet.space.ordinal();
        boolean next = packet.number == context.numbers[sequence] + 1;
        boolean sameSize = packet.size == context.sizes[direction];
        out.number(direction | packet.space.ordinal() << SPACE | (packet.ackOnly ? ACK_ONLY : 0) | (next ? NEXT : 0)
                | (sameSize ? SAME_SIZE : 0) | (packet.payloadSize ? PAYLOAD_SIZE : 0));
        if (!next) {
            out.signed(packet.number - context.numbers[sequence] - 1);
        }
        context.numbers[sequence] = packet.number;
        out.signed(packet.atNanos - context.atNanos);
        context.atNanos = packet.atNanos;
        if (!sameSize) {
            out.signed((long) packet.size - context.sizes[direction]);
            context.sizes[direction] = packet.size;
        }
        out.signed(packet.sent() ? packet.atNanos - packet.preparedAtNanos : packet.endAtNanos - packet.atNanos);
        frames(packet.frames, packet.sent());
    }

    private void frames(Frames frames, boolean sent) {
        out.number(frames.count());
        for (int at = 0; at < frames.end(); at = frames.next(at)) {
            FrameType type = frames.type(at);
            out.number(type.ordinal() | frames.flags(at) << FLAGS);
            if (type.data()) {
                data(frames, at, sent);
            } else if (type == FrameType.ACK) {
                ack(frames, at, sent);
            } else {
                for (int i = 0; i < frames.size(at); i++) {
                    out.signed(frames.value(at, i));
                }
            }
        }
    }

    private void data(Frames frames, int at, boolean sent) {
        long stream = frames.value(at, 0);
        long offset = frames.value(at, 1);
        long length = frames.value(at, 2);
        int place = PacketContext.place(sent, stream);
        out.signed(stream - context.stream);
        out.signed(offset - context.offsets[place]);
        out.signed(length - context.length);
        context.stream = stream;
        context.offsets[place] = offset + length;
        context.length = length;
    }

    private void ack(Frames frames, int at, boolean sent) {
        long largest = frames.value(at, 0);
        out.signed(largest - context.acked[sent ? 0 : 1]);
        context.acked[sent ? 0 : 1] = largest;
        out.signed(frames.value(at, 1));
        out.number((frames.size(at) - 2) / 2);
        long before = largest;
        for (int i = 2; i < frames.size(at); i += 2) {
            out.signed(frames.value(at, i) - before);
            out.signed(frames.value(at, i + 1) - frames.value(at, i));
            before = frames.value(at, i + 1);
        }
    }
}

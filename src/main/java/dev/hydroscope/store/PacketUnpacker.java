package dev.hydroscope.store;

import dev.hydroscope.quic.Direction;
import dev.hydroscope.quic.Fate;
import dev.hydroscope.quic.FrameType;
import dev.hydroscope.quic.Frames;
import dev.hydroscope.quic.PacketSlot;
import dev.hydroscope.quic.Space;
import dev.hydroscope.quic.Trigger;

/** Reads the packets of a chunk one after the other into the same slot, each with its fate. */
final class PacketUnpacker {
    private static final Space[] SPACES = Space.values();

    private final PacketSlot packet = new PacketSlot();
    private final PacketContext context = new PacketContext();
    private final Unpacker in;
    private final Unpacker fates;
    private final int count;
    private int read;
    private long fateAtNanos;

    PacketUnpacker(byte[] data) {
        in = new Unpacker(data);
        fates = new Unpacker(data);
        count = in.count();
        int length = (int) in.number();
        fates.skip(in.at() + length);
    }

    int count() {
        return count;
    }

    boolean more() {
        return read < count;
    }

    /** Valid until the next one. */
    PacketSlot next() {
        read++;
        int head = (int) in.number();
        int direction = head & PacketPacker.RECEIVED;
        packet.direction = Direction.of(direction);
        packet.space = SPACES[head >> PacketPacker.SPACE & 3];
        packet.ackOnly = (head & PacketPacker.ACK_ONLY) != 0;
        packet.payloadSize = (head & PacketPacker.PAYLOAD_SIZE) != 0;
        int sequence = direction << 2 | packet.space.ordinal();
        packet.number = context.numbers[sequence] + 1 + ((head & PacketPacker.NEXT) != 0 ? 0 : in.signed());
        context.numbers[sequence] = packet.number;
        packet.atNanos = context.atNanos + in.signed();
        context.atNanos = packet.atNanos;
        packet.size = context.sizes[direction] + ((head & PacketPacker.SAME_SIZE) != 0 ? 0 : (int) in.signed());
        context.sizes[direction] = packet.size;
        long apart = in.signed();
        packet.preparedAtNanos = packet.sent() ? packet.atNanos - apart : packet.atNanos;
        packet.endAtNanos = packet.sent() ? packet.atNanos : packet.atNanos + apart;
        frames(packet.frames, packet.sent());
        fate();
        return packet;
    }

    private void fate() {
        int code = packet.sent() ? (int) fates.number() : 0;
        packet.fate = Fate.of(code & 3);
        packet.trigger = Trigger.of(code >> 2);
        packet.fateAtNanos = 0;
        packet.lostAtNanos = 0;
        if (packet.fate != Fate.IN_FLIGHT) {
            fateAtNanos += fates.signed();
            packet.fateAtNanos = fateAtNanos;
            packet.lostAtNanos = packet.fate == Fate.LATE_ACKED ? fateAtNanos - fates.signed()
                    : packet.fate == Fate.LOST ? fateAtNanos : 0;
        }
    }

    private void frames(Frames frames, boolean sent) {
        frames.clear();
        for (int left = in.count(); left > 0; left--) {
            int head = (int) in.number();
            FrameType type = FrameType.of(head & (1 << PacketPacker.FLAGS) - 1);
            frames.begin(type, head >> PacketPacker.FLAGS);
            if (type.data()) {
                data(frames, sent);
            } else if (type == FrameType.ACK) {
                ack(frames, sent);
            } else {
                for (int i = 0; i < type.fields().size(); i++) {
                    frames.add(in.signed());
                }
            }
        }
    }

    private void data(Frames frames, boolean sent) {
        context.stream += in.signed();
        int place = PacketContext.place(sent, context.stream);
        long offset = context.offsets[place] + in.signed();
        context.length += in.signed();
        context.offsets[place] = offset + context.length;
        frames.add(context.stream);
        frames.add(offset);
        frames.add(context.length);
    }

    private void ack(Frames frames, boolean sent) {
        context.acked[sent ? 0 : 1] += in.signed();
        long before = context.acked[sent ? 0 : 1];
        frames.add(before);
        frames.add(in.signed());
        for (int left = in.count(); left > 0; left--) {
            long least = before + in.signed();
            before = least + in.signed();
            frames.add(least);
            frames.add(before);
        }
    }
}

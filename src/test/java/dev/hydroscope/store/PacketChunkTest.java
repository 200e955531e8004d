package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hydroscope.quic.Direction;
import dev.hydroscope.quic.Fate;
import dev.hydroscope.quic.Frame;
import dev.hydroscope.quic.FrameType;
import dev.hydroscope.quic.Packet;
import dev.hydroscope.quic.PacketSlot;
import dev.hydroscope.quic.Space;
import dev.hydroscope.quic.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever packets are packed, they are unpacked as they were. */
class PacketChunkTest {
    private static final Fate[] FATES = Fate.values();

    private final PacketSlot slot = new PacketSlot();
    private SplittableRandom random;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void packetsComeBackAsTheyWere(long seed) {
        random = new SplittableRandom(seed);
        PacketChunk chunk = new PacketChunk(1, -1, -1);
        List<Packet> packets = new ArrayList<>();
        while (!chunk.full()) {
            fill();
            packets.add(slot.packet());
            chunk.add(slot);
        }
        assertEquals(packets, read(chunk.data()));
        PacketChunk restored = PacketChunk.restore(1, chunk.mostSent, chunk.mostReceived, chunk.data());
        assertEquals(packets, read(restored.data()));
        assertEquals(List.of(chunk.open, chunk.firstAt, chunk.lastAt),
                List.of(restored.open, restored.firstAt, restored.lastAt));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void whatIsTakenBackLeavesNoTrace(long seed) {
        random = new SplittableRandom(seed);
        PacketChunk plain = new PacketChunk(1, -1, -1);
        PacketChunk lending = new PacketChunk(1, -1, -1);
        for (int i = 0; i < 100; i++) {
            fill();
            if (!slot.sent()) {
                PacketSlot kept = slot;
                kept.endAtNanos++;
                lending.lend(kept);
                lending.takeBack();
                kept.endAtNanos--;
            }
            plain.add(slot);
            lending.add(slot);
        }
        assertEquals(read(plain.data()), read(lending.data()));
        assertEquals(List.of(plain.lastAt, plain.mostReceived), List.of(lending.lastAt, lending.mostReceived));
    }

    private static List<Packet> read(byte[] data) {
        List<Packet> packets = new ArrayList<>();
        for (PacketUnpacker unpacker = new PacketUnpacker(data); unpacker.more();) {
            packets.add(unpacker.next().packet());
        }
        return packets;
    }

    private long number() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> Frame.UNKNOWN;
            case 2 -> random.nextLong();
            default -> random.nextLong(-5, 100_000);
        };
    }

    private void fill() {
        slot.direction = Direction.of(random.nextInt(2));
        slot.space = Space.of(random.nextInt(4));
        slot.number = random.nextInt(3) == 0 ? random.nextLong(0, 1L << 62) : slot.number + 1;
        slot.size = random.nextInt(3) == 0 ? random.nextInt(65_536) : 1280;
        slot.payloadSize = random.nextBoolean();
        slot.ackOnly = random.nextInt(5) == 0;
        slot.atNanos = 1_700_000_000_000_000_000L + random.nextLong(-1_000_000, 1_000_000_000_000L);
        slot.preparedAtNanos = slot.sent() ? slot.atNanos - random.nextInt(10_000) : slot.atNanos;
        slot.endAtNanos = slot.sent() ? slot.atNanos : slot.atNanos + random.nextInt(10_000);
        slot.frames.clear();
        for (int left = random.nextInt(5); left > 0; left--) {
            frame();
        }
        fate();
    }

    private void frame() {
        FrameType type = FrameType.of(random.nextInt(FrameType.values().length));
        slot.frames.begin(type, type.data() ? random.nextInt(16) : 0);
        int ranges = type == FrameType.ACK ? 2 * random.nextInt(4) : 0;
        for (int i = 0; i < type.fields().size() + ranges; i++) {
            slot.frames.add(number());
        }
    }

    private void fate() {
        slot.fate = slot.sent() ? FATES[random.nextInt(FATES.length)] : Fate.IN_FLIGHT;
        boolean lost = slot.fate == Fate.LOST || slot.fate == Fate.LATE_ACKED;
        slot.trigger = lost ? Trigger.of(random.nextInt(3)) : Trigger.NONE;
        slot.fateAtNanos = slot.fate == Fate.IN_FLIGHT ? 0 : slot.atNanos + random.nextInt(1_000_000_000);
        slot.lostAtNanos = slot.fate == Fate.LOST ? slot.fateAtNanos
                : slot.fate == Fate.LATE_ACKED ? slot.fateAtNanos - random.nextInt(1000) : 0;
    }
}

package dev.hydroscope.store;

import dev.hydroscope.quic.Fate;
import dev.hydroscope.quic.PacketSlot;
import dev.hydroscope.quic.Space;
import dev.hydroscope.quic.Trigger;
import java.util.Arrays;

/**
 * Up to 256 packets of a connection in one row: their count, the length of their packing, that packing, then the fates of the
 * sent ones, which may still change. A fate is its code, then the step of its time; nothing but the code while in flight.
 */
final class PacketChunk {
    static final int PACKETS = 256;
    private static final int FIRST = 16;
    private static final int BYTES = 1 << 16;
    /** Of a code in memory: nothing is expected of it, as it asks for no acknowledgement. */
    private static final int UNASKED = 64;
    private static final int STORED = 15;

    final long id;
    long firstAt = Long.MAX_VALUE;
    long lastAt = Long.MIN_VALUE;
    long mostSent;
    long mostReceived;
    int count;
    /** How many sent packets are still to be acked or lost. */
    int open;
    boolean stored;
    boolean queued;

    private final PacketPacker packer = new PacketPacker();
    private byte[] fates = new byte[FIRST];
    private long[] fateAt = new long[FIRST];
    private long[] lostAt = {};
    private long firstAtBefore;
    private long lastAtBefore;
    private long mostReceivedBefore;
    private boolean lent;

    /** @param mostSent the largest number before it, as mostReceived */
    PacketChunk(long id, long mostSent, long mostReceived) {
        this.id = id;
        this.mostSent = mostSent;
        this.mostReceived = mostReceived;
    }

    /** From its row, to go on with it. */
    static PacketChunk restore(long id, long mostSent, long mostReceived, byte[] data) {
        PacketChunk chunk = new PacketChunk(id, mostSent, mostReceived);
        for (PacketUnpacker packets = new PacketUnpacker(data); packets.more();) {
            chunk.add(packets.next());
        }
        chunk.stored = true;
        return chunk;
    }

    /** A row that is far too long is full too: a packet of very many frames. */
    boolean full() {
        return count == PACKETS || packer.length() > BYTES;
    }

    /** @return its place in the chunk */
    int add(PacketSlot packet) {
        if (count == fates.length) {
            fates = Arrays.copyOf(fates, count * 2);
            fateAt = Arrays.copyOf(fateAt, count * 2);
        }
        packer.add(packet);
        fates[count] = packet.sent() ? (byte) (code(packet.fate, packet.trigger) | (packet.ackOnly ? UNASKED : 0)) : -1;
        fateAt[count] = packet.fateAtNanos;
        if (packet.lostAtNanos != 0) {
            lostAt(count, packet.lostAtNanos);
        }
        open += expected(count) ? 1 : 0;
        mostSent = packet.sent() ? Math.max(mostSent, packet.number) : mostSent;
        mostReceived = packet.sent() ? mostReceived : Math.max(mostReceived, packet.number);
        firstAt = Math.min(firstAt, packet.atNanos);
        lastAt = Math.max(lastAt, packet.atNanos);
        return count++;
    }

    /** As {@link #add}, of a received packet that may still grow: {@link #takeBack} before it is added again. */
    void lend(PacketSlot packet) {
        firstAtBefore = firstAt;
        lastAtBefore = lastAt;
        mostReceivedBefore = mostReceived;
        packer.mark();
        add(packet);
        lent = true;
    }

    boolean lent() {
        return lent;
    }

    void takeBack() {
        packer.back();
        count--;
        firstAt = firstAtBefore;
        lastAt = lastAtBefore;
        mostReceived = mostReceivedBefore;
        lent = false;
    }

    private static byte code(Fate fate, Trigger trigger) {
        return (byte) (fate.ordinal() | trigger.ordinal() << 2);
    }

    private void lostAt(int place, long atNanos) {
        if (lostAt.length <= place) {
            lostAt = Arrays.copyOf(lostAt, fates.length);
        }
        lostAt[place] = atNanos;
    }

    private Fate fate(int place) {
        return Fate.of(fates[place] & 3);
    }

    /** Whether it counts as open. */
    private boolean expected(int place) {
        return fates[place] >= 0 && (fates[place] & UNASKED) == 0 && fate(place) == Fate.IN_FLIGHT;
    }

    /** @return whether that is news */
    boolean acked(int place, boolean late, long atNanos) {
        if (fates[place] < 0 || fate(place).acked()) {
            return false;
        }
        boolean lost = fate(place) == Fate.LOST;
        open -= expected(place) ? 1 : 0;
        fates[place] = (byte) (fates[place] & ~3 | (lost || late ? Fate.LATE_ACKED : Fate.ACKED).ordinal());
        fateAt[place] = atNanos;
        return true;
    }

    /** @return whether that is news */
    boolean lost(int place, Trigger trigger, long atNanos) {
        if (fates[place] < 0 || fate(place) != Fate.IN_FLIGHT) {
            return false;
        }
        open -= expected(place) ? 1 : 0;
        fates[place] = (byte) (fates[place] & UNASKED | code(Fate.LOST, trigger));
        fateAt[place] = atNanos;
        lostAt(place, atNanos);
        return true;
    }

    /** The place of a sent packet, or -1. */
    int find(Space numbers, long number) {
        PacketUnpacker packets = new PacketUnpacker(data());
        for (int place = 0; packets.more(); place++) {
            PacketSlot packet = packets.next();
            if (packet.sent() && packet.number == number && packet.space.numbers() == numbers) {
                return place;
            }
        }
        return -1;
    }

    byte[] data() {
        byte[] packets = packer.take();
        Packer data = new Packer(packets.length + 4 * count + 16);
        data.number(count);
        data.number(packets.length);
        data.bytes(packets, 0, packets.length);
        long at = 0;
        for (int i = 0; i < count; i++) {
            if (fates[i] >= 0) {
                at = fate(data, i, at);
            }
        }
        return data.take();
    }

    private long fate(Packer data, int place, long before) {
        data.number(fates[place] & STORED);
        if (fate(place) == Fate.IN_FLIGHT) {
            return before;
        }
        data.signed(fateAt[place] - before);
        if (fate(place) == Fate.LATE_ACKED) {
            long lost = place < lostAt.length ? lostAt[place] : 0;
            data.signed(fateAt[place] - lost);
        }
        return fateAt[place];
    }
}

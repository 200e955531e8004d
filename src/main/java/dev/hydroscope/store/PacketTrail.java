package dev.hydroscope.store;

import dev.hydroscope.quic.PacketBook;
import dev.hydroscope.quic.PacketSink;
import dev.hydroscope.quic.PacketSlot;
import dev.hydroscope.quic.Space;
import dev.hydroscope.quic.Trigger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The packets of one connection that are being written: the last chunk, and those before it with packets in flight. */
final class PacketTrail implements PacketSink {
    private static final int PLACE_BITS = 8;
    private static final long CHUNKS = PacketTable.firstChunk(1) - 1;

    /** A fate whose packet is not at hand: looked for in the file. */
    record Late(Space space, long number, boolean lost, boolean late, Trigger trigger, long atNanos) {
    }

    final long ordinal;
    final PacketBook book;
    /** Whether it is among those that {@link #lend} is due of. */
    boolean touched;
    private final Consumer<PacketChunk> changed;
    private final long mostSentBefore;
    private final PacketRing[] rings = new PacketRing[Space.values().length];
    private final List<Late> late = new ArrayList<>();
    private final HeldChunks held = new HeldChunks();
    private PacketChunk last;

    /**
     * @param last the chunk to go on with
     * @param resumed whether packets of the connection were written before
     * @param changed takes each chunk that is to be written again
     */
    PacketTrail(long ordinal, PacketChunk last, boolean resumed, Consumer<PacketChunk> changed) {
        this.ordinal = ordinal;
        this.last = last;
        this.mostSentBefore = resumed ? last.mostSent : -1;
        this.changed = changed;
        this.book = new PacketBook(this, resumed);
        held.put(last);
    }

    HeldChunks held() {
        return held;
    }

    long lastId() {
        return last.id;
    }

    @Override
    public void packet(PacketSlot packet) {
        takeBack();
        int place = room().add(packet);
        if (packet.sent()) {
            ring(packet.space.numbers()).put(packet.number, position(last.id, place));
        }
        changed.accept(last);
    }

    /** Shows a packet that has arrived and may still tell more; before the next commit. */
    void lend() {
        touched = false;
        if (book.isArriving()) {
            takeBack();
            room().lend(book.arriving());
            changed.accept(last);
        }
    }

    private void takeBack() {
        if (last.lent()) {
            last.takeBack();
        }
    }

    private PacketChunk room() {
        if (last.full()) {
            PacketChunk full = last;
            last = new PacketChunk(full.id + 1, full.mostSent, full.mostReceived);
            held.put(last);
            letGo(full);
        }
        return last;
    }

    /** Fates of its packets are looked for in the file from now on, should any come. */
    private void letGo(PacketChunk chunk) {
        if (chunk != last && chunk.open == 0) {
            held.drop(chunk);
        }
    }

    private PacketRing ring(Space numbers) {
        if (rings[numbers.ordinal()] == null) {
            rings[numbers.ordinal()] = new PacketRing(mostSentBefore);
        }
        return rings[numbers.ordinal()];
    }

    private static long position(long chunk, int place) {
        return (chunk & CHUNKS) << PLACE_BITS | place;
    }

    private long chunk(long position) {
        return last.id & ~CHUNKS | position >> PLACE_BITS;
    }

    @Override
    public void acked(Space space, long number, boolean isLate, long atNanos) {
        long position = ring(space).find(number);
        PacketChunk chunk = position < 0 ? null : held.get(chunk(position));
        if (chunk == null) {
            late(position, new Late(space, number, false, isLate, Trigger.NONE, atNanos));
        } else if (chunk.acked((int) position & PacketChunk.PACKETS - 1, isLate, atNanos)) {
            settled(space, number, chunk);
        }
    }

    @Override
    public void lost(Space space, long number, Trigger trigger, long atNanos) {
        long position = ring(space).find(number);
        PacketChunk chunk = position < 0 ? null : held.get(chunk(position));
        if (chunk == null) {
            late(position, new Late(space, number, true, false, trigger, atNanos));
        } else if (chunk.lost((int) position & PacketChunk.PACKETS - 1, trigger, atNanos)) {
            settled(space, number, chunk);
        }
    }

    private void settled(Space space, long number, PacketChunk chunk) {
        ring(space).settle(number);
        changed.accept(chunk);
        letGo(chunk);
    }

    /** Of a packet that was never told, as a socket may have lost it, nothing is in the file either. */
    private void late(long position, Late fate) {
        if (position >= 0 || ring(fate.space).mayBeForgotten(fate.number)) {
            late.add(fate);
        }
    }

    /** Fates to look for, once. */
    List<Late> takeLate() {
        if (late.isEmpty()) {
            return List.of();
        }
        List<Late> taken = List.copyOf(late);
        late.clear();
        return taken;
    }

    /** Tells a chunk what was to be looked for; @return whether it has that packet. */
    boolean settle(PacketChunk chunk, Late fate) {
        int place = chunk.find(fate.space, fate.number);
        if (place < 0) {
            return false;
        }
        boolean news = fate.lost ? chunk.lost(place, fate.trigger, fate.atNanos)
                : chunk.acked(place, fate.late, fate.atNanos);
        if (news) {
            changed.accept(chunk);
        }
        return true;
    }
}

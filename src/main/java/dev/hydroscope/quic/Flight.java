package dev.hydroscope.quic;

/**
 * Packets of a connection that are under way: when each was sent and how large it was. A ring by packet number that grows
 * with what is in flight, up to a bound; beyond it the oldest fall out.
 */
final class Flight {
    private static final int FIRST = 32;
    private static final int MOST = 1 << 15;
    private static final int SIZE_BITS = 17;

    private final Room room;
    private long[] sentAt = new long[FIRST];
    /** Number and size; 0: none. Numbers count from 1 here. */
    private long[] packets = new long[FIRST];

    Flight(Room room) {
        this.room = room;
    }

    /** Gives back what it took. */
    void leave() {
        room.give(packets.length - FIRST);
    }

    void sent(long number, long atNanos, long size, boolean ackEliciting) {
        int place = place(number);
        while (packets[place] != 0 && !has(number) && ackEliciting && packets.length < MOST && room.take(packets.length)) {
            grow();
            place = place(number);
        }
        packets[place] = number + 1 << SIZE_BITS | Math.min(size, (1 << SIZE_BITS) - 1);
        sentAt[place] = atNanos;
    }

    /** Whether it is known; until it is taken. */
    boolean has(long number) {
        return packets[place(number)] >>> SIZE_BITS == number + 1;
    }

    long sentAt(long number) {
        return sentAt[place(number)];
    }

    long size(long number) {
        return packets[place(number)] & (1 << SIZE_BITS) - 1;
    }

    void take(long number) {
        if (has(number)) {
            packets[place(number)] = 0;
        }
    }

    private int place(long number) {
        return (int) number & packets.length - 1;
    }

    private void grow() {
        long[] times = sentAt;
        long[] old = packets;
        sentAt = new long[old.length * 2];
        packets = new long[old.length * 2];
        for (int i = 0; i < old.length; i++) {
            if (old[i] != 0) {
                int place = place((old[i] >>> SIZE_BITS) - 1);
                packets[place] = old[i];
                sentAt[place] = times[i];
            }
        }
    }
}

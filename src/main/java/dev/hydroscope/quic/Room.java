package dev.hydroscope.quic;

/** How many packets in flight may be kept in memory, over all connections. For one thread. */
public final class Room {
    private long left;

    public Room(long places) {
        this.left = places;
    }

    boolean take(int places) {
        boolean enough = left >= places;
        left -= enough ? places : 0;
        return enough;
    }

    void give(int places) {
        left += places;
    }
}

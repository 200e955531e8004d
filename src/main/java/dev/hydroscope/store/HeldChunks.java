package dev.hydroscope.store;

import java.util.Arrays;

/** The chunks of a connection that are in memory, by their number: the last ones, a bounded count. */
final class HeldChunks {
    private static final int MOST = 64;

    private PacketChunk[] chunks = new PacketChunk[1];
    private int count;

    PacketChunk get(long id) {
        PacketChunk chunk = chunks[(int) id & chunks.length - 1];
        return chunk != null && chunk.id == id ? chunk : null;
    }

    /** Takes the place of another one where there are too many. */
    void put(PacketChunk chunk) {
        while (occupant(chunk) != null && chunks.length < MOST) {
            grow();
        }
        PacketChunk pushedOut = occupant(chunk);
        if (pushedOut != null) {
            drop(pushedOut);
        }
        chunks[(int) chunk.id & chunks.length - 1] = chunk;
        count++;
    }

    private PacketChunk occupant(PacketChunk chunk) {
        return chunks[(int) chunk.id & chunks.length - 1];
    }

    private void grow() {
        PacketChunk[] before = chunks;
        chunks = new PacketChunk[before.length * 2];
        Arrays.stream(before).filter(chunk -> chunk != null)
                .forEach(chunk -> chunks[(int) chunk.id & chunks.length - 1] = chunk);
    }

    void drop(PacketChunk chunk) {
        if (get(chunk.id) == chunk) {
            chunks[(int) chunk.id & chunks.length - 1] = null;
            count--;
        }
    }

    int count() {
        return count;
    }
}

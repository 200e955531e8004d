package dev.hydroscope.quic;

import java.util.function.Consumer;

/** The streams of a connection by their id. */
final class StreamMap {
    private StreamState[] slots = new StreamState[16];
    private int size;

    private static int slot(long id, int mask) {
        return (int) (id * 0x9E3779B97F4A7C15L >>> 40) & mask;
    }

    /** Null where there is none. */
    StreamState get(long id) {
        int mask = slots.length - 1;
        for (int i = slot(id, mask); slots[i] != null; i = i + 1 & mask) {
            if (slots[i].id() == id) {
                return slots[i];
            }
        }
        return null;
    }

    void put(StreamState stream) {
        if (++size * 2 > slots.length) {
            StreamState[] before = slots;
            slots = new StreamState[before.length * 2];
            for (StreamState each : before) {
                if (each != null) {
                    place(each);
                }
            }
        }
        place(stream);
    }

    private void place(StreamState stream) {
        int mask = slots.length - 1;
        int i = slot(stream.id(), mask);
        while (slots[i] != null) {
            i = i + 1 & mask;
        }
        slots[i] = stream;
    }

    int size() {
        return size;
    }

    void clear() {
        slots = new StreamState[16];
        size = 0;
    }

    /** What stood behind it by chance moves up. */
    void remove(long id) {
        int mask = slots.length - 1;
        int i = slot(id, mask);
        while (slots[i] != null && slots[i].id() != id) {
            i = i + 1 & mask;
        }
        if (slots[i] == null) {
            return;
        }
        slots[i] = null;
        size--;
        for (i = i + 1 & mask; slots[i] != null; i = i + 1 & mask) {
            StreamState moved = slots[i];
            slots[i] = null;
            place(moved);
        }
    }

    void forEach(Consumer<StreamState> each) {
        for (StreamState stream : slots) {
            if (stream != null) {
                each.accept(stream);
            }
        }
    }
}

package dev.hydroscope.quic;

import java.util.Arrays;

/** A number for each stream, without objects. Beyond some thousand streams it begins anew. */
final class StreamOffsets {
    static final long NONE = -1;
    private static final int MOST = 4096;
    private static final long FREE = Long.MIN_VALUE;

    private long[] streams = free(8);
    private long[] values = new long[8];
    private int size;

    private static long[] free(int length) {
        long[] streams = new long[length];
        Arrays.fill(streams, FREE);
        return streams;
    }

    long get(long stream) {
        int place = place(stream);
        return streams[place] == FREE ? NONE : values[place];
    }

    void put(long stream, long value) {
        int place = place(stream);
        if (streams[place] == FREE) {
            if (size == MOST) {
                clear();
            } else if (size * 2 >= streams.length) {
                grow();
            }
            place = place(stream);
            streams[place] = stream;
            size++;
        }
        values[place] = value;
    }

    void remove(long stream) {
        int hole = place(stream);
        if (streams[hole] == FREE) {
            return;
        }
        streams[hole] = FREE;
        size--;
        int mask = streams.length - 1;
        for (int i = hole + 1 & mask; streams[i] != FREE; i = i + 1 & mask) {
            long moved = streams[i];
            long value = values[i];
            streams[i] = FREE;
            int place = place(moved);
            streams[place] = moved;
            values[place] = value;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        Arrays.fill(streams, FREE);
        size = 0;
    }

    private int place(long stream) {
        int mask = streams.length - 1;
        int place = (int) ((stream * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (streams[place] != FREE && streams[place] != stream) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] before = streams;
        long[] numbers = values;
        streams = free(before.length * 2);
        values = new long[streams.length];
        for (int i = 0; i < before.length; i++) {
            if (before[i] != FREE) {
                int place = place(before[i]);
                streams[place] = before[i];
                values[place] = numbers[i];
            }
        }
    }
}

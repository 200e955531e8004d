package dev.hydroscope.quic;

import java.util.Arrays;

/** A number for each of a few streams, without objects; beyond a bound new streams are not taken in. */
final class StreamNumbers {
    static final long NONE = Long.MIN_VALUE;
    private static final int FIRST = 8;
    private static final int MOST = 4096;

    private long[] streams = new long[FIRST];
    private long[] numbers = new long[FIRST];
    private int size;

    long get(long stream) {
        int place = place(stream);
        return place < 0 ? NONE : numbers[place];
    }

    void put(long stream, long number) {
        int place = place(stream);
        if (place >= 0) {
            numbers[place] = number;
        } else if (size < MOST) {
            if (size == streams.length) {
                streams = Arrays.copyOf(streams, size * 2);
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            streams[size] = stream;
            numbers[size++] = number;
        }
    }

    void remove(long stream) {
        int place = place(stream);
        if (place >= 0) {
            streams[place] = streams[--size];
            numbers[place] = numbers[size];
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The latest are asked for most. */
    private int place(long stream) {
        for (int i = size - 1; i >= 0; i--) {
            if (streams[i] == stream) {
                return i;
            }
        }
        return -1;
    }
}

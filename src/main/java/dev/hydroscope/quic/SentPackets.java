package dev.hydroscope.quic;

import java.util.Arrays;

/** The size and time of the packets sent last: as many as are in flight, up to a bound; older ones are forgotten. */
final class SentPackets {
    private static final int FEW = 64;
    private static final int MOST = 32_768;

    private long[] numbers = empty(FEW);
    private long[] atNanos = new long[FEW];
    private int[] sizes = new int[FEW];
    private boolean[] flying = new boolean[FEW];

    private static long[] empty(int size) {
        long[] numbers = new long[size];
        Arrays.fill(numbers, -1);
        return numbers;
    }

    void put(long number, long at, int size) {
        int place = place(number);
        while (flying[place] && numbers[place] != number && numbers.length < MOST) {
            grow();
            place = place(number);
        }
        numbers[place] = number;
        atNanos[place] = at;
        sizes[place] = size;
        flying[place] = size > 0;
    }

    private int place(long number) {
        return (int) number & numbers.length - 1;
    }

    private void grow() {
        SentPackets more = new SentPackets();
        int size = numbers.length * 2;
        more.numbers = empty(size);
        more.atNanos = new long[size];
        more.sizes = new int[size];
        more.flying = new boolean[size];
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] >= 0) {
                int place = more.place(numbers[i]);
                more.numbers[place] = numbers[i];
                more.atNanos[place] = atNanos[i];
                more.sizes[place] = sizes[i];
                more.flying[place] = flying[i];
            }
        }
        numbers = more.numbers;
        atNanos = more.atNanos;
        sizes = more.sizes;
        flying = more.flying;
    }

    boolean knows(long number) {
        return number >= 0 && numbers[place(number)] == number;
    }

    long atNanos(long number) {
        return atNanos[place(number)];
    }

    /** What it counts for in flight: 0 where it asks for no ACK. */
    int size(long number) {
        return sizes[place(number)];
    }

    /** Acked or lost: gives the bytes that are no longer in flight by this. */
    int land(long number) {
        int place = place(number);
        boolean was = flying[place];
        flying[place] = false;
        return was ? sizes[place] : 0;
    }
}

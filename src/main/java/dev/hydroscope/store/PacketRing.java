package dev.hydroscope.store;

import java.util.Arrays;

/** Where the latest packets of one sequence of numbers stand: by number, as long as none that is in flight is pushed out. */
final class PacketRing {
    private static final int MOST = 1 << 16;
    private static final long SETTLED = 1L << 62;

    private long[] numbers = new long[16];
    private long[] positions = new long[16];
    private long mostForgotten;

    /** @param mostForgotten the largest number that was put before and is not here */
    PacketRing(long mostForgotten) {
        this.mostForgotten = mostForgotten;
        Arrays.fill(positions, -1);
    }

    /** Makes room by growing while what it would push out is in flight. */
    void put(long number, long position) {
        int at = (int) number & numbers.length - 1;
        while (positions[at] >= 0 && numbers[at] != number && (positions[at] & SETTLED) == 0 && numbers.length < MOST) {
            grow();
            at = (int) number & numbers.length - 1;
        }
        forget(at, number);
        numbers[at] = number;
        positions[at] = position;
    }

    private void forget(int at, long successor) {
        if (positions[at] >= 0 && numbers[at] != successor) {
            mostForgotten = Math.max(mostForgotten, numbers[at]);
        }
    }

    private void grow() {
        long[] oldNumbers = numbers;
        long[] oldPositions = positions;
        numbers = new long[oldNumbers.length * 2];
        positions = new long[numbers.length];
        Arrays.fill(positions, -1);
        for (int i = 0; i < oldNumbers.length; i++) {
            int at = (int) oldNumbers[i] & numbers.length - 1;
            if (oldPositions[i] >= 0) {
                forget(at, oldNumbers[i]);
                numbers[at] = oldNumbers[i];
                positions[at] = oldPositions[i];
            }
        }
    }

    /** Its position, or -1 where it is not known any more. */
    long find(long number) {
        int at = (int) number & numbers.length - 1;
        return positions[at] >= 0 && numbers[at] == number ? positions[at] & ~SETTLED : -1;
    }

    /** Whether this number, which cannot be found, was put before; of a source that lost some it may never have been. */
    boolean mayBeForgotten(long number) {
        return number <= mostForgotten;
    }

    void settle(long number) {
        positions[(int) number & numbers.length - 1] |= SETTLED;
    }
}

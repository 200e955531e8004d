package dev.hydroscope.query;

import java.util.Arrays;

/** Amounts of which the least, and any other rank, is asked at the end. */
final class Amounts {
    private long[] amounts = new long[4];
    private int size;
    private boolean sorted;

    void add(long amount) {
        if (size == amounts.length) {
            amounts = Arrays.copyOf(amounts, size * 2);
        }
        amounts[size++] = amount;
        sorted = false;
    }

    int size() {
        return size;
    }

    /** The least that so many hundredths of all do not exceed; of none: otherwise. */
    long percentile(int percent, long otherwise) {
        if (size == 0) {
            return otherwise;
        }
        if (!sorted) {
            Arrays.sort(amounts, 0, size);
            sorted = true;
        }
        return amounts[Math.max(0, (int) ((size * (long) percent + 99) / 100) - 1)];
    }
}

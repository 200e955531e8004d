package dev.hydroscope.query;

import java.util.Arrays;

/** Gives different numbers places from 0 on, in the order they come. */
final class LongIndex {
    private long[] keys = new long[16];
    /** A place, plus 1; 0: free. */
    private int[] slots = new int[64];
    private int size;

    int size() {
        return size;
    }

    long key(int place) {
        return keys[place];
    }

    /** -1 where it never came. */
    int find(long key) {
        return slots[slot(key)] - 1;
    }

    int add(long key) {
        int slot = slot(key);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
        }
        keys[size] = key;
        slots[slot] = ++size;
        if (size * 2 > slots.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int place = 0; place < size; place++) {
            slots[slot(keys[place])] = place + 1;
        }
    }

    private int slot(long key) {
        int mask = slots.length - 1;
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (slots[slot] != 0 && keys[slots[slot] - 1] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}

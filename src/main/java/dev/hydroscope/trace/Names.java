package dev.hydroscope.trace;

import java.util.Arrays;

/** One array for each header name that keeps coming, so that the names of all requests do not fill the memory. */
final class Names {
    private static final int SLOTS = 1 << 10;
    private static final int LONGEST = 64;

    private final byte[][] names = new byte[SLOTS][];

    byte[] of(Event event, int argument) {
        int length = event.captured(argument);
        if (length > LONGEST) {
            return event.bytes(argument);
        }
        byte[] raw = event.raw();
        int from = event.offset(argument);
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + raw[i];
        }
        int slot = (hash ^ hash >>> 10) & SLOTS - 1;
        byte[] known = names[slot];
        if (known == null || !Arrays.equals(known, 0, known.length, raw, from, from + length)) {
            known = event.bytes(argument);
            names[slot] = known;
        }
        return known;
    }
}

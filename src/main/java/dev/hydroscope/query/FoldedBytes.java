package dev.hydroscope.query;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text looked for in bytes, ASCII letters in any case; skips ahead by what it sees (Horspool). */
final class FoldedBytes {
    private final byte[] wanted;
    private final int[] skip = new int[256];

    FoldedBytes(String text) {
        this.wanted = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = fold(wanted[i]);
        }
        Arrays.fill(skip, Math.max(1, wanted.length));
        for (int i = 0; i < wanted.length - 1; i++) {
            skip[wanted[i] & 0xff] = wanted.length - 1 - i;
            skip[upper(wanted[i]) & 0xff] = wanted.length - 1 - i;
        }
    }

    static byte fold(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    private static byte upper(byte b) {
        return b >= 'a' && b <= 'z' ? (byte) (b - 32) : b;
    }

    boolean in(byte[] bytes) {
        return in(bytes, 0, bytes.length);
    }

    boolean in(byte[] bytes, int offset, int length) {
        int last = wanted.length - 1;
        if (last < 0) {
            return true;
        }
        int end = offset + length;
        for (int at = offset + last; at < end; at += skip[bytes[at] & 0xff]) {
            int i = last;
            while (i >= 0 && fold(bytes[at - last + i]) == wanted[i]) {
                i--;
            }
            if (i < 0) {
                return true;
            }
        }
        return false;
    }

    boolean is(byte[] bytes, int offset, int length) {
        return length == wanted.length && in(bytes, offset, length);
    }
}

package dev.hydroscope.store;

import java.util.Arrays;

/** Reads what {@link Packer} wrote; past its end it throws IndexOutOfBoundsException. */
final class Unpacker {
    private final byte[] bytes;
    private int at;

    Unpacker(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean more() {
        return at < bytes.length;
    }

    int at() {
        return at;
    }

    void skip(int count) {
        at += within(count);
    }

    private int within(int count) {
        if (count < 0 || count > bytes.length - at) {
            throw new IndexOutOfBoundsException("a length of " + count + " at " + at + " of " + bytes.length);
        }
        return count;
    }

    long number() {
        byte b = bytes[at++];
        if (b >= 0) {
            return b;
        }
        long value = b & 0x7f;
        for (int shift = 7;; shift += 7) {
            b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    /** How many things follow, of a byte each at least. */
    int count() {
        long count = number();
        if (count < 0 || count > bytes.length - at) {
            throw new IndexOutOfBoundsException(count + " things at " + at + " of " + bytes.length);
        }
        return (int) count;
    }

    long signed() {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    byte[] bytes(int count) {
        byte[] copy = Arrays.copyOfRange(bytes, at, at + within(count));
        at += count;
        return copy;
    }

    byte[] text() {
        return bytes(Math.toIntExact(number()));
    }

    int int32() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value |= (bytes[at++] & 0xff) << 8 * i;
        }
        return value;
    }

    int int24() {
        int value = 0;
        for (int i = 0; i < 3; i++) {
            value |= (bytes[at++] & 0xff) << 8 * i;
        }
        return value;
    }

    long int64() {
        return int32() & 0xffffffffL | (long) int32() << 32;
    }
}

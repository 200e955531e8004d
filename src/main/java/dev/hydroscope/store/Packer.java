package dev.hydroscope.store;

import java.util.Arrays;

/** Bytes that grow: varints little end first, signed ones in zigzag. */
final class Packer {
    private byte[] bytes;
    private int length;

    Packer() {
        this(1024);
    }

    Packer(int expected) {
        bytes = new byte[expected];
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /** Forgets what was written behind the first bytes. */
    void cut(int shorter) {
        length = shorter;
    }

    byte[] take() {
        return Arrays.copyOf(bytes, length);
    }

    void number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void signed(long value) {
        number(value << 1 ^ value >> 63);
    }

    void bytes(byte[] source, int offset, int count) {
        room(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Its length, then the bytes. */
    void text(byte[] source) {
        number(source.length);
        bytes(source, 0, source.length);
    }

    void int32(int value) {
        room(4);
        for (int i = 0; i < 4; i++) {
            bytes[length++] = (byte) (value >>> 8 * i);
        }
    }

    void int24(int value) {
        room(3);
        for (int i = 0; i < 3; i++) {
            bytes[length++] = (byte) (value >>> 8 * i);
        }
    }

    void int64(long value) {
        int32((int) value);
        int32((int) (value >>> 32));
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}

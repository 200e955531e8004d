package dev.hydroscope.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of lines to be written, added to without an object for each. */
final class LineBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** What becomes of control characters in values. */
    enum Controls {
        /** Escapes. */
        ESCAPED,
        /** They stay, in text, unless they would break a line. */
        KEPT,
        /** Escapes, and of whatever else a terminal could obey: of more than one byte, or turning the text around it. */
        TERMINAL
    }

    private final Controls controls;
    private byte[] bytes = new byte[1 << 17];
    private int length;

    LineBuffer(Controls controls) {
        this.controls = controls;
    }

    int length() {
        return length;
    }

    void drain(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }

    LineBuffer add(String ascii) {
        reserve(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    LineBuffer add(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    LineBuffer add(long number) {
        if (number < 0) {
            return add(Long.toString(number));
        }
        reserve(20);
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    LineBuffer hex(byte[] from, int offset, int count) {
        reserve(count * 2);
        for (int i = offset; i < offset + count; i++) {
            bytes[length++] = HEX[from[i] >> 4 & 0xf];
            bytes[length++] = HEX[from[i] & 0xf];
        }
        return this;
    }

    /** As H2O writes a text: the bytes as they are, but what JSON does not allow. */
    LineBuffer escaped(byte[] from, int offset, int count) {
        if (controls == Controls.TERMINAL && !TerminalText.plain(from, offset, count)) {
            return text(TerminalText.of(from, offset, count, "\"\\"));
        }
        reserve(count * 6);
        for (int i = offset; i < offset + count; i++) {
            byte b = from[i];
            if (b == '"' || b == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = b;
            } else {
                plain(b);
            }
        }
        return this;
    }

    /** A value in a line of text. */
    LineBuffer shown(byte[] from, int offset, int count) {
        if (controls == Controls.TERMINAL && !TerminalText.plain(from, offset, count)) {
            return text(TerminalText.of(from, offset, count, ""));
        }
        if (controls == Controls.KEPT) {
            return kept(from, offset, count);
        }
        reserve(count * 6);
        for (int i = offset; i < offset + count; i++) {
            plain(from[i]);
        }
        return this;
    }

    private LineBuffer kept(byte[] from, int offset, int count) {
        reserve(count * 6);
        for (int i = offset; i < offset + count; i++) {
            if (from[i] == '\n' || from[i] == '\r') {
                plain(from[i]);
            } else {
                bytes[length++] = from[i];
            }
        }
        return this;
    }

    private LineBuffer text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    private void plain(byte b) {
        if (b >= 0 && b < 0x20 || b == 0x7f) {
            bytes[length++] = '\\';
            bytes[length++] = 'u';
            bytes[length++] = '0';
            bytes[length++] = '0';
            bytes[length++] = HEX[b >> 4 & 0xf];
            bytes[length++] = HEX[b & 0xf];
        } else {
            bytes[length++] = b;
        }
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, (length + more) * 2);
        }
    }
}

package dev.hydroscope.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** JSON under construction in one buffer that is used again; commas find their own places. Who writes keeps the order. */
final class JsonText {
    /** Begins a record of a JSON text sequence. */
    static final char RECORD_SEPARATOR = '\u001e';
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final long NANOS_OF_MILLI = 1_000_000;

    private byte[] bytes = new byte[1024];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    JsonText open(char bracket) {
        separate();
        return put(bracket);
    }

    JsonText close(char bracket) {
        return put(bracket);
    }

    JsonText key(String ascii) {
        separate();
        put('"');
        raw(ascii);
        put('"');
        return put(':');
    }

    JsonText field(String key, String value) {
        return key(key).text(value);
    }

    JsonText field(String key, long value) {
        return key(key).number(value);
    }

    JsonText flag(String key, boolean value) {
        key(key);
        return raw(value ? "true" : "false");
    }

    JsonText text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return text(utf8, 0, utf8.length);
    }

    /** UTF-8, escaped where JSON asks for it. */
    JsonText text(byte[] utf8, int from, int count) {
        separate();
        room(count * 6 + 2);
        bytes[length++] = '"';
        for (int i = from; i < from + count; i++) {
            byte b = utf8[i];
            if (b == '"' || b == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = b;
            } else if (b >= 0 && b < ' ' || b == 0x7f) {
                raw("\\u00");
                bytes[length++] = HEX[b >> 4];
                bytes[length++] = HEX[b & 15];
            } else {
                bytes[length++] = b;
            }
        }
        bytes[length++] = '"';
        return this;
    }

    /** Whatever bytes an argument holds, as hexadecimal. */
    JsonText hex(byte[] value) {
        separate();
        room(value.length * 2 + 2);
        bytes[length++] = '"';
        for (byte b : value) {
            bytes[length++] = HEX[b >> 4 & 15];
            bytes[length++] = HEX[b & 15];
        }
        bytes[length++] = '"';
        return this;
    }

    /** Unsigned, as QUIC's numbers are. */
    JsonText number(long value) {
        separate();
        if (value < 0) {
            return raw(Long.toUnsignedString(value));
        }
        digits(value);
        return this;
    }

    /** Milliseconds, with as many places as the nanoseconds need. */
    JsonText millis(long nanos) {
        separate();
        long rest = Math.abs(nanos);
        if (nanos < 0) {
            put('-');
        }
        digits(rest / NANOS_OF_MILLI);
        rest %= NANOS_OF_MILLI;
        if (rest > 0) {
            put('.');
            for (long unit = NANOS_OF_MILLI / 10; rest > 0; unit /= 10) {
                put((char) ('0' + rest / unit));
                rest %= unit;
            }
        }
        return this;
    }

    private void digits(long value) {
        room(20);
        int end = length + 1;
        for (long v = value / 10; v > 0; v /= 10) {
            end++;
        }
        length = end;
        long rest = value;
        do {
            bytes[--end] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
    }

    /** What is JSON already, a list's values perhaps. */
    JsonText all(JsonText other) {
        if (other.length > 0) {
            separate();
            append(other);
        }
        return this;
    }

    /** Whatever it is, with no comma before it. */
    void append(JsonText other) {
        room(other.length);
        System.arraycopy(other.bytes, 0, bytes, length, other.length);
        length += other.length;
    }

    JsonText raw(String ascii) {
        int count = ascii.length();
        room(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
        return this;
    }

    JsonText put(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    private void separate() {
        if (length > 0) {
            byte last = bytes[length - 1];
            if (last != '{' && last != '[' && last != ':' && last != '\n' && last != RECORD_SEPARATOR) {
                put(',');
            }
        }
    }

    private void room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}

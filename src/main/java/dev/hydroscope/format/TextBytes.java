package dev.hydroscope.format;

import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Peer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of an event's text-like arguments, gathered one after the other; gives their slots. */
final class TextBytes {
    /** Longer values are cut, as the kernel's side cuts them. */
    static final int MOST = 8192;
    private static final byte[] NOTHING = {};
    private static final long LONGEST = 0xffff_fffeL;

    private byte[] bytes = new byte[1024];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] take() {
        return length == 0 ? NOTHING : Arrays.copyOf(bytes, length);
    }

    long text(JsonLine line, int field, long told) {
        return add(line.text(), line.begins[field], line.ends[field] - line.begins[field], told);
    }

    long hex(JsonLine line, int field, long told) {
        int digits = line.ends[field] - line.begins[field];
        int kept = Math.min(digits / 2, MOST);
        reserve(kept);
        for (int i = 0; i < kept; i++) {
            int high = Character.digit(line.text()[line.begins[field] + i * 2], 16);
            int low = Character.digit(line.text()[line.begins[field] + i * 2 + 1], 16);
            if (high < 0 || low < 0) {
                return text(line, field, 0);
            }
            bytes[length + i] = (byte) (high << 4 | low);
        }
        length += kept;
        return slot(kept, Math.max(digits / 2, told));
    }

    /** As the kernel keeps a sockaddr; what is no address has none of its bytes. */
    long address(JsonLine line, int field) {
        String text = new String(line.text(), line.begins[field], line.ends[field] - line.begins[field],
                StandardCharsets.ISO_8859_1);
        byte[] sockaddr = Peer.parse(text).map(Peer::sockaddr).orElse(NOTHING);
        return add(sockaddr, 0, sockaddr.length, 0);
    }

    /** Each as a uint32, little endian. */
    long integers(long[] numbers, int from, int count) {
        reserve(count * Integer.BYTES);
        for (int i = 0; i < count * Integer.BYTES; i++) {
            bytes[length + i] = (byte) (numbers[from + i / Integer.BYTES] >>> 8 * (i % Integer.BYTES));
        }
        length += count * Integer.BYTES;
        return slot(count * Integer.BYTES, count * Integer.BYTES);
    }

    static long hidden(long told, long found) {
        return Event.slot(0, bounded(Math.max(told, found)), Event.WITHHELD);
    }

    private long add(byte[] from, int offset, int count, long told) {
        int kept = Math.min(count, MOST);
        reserve(kept);
        System.arraycopy(from, offset, bytes, length, kept);
        length += kept;
        return slot(kept, Math.max(count, told));
    }

    private static long slot(int kept, long original) {
        return Event.slot(kept, bounded(original), original > kept ? Event.CUT : 0);
    }

    private static long bounded(long length) {
        return Math.max(0, Math.min(length, LONGEST));
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, (length + more) * 2);
        }
    }
}

package dev.hydroscope.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Hashes under which the search segments hold requests. Two things can have one hash: always look at the row, too. */
public final class Term {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private Term() {
    }

    /** A header's name as it is compared: in lower case, every byte a character. */
    public static String key(String name) {
        return Names.lower(name.getBytes(StandardCharsets.UTF_8));
    }

    /** Requests with a header of that name, in either direction. */
    public static long name(String key) {
        return field("name", key);
    }

    /** Requests with a header of that name and, byte for byte, that value, in either direction. */
    public static long header(String key, byte[] value) {
        return header(name(key), value, 0, value.length);
    }

    static long header(long nameHash, byte[] value, int offset, int length) {
        return hash(nameHash, value, offset, length);
    }

    /** Requests whose method, scheme or authority is that one in any case. */
    public static long folded(String pseudo, String value) {
        return foldedBytes(pseudo, key(value));
    }

    /** The same of a value whose every byte is a character. */
    static long foldedBytes(String pseudo, String value) {
        return field(pseudo, value.toLowerCase(Locale.ROOT));
    }

    public static long status(int status) {
        return mix(PRIME * 3 + status);
    }

    /** Statuses of one class: 5 for 500 to 599. */
    public static long statusClass(int hundreds) {
        return mix(PRIME * 5 + hundreds);
    }

    public static long version(int httpVersion) {
        return mix(PRIME * 7 + httpVersion);
    }

    public static long conn(long conn) {
        return mix(PRIME * 11 + conn);
    }

    private static long field(String field, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
        return hash(field.hashCode(), bytes, 0, bytes.length);
    }

    private static long hash(long seed, byte[] bytes, int offset, int length) {
        long hash = seed * PRIME + length;
        int at = offset;
        int end = offset + length;
        for (; at + 8 <= end; at += 8) {
            hash = step(hash, (long) WORDS.get(bytes, at));
        }
        long rest = 0;
        for (int shift = 0; at < end; at++, shift += 8) {
            rest |= (bytes[at] & 0xffL) << shift;
        }
        return mix(step(hash, rest));
    }

    private static long step(long hash, long word) {
        long next = (hash ^ word) * PRIME;
        return next ^ next >>> 29;
    }

    private static long mix(long hash) {
        long mixed = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }
}

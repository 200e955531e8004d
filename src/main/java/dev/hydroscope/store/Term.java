package dev.hydroscope.store;

import dev.hydroscope.quic.Verdict.Part;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** Hashes under which the search segments hold requests. Two things can have one hash: always look at the row, too. */
public final class Term {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private static final long[] LEVELS = {100_000_000, 500_000_000};
    private static final Part[][] POSTED = {{Part.RECEIVING}, {Part.WAITING}, {Part.CWND}, {Part.CONNECTION_BLOCKED},
        {Part.STREAM_BLOCKED}, {Part.CONNECTION_BLOCKED, Part.STREAM_BLOCKED}, {Part.RETRANSMITTING}};

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

    /**
     * Requests of which some parts took at least that share, in billionths: a little less strict than asked. Empty where
     * nothing is posted: of small shares, and of parts that nearly every request has.
     */
    public static OptionalLong verdict(long billionths, Part... parts) {
        for (int level = LEVELS.length - 1; level >= 0; level--) {
            if (billionths >= LEVELS[level] && Arrays.stream(POSTED).anyMatch(posted -> Arrays.equals(posted, parts))) {
                return OptionalLong.of(verdict(level, parts));
            }
        }
        return OptionalLong.empty();
    }

    private static long verdict(int level, Part... parts) {
        long bits = 0;
        for (Part part : parts) {
            bits |= 1L << part.ordinal();
        }
        return mix(PRIME * 13 + (bits << 8 | level));
    }

    /** All that a packed verdict is posted under. */
    static void verdicts(byte[] packed, LongConsumer terms) {
        for (Part[] parts : POSTED) {
            long share = VerdictPacker.share(packed, parts);
            for (int level = 0; level < LEVELS.length && share >= LEVELS[level]; level++) {
                terms.accept(verdict(level, parts));
            }
        }
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

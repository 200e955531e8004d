package dev.hydroscope.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The header names of a session and their codes from 1. Code 0 is "spelt out in the row": names that are long, or too
 * many. One thread adds; any may read.
 */
final class Names {
    static final int LIMIT = 16_384;
    static final int LENGTH_LIMIT = 256;

    /**
     * A name and what is made of it once: its spelling for lookup and the seed of its terms.
     *
     * @param first the first code of a name that is the same in lower case; 0: it has none
     */
    record Name(byte[] bytes, String lower, long hash, int first) {
        static Name of(byte[] bytes) {
            return of(bytes, 0);
        }

        static Name of(byte[] bytes, int first) {
            String lower = Names.lower(bytes);
            return new Name(bytes, lower, Term.name(lower), first);
        }
    }

    private static final Name NONE = Name.of(new byte[0]);

    private final Map<ByteBuffer, Integer> codes = new HashMap<>();
    private final Map<String, Integer> firsts = new ConcurrentHashMap<>();
    private volatile Name[] names = {NONE};

    /** The code of a name, a new one where it has none; 0 where it shall be spelt out. */
    int code(byte[] name) {
        Integer known = codes.get(ByteBuffer.wrap(name));
        if (known != null) {
            return known;
        }
        return name.length > LENGTH_LIMIT || names.length > LIMIT ? 0 : add(name);
    }

    /** Gives the next code. */
    int add(byte[] name) {
        Name[] more = Arrays.copyOf(names, names.length + 1);
        int first = firsts.computeIfAbsent(lower(name), none -> names.length);
        more[names.length] = Name.of(name, first);
        codes.put(ByteBuffer.wrap(name), names.length);
        names = more;
        return more.length - 1;
    }

    Name get(int code) {
        return names[code];
    }

    /** The first code of a name in lower case; 0: it has none. */
    int firstCode(String lower) {
        return firsts.getOrDefault(lower, 0);
    }

    /** One more than the highest code. */
    int size() {
        return names.length;
    }

    /** The codes whose name, in lower case, is wanted. */
    BitSet codes(Predicate<String> wanted) {
        Name[] all = names;
        BitSet found = new BitSet(all.length);
        for (int code = 1; code < all.length; code++) {
            found.set(code, wanted.test(all[code].lower()));
        }
        return found;
    }

    /** As names are compared: ASCII letters in lower case, every byte a character. */
    static String lower(byte[] name) {
        return new String(name, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}

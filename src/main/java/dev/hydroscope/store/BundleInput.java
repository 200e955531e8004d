package dev.hydroscope.store;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads what {@link BundleOutput} wrote, a block at a time. Trusts none of it: each length has a bound, and whatever is not
 * as it must be is a BundleDamage.
 */
final class BundleInput implements AutoCloseable {
    static final int MOST_NAME = 200;
    static final int MOST_NAMES = 1000;
    private static final int PACKED = BundleOutput.BLOCK + BundleOutput.BLOCK / 8;

    private final DigestInputStream digested;
    private final DataInputStream in;
    private final Inflater inflater = new Inflater();
    private final byte[] packed = new byte[PACKED];
    private final byte[] block = new byte[BundleOutput.BLOCK];
    private int at;
    private int length;
    private boolean ended;
    private long total;

    /** Refuses what is no bundle, and one of a version that is not known. */
    BundleInput(InputStream from) throws IOException {
        digested = new DigestInputStream(from, BundleOutput.digest());
        in = new DataInputStream(digested);
        byte[] magic = in.readNBytes(BundleOutput.MAGIC.length);
        int number = magic.length - 2;
        if (magic.length < BundleOutput.MAGIC.length || !Arrays.equals(magic, 0, number, BundleOutput.MAGIC, 0, number)) {
            throw new BundleDamage("its first line is not that of a session's file");
        }
        if (!Arrays.equals(magic, BundleOutput.MAGIC)) {
            throw new BundleDamage("it is of a version that this Hydroscope does not know");
        }
    }

    static boolean begins(byte[] file) {
        int known = BundleOutput.MAGIC.length - 2;
        return file.length >= known && Arrays.equals(file, 0, known, BundleOutput.MAGIC, 0, known);
    }

    /** Unpacked so far. */
    long total() {
        return total;
    }

    /** Up to a bound, not below 0. */
    long number(long most) throws IOException {
        long value = number();
        if (value < 0 || value > most) {
            throw new BundleDamage("a number in it is out of its bounds");
        }
        return value;
    }

    long signed() throws IOException {
        long value = number();
        return value >>> 1 ^ -(value & 1);
    }

    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int b = one();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new BundleDamage("a number in it does not end");
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int filled = 0; filled < count;) {
            require();
            int some = Math.min(count - filled, length - at);
            System.arraycopy(block, at, bytes, filled, some);
            filled += some;
            at += some;
        }
        return bytes;
    }

    String text(int most) throws IOException {
        int count = (int) number(most);
        StringBuilder text = new StringBuilder(Math.min(count, MOST_NAME));
        for (int i = 0; i < count; i++) {
            text.append((char) number(Character.MAX_VALUE));
        }
        return text.toString();
    }

    private int one() throws IOException {
        require();
        return block[at++] & 0xff;
    }

    /** At least a byte is there. */
    private void require() throws IOException {
        if (at == length && !next()) {
            throw new BundleDamage("it ends too early");
        }
    }

    private boolean next() throws IOException {
        try {
            int raw = ended ? 0 : in.readInt();
            int count = ended ? 0 : in.readInt();
            ended |= raw == 0 && count == 0;
            if (ended) {
                return false;
            }
            if (raw <= 0 || raw > BundleOutput.BLOCK || count <= 0 || count > PACKED) {
                throw new BundleDamage("the length of a block in it is out of its bounds");
            }
            in.readFully(packed, 0, count);
            unpack(raw, count);
            return true;
        } catch (EOFException e) {
            throw new BundleDamage("it is cut short");
        }
    }

    private void unpack(int raw, int count) throws BundleDamage {
        inflater.reset();
        inflater.setInput(packed, 0, count);
        try {
            int got = inflater.inflate(block, 0, raw);
            if (got != raw || inflater.inflate(new byte[1]) != 0 || !inflater.finished() || inflater.getRemaining() != 0) {
                throw new BundleDamage("a block in it is not as long as it says");
            }
        } catch (DataFormatException e) {
            throw new BundleDamage("a block in it cannot be unpacked");
        }
        total += raw;
        at = 0;
        length = raw;
    }

    /** The end is here, the digest is that of all that was read, and nothing stands behind it. */
    void end() throws IOException {
        if (at < length || next()) {
            throw new BundleDamage("something stands behind its last row");
        }
        byte[] digest = digested.getMessageDigest().digest();
        digested.on(false);
        if (!MessageDigest.isEqual(digest, in.readNBytes(digest.length))) {
            throw new BundleDamage("its SHA-256 is not that of its content");
        }
        if (in.read() >= 0) {
            throw new BundleDamage("something stands behind its end");
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}

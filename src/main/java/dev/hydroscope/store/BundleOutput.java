package dev.hydroscope.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.Deflater;

/**
 * The file of a bundle: a line that tells what it is, then blocks (the length, the packed length, the bytes deflated), an empty
 * one at the end, and the SHA-256 of all before it.
 */
public final class BundleOutput {
    /** Whatever changes how a bundle is written changes its number. */
    static final byte[] MAGIC = "hydroscope session bundle 1\n".getBytes(StandardCharsets.US_ASCII);
    static final int BLOCK = 1 << 18;

    private final DigestOutputStream out;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final byte[] packed = new byte[BLOCK + BLOCK / 8];

    public BundleOutput(OutputStream to) throws IOException {
        out = new DigestOutputStream(to, digest());
        out.write(MAGIC);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /** What a session is, apart from its rows; stands at the beginning. */
    public void head(byte[] words) throws IOException {
        BundleBytes head = new BundleBytes();
        head.number(words.length);
        head.bytes(words);
        write(head.take());
    }

    public void write(byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += BLOCK) {
            block(bytes, at, Math.min(BLOCK, bytes.length - at));
        }
    }

    private void block(byte[] bytes, int from, int count) throws IOException {
        deflater.reset();
        deflater.setInput(bytes, from, count);
        deflater.finish();
        int length = deflater.deflate(packed);
        out.write(ByteBuffer.allocate(8).putInt(count).putInt(length).array());
        out.write(packed, 0, length);
    }

    /** Nothing comes after it; what it is written to stays open. */
    public void end() throws IOException {
        deflater.end();
        out.write(ByteBuffer.allocate(8).array());
        byte[] digest = out.getMessageDigest().digest();
        out.on(false);
        out.write(digest);
        out.flush();
    }
}

package dev.hydroscope.source;

import dev.hydroscope.probe.Probe;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Writes what comes out of the ring to a file, byte by byte as it came, for {@link Recording} to read; compressed where
 * the name ends in .gz. A disk that is full ends the recording and nothing else: close() tells it. For one thread.
 */
public final class RecordingWriter implements AutoCloseable {
    private final Path file;
    private final OutputStream out;
    private final byte[] frame = new byte[Recording.LONGEST_RECORD];
    private long records;
    private IOException failure;

    /**
     * @param probesBySite as the records' site numbers count them
     * @param clockOffsetNanos from the records' CLOCK_MONOTONIC to nanoseconds since 1970, UTC
     */
    public RecordingWriter(Path file, List<Probe> probesBySite, long clockOffsetNanos) throws RecordingException {
        this.file = file;
        try {
            OutputStream plain = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            this.out = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain, 1 << 16) : plain;
            out.write(header(probesBySite, clockOffsetNanos).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new RecordingException(file.toString(), "it cannot be written: " + e.getMessage(),
                    "see whether its folder is there and has room");
        }
    }

    /** A process whose records follow. */
    public void process(int pid, long startNanos) {
        ByteBuffer bytes = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(Recording.PROCESS).putInt(pid).putLong(startNanos);
        write(bytes.position());
    }

    /** One record; the buffer is not moved and may be used again at once. */
    public void record(ByteBuffer buffer, int offset, int length) {
        ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(0, length);
        buffer.get(offset, frame, 4, length);
        write(4 + length);
        records++;
    }

    private void write(int length) {
        if (failure == null) {
            try {
                out.write(frame, 0, length);
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    @Override
    public void close() throws RecordingException {
        ByteBuffer bytes = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(Recording.END).putLong(records);
        write(bytes.position());
        try (out) {
            if (failure != null) {
                throw failure;
            }
        } catch (IOException e) {
            throw new RecordingException(file.toString(), "it could not be written to its end: " + e.getMessage(),
                    "make room and record again; what is there can be replayed");
        }
    }

    private static String header(List<Probe> probesBySite, long clockOffsetNanos) {
        StringBuilder text = new StringBuilder(Recording.MAGIC + "\nclock " + clockOffsetNanos + "\n");
        probesBySite.forEach(probe -> text.append(probe.line()).append('\n'));
        return text.append('\n').toString();
    }
}

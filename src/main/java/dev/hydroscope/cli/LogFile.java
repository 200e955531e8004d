package dev.hydroscope.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A file of lines that is put aside when it is large or old enough, and begun anew when it is told to, as logrotate does.
 * No line is cut in two: each write ends with a line, and so does each file. Only its owner may read it.
 */
final class LogFile extends OutputStream {
    private final Path file;
    private final Rotation rotation;
    private final Archive archive;
    private FileChannel channel;
    private long written;
    private long openedAt;
    private volatile boolean reopen;

    /** What is there already is replaced, as h2olog does it; a file that rotates goes on. */
    LogFile(Path file, Rotation rotation, Archive archive) throws IOException {
        this.file = file;
        this.rotation = rotation;
        this.archive = archive;
        open();
        if (!rotation.rotates() && Files.isRegularFile(file)) {
            channel.truncate(0);
            written = 0;
        }
    }

    private void open() throws IOException {
        boolean device = Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
        channel = device ? FileChannel.open(file, StandardOpenOption.WRITE)
                : FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        written = device ? 0 : channel.size();
        openedAt = System.nanoTime();
    }

    /** The file may have been moved away: what comes next is written to one of its name. For any thread. */
    void reopen() {
        reopen = true;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** Whole lines. */
    @Override
    public void write(byte[] lines, int offset, int length) throws IOException {
        turn();
        int from = offset;
        int end = offset + length;
        while (rotation.bytes() > 0 && from < end && written + end - from > rotation.bytes()) {
            int fits = fitting(lines, from, end);
            put(lines, from, fits);
            from = fits;
            if (from < end) {
                putAside();
            }
        }
        put(lines, from, end);
    }

    /** The end of the last line for which there is room; of one line at least where the file is empty. */
    private int fitting(byte[] lines, int from, int end) {
        int fits = from;
        for (int i = from; i < end; i++) {
            boolean room = written + i + 1 - from <= rotation.bytes();
            if (lines[i] == '\n' && (room || written == 0 && fits == from)) {
                fits = i + 1;
            } else if (!room && (written > 0 || fits > from)) {
                break;
            }
        }
        return fits == from && written == 0 ? end : fits;
    }

    private void put(byte[] lines, int from, int end) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(lines, from, end - from);
        while (bytes.hasRemaining()) {
            written += channel.write(bytes);
        }
    }

    /** Also looks at the time. */
    @Override
    public void flush() throws IOException {
        turn();
    }

    private void turn() throws IOException {
        if (reopen) {
            reopen = false;
            channel.close();
            open();
        }
        boolean old = rotation.millis() > 0 && System.nanoTime() - openedAt >= TimeUnit.MILLISECONDS.toNanos(rotation.millis());
        if (old && written > 0) {
            putAside();
        }
    }

    private void putAside() throws IOException {
        channel.close();
        archive.take(file);
        open();
    }

    @Override
    public void close() throws IOException {
        try (archive) {
            channel.close();
        }
    }
}

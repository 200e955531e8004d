package dev.hydroscope.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How much has been written, told on one line while one waits, where standard error is a terminal; gone at the end. */
final class ProgressLine implements AutoCloseable {
    private static final long EVERY_NANOS = 200_000_000L;

    private final PrintWriter err;
    private final boolean shown;
    private long toldAt = System.nanoTime();
    private long bytes;
    private boolean told;

    ProgressLine(PrintWriter err) {
        this.err = err;
        this.shown = terminal();
    }

    private static boolean terminal() {
        try {
            String to = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return to.startsWith("/dev/pts/") || to.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Counts what passes. */
    OutputStream over(OutputStream to) {
        return !shown ? to : new FilterOutputStream(to) {
            @Override
            public void write(byte[] some, int from, int count) throws IOException {
                out.write(some, from, count);
                passed(count);
            }
        };
    }

    private void passed(int count) {
        bytes += count;
        long now = System.nanoTime();
        if (now - toldAt > EVERY_NANOS) {
            toldAt = now;
            told = true;
            err.print(String.format(Locale.ROOT, "\r%,.1f MB written ", bytes / 1e6));
            err.flush();
        }
    }

    @Override
    public void close() {
        if (told) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}

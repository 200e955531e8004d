package dev.hydroscope.source;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.format.Caveats;
import dev.hydroscope.format.TraceFormat;
import dev.hydroscope.format.TraceFormats;
import dev.hydroscope.format.TraceReader;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A trace in a file of any format that is known, plain or gzip: once, as fast as it is taken. What can be expected of it is
 * told from its first megabytes; a line that cannot be read is counted and told, and ends nothing.
 */
public final class FileSource implements Source {
    private static final int LOOK_BYTES = 4 << 20;

    private final String name;
    private final InputStream in;
    private final TraceFormat format;
    private final TraceReader reader;
    private final List<Probe> probes;
    private final Met met = new Met();
    private final Thread thread = new Thread(this::run, "file");
    private volatile Consumer<List<Event>> doorway = events -> { };
    private volatile boolean closing;
    private volatile boolean stopped;
    private volatile String reason = "";
    private volatile long events;

    private FileSource(String name, InputStream in, byte[] beginning, TraceFormat format, boolean appData) throws IOException {
        this.name = name;
        this.in = in;
        this.format = format;
        this.probes = probes(format, beginning, appData);
        this.reader = format.read(new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                return closing ? -1 : super.read();
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return closing ? -1 : super.read(bytes, from, length);
            }
        }, appData);
    }

    /** Refuses, with what to do, a file that cannot be read, and one in which nothing of a known format stands. */
    public static FileSource open(Path file, String name, boolean appData) throws FormatException {
        InputStream in = null;
        try {
            in = stream(file);
            byte[] beginning = beginning(in);
            byte[] head = Arrays.copyOf(beginning, Math.min(beginning.length, TraceFormat.HEAD_BYTES));
            TraceFormat format = TraceFormats.of(head).orElseThrow(() -> FormatException.unknown(name, head.length == 0));
            return new FileSource(name, new SequenceInputStream(new ByteArrayInputStream(beginning), in), beginning, format,
                    appData);
        } catch (IOException e) {
            close(in);
            throw new FormatException(name + " cannot be read: " + e.getMessage(), "see that it is there, whole and readable");
        } catch (FormatException | RuntimeException e) {
            close(in);
            throw e;
        }
    }

    private static InputStream stream(Path file) throws IOException {
        InputStream plain = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            plain.mark(2);
            boolean zipped = plain.read() == 0x1f && plain.read() == 0x8b;
            plain.reset();
            return zipped ? new GZIPInputStream(plain, 1 << 16) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** As far as it can be had: what is cut there is told when one reads on. */
    private static byte[] beginning(InputStream in) throws IOException {
        byte[] bytes = new byte[LOOK_BYTES];
        int length = 0;
        try {
            for (int n = 0; n >= 0 && length < LOOK_BYTES; n = in.read(bytes, length, LOOK_BYTES - length)) {
                length += n;
            }
        } catch (EOFException | ZipException e) {
            // what came before it counts
        }
        return Arrays.copyOf(bytes, length);
    }

    private static List<Probe> probes(TraceFormat format, byte[] beginning, boolean appData) throws IOException {
        Set<Probe> seen = new LinkedHashSet<>();
        List<Event> batch = new ArrayList<>();
        try (TraceReader reader = format.read(new ByteArrayInputStream(beginning), appData)) {
            for (boolean more = true; more;) {
                more = reader.read(batch);
                batch.forEach(event -> seen.add(event.probe()));
                batch.clear();
            }
        }
        return List.copyOf(seen);
    }

    private static void close(InputStream in) {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            // it was only read from
        }
    }

    public String format() {
        return format.name();
    }

    @Override
    public void start(Consumer<List<Event>> takes) {
        doorway = takes;
        thread.start();
    }

    @Override
    public List<Probe> probes() {
        return probes;
    }

    @Override
    public List<Process> processes() {
        return met.processes();
    }

    /** Probes that the file's beginning does not show are counted with the last. */
    @Override
    public Counters counters() {
        Counters counters = Counters.none(Math.max(1, probes.size()));
        counters.hits()[counters.hits().length - 1] = events + undecodable();
        return counters;
    }

    @Override
    public long undecodable() {
        return reader.caveats().undecodable();
    }

    @Override
    public Caveats caveats() {
        Caveats read = reader.caveats();
        return stopped ? read.noting("only its beginning is here: the import was stopped") : read;
    }

    @Override
    public boolean ended() {
        return !reason.isEmpty();
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public void close() {
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            close(in);
        }
        Ending.await(thread);
    }

    private void run() {
        try (reader) {
            boolean more = true;
            while (more && !closing) {
                List<Event> batch = new ArrayList<>();
                try {
                    more = reader.read(batch);
                } finally {
                    deliver(batch);
                }
            }
            stopped = more || closing;
            reason = name + (stopped ? ": the import was stopped" : ": read to its end");
        } catch (EOFException | ZipException e) {
            reason = name + ": it is cut short or damaged (gzip); what stands before that was read";
        } catch (IOException e) {
            reason = name + ": it could not be read further: " + e.getMessage();
        } catch (RuntimeException | Error e) {
            reason = name + ": reading stopped: " + e;
        }
    }

    private void deliver(List<Event> batch) {
        if (!batch.isEmpty()) {
            met.meet(batch);
            events += batch.size();
            doorway.accept(batch);
        }
    }
}

package dev.hydroscope.source;

import dev.hydroscope.probe.Probe;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A recorded trace: ring records as they came, with all that is needed to read them without the traced binary. First
 * lines of text (the magic, `clock` and the offset, a probe's catalogue line a site), an empty line; then frames: a
 * length and a record's bytes, or PROCESS, pid and start, or END and how many records. Little endian; plain or gzip.
 */
public final class Recording {
    static final String MAGIC = "hydroscope recording 1";
    static final int PROCESS = -1;
    static final int END = -2;
    static final int LONGEST_RECORD = 1 << 20;
    private static final int LONGEST_LINE = 8192;
    private static final int MOST_SITES = 65_536;

    private final String name;
    private final Opening opening;
    private final List<Probe> probesBySite;
    private final long clockOffsetNanos;

    /** Opens the bytes from the beginning, as often as it is asked. */
    private interface Opening {
        InputStream open() throws IOException;
    }

    private Recording(String name, Opening opening) throws RecordingException {
        this.name = name;
        this.opening = opening;
        try (InputStream in = stream()) {
            this.clockOffsetNanos = clock(in);
            this.probesBySite = probes(in);
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new RecordingException(name, "there is no such file", "see whether the path is right");
        } catch (RecordingException e) {
            throw e;
        } catch (IOException e) {
            throw new RecordingException(name, "it cannot be read: " + e.getMessage(), "see whether it may be read");
        }
    }

    public static Recording of(Path file) throws RecordingException {
        return new Recording(file.toString(), () -> Files.newInputStream(file));
    }

    /** One that comes with Hydroscope, by its name among the resources. */
    public static Recording resource(String path) throws RecordingException {
        return new Recording(path.substring(path.lastIndexOf('/') + 1), () -> {
            InputStream in = Recording.class.getResourceAsStream(path);
            if (in == null) {
                throw new FileNotFoundException(path);
            }
            return in;
        });
    }

    public String name() {
        return name;
    }

    public List<Probe> probesBySite() {
        return probesBySite;
    }

    /** From the records' CLOCK_MONOTONIC to nanoseconds since 1970, UTC. */
    public long clockOffsetNanos() {
        return clockOffsetNanos;
    }

    /** Its records from the first one on. */
    RecordingReader read() throws IOException {
        InputStream in = stream();
        try {
            while (!line(in).isEmpty()) {
                continue;
            }
            return new RecordingReader(in, probesBySite.size());
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private InputStream stream() throws IOException {
        InputStream plain = new BufferedInputStream(opening.open(), 1 << 16);
        plain.mark(2);
        boolean zipped = plain.read() == 0x1f && plain.read() == 0x8b;
        plain.reset();
        return zipped ? new BufferedInputStream(new GZIPInputStream(plain, 1 << 16), 1 << 16) : plain;
    }

    private long clock(InputStream in) throws IOException {
        if (!line(in).equals(MAGIC)) {
            throw new RecordingException(name, "it is not a recording of this version of Hydroscope",
                    "give a file that Hydroscope recorded, or record it again");
        }
        String line = line(in);
        try {
            if (line.startsWith("clock ")) {
                return Long.parseLong(line.substring(6));
            }
        } catch (NumberFormatException e) {
            // as any other line that is no clock
        }
        throw damaged(line);
    }

    private List<Probe> probes(InputStream in) throws IOException {
        List<Probe> probes = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            try {
                probes.add(Probe.parse(line));
            } catch (IllegalArgumentException e) {
                throw damaged(line);
            }
            if (probes.size() > MOST_SITES) {
                throw damaged("too many probes");
            }
        }
        return List.copyOf(probes);
    }

    private String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw damaged(line.substring(0, Math.min(40, line.length())));
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private RecordingException damaged(String where) {
        return new RecordingException(name, "its head is cut short or damaged at \"" + where + "\"", "record it again");
    }
}

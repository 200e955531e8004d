package dev.hydroscope.session;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.source.FileSource;
import dev.hydroscope.source.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A trace that comes as a file: here, or sent and kept in the data folder until it is open. */
final class Imported implements AutoCloseable {
    /** Of a file as it is sent, zipped or not. */
    static final long MOST_BYTES = 4L << 30;
    private static final String SIZE = "4 GiB";
    private static final long LOOK_BYTES = 16 << 20;

    private final Path file;
    private final String name;
    private final boolean copy;

    private Imported(Path file, String name, boolean copy) {
        this.file = file;
        this.name = name;
        this.copy = copy;
    }

    static Imported of(DataFolder folder, Path file) {
        folder.requireRoom(file.toFile().length(), "the session of this file");
        return new Imported(file, name(String.valueOf(file.getFileName())), false);
    }

    /** @param expected bytes; -1 where nobody knows */
    static Imported copied(DataFolder folder, String name, InputStream content, long expected) {
        String right = name(name);
        if (expected > MOST_BYTES) {
            throw tooLarge();
        }
        folder.requireRoom(Math.max(0, expected) * 2, "importing this file");
        Path file;
        try {
            file = folder.incoming();
        } catch (IOException e) {
            throw unwritten(e);
        }
        Imported imported = new Imported(file, right, true);
        try {
            copy(content, file, folder);
            return imported;
        } catch (RuntimeException e) {
            imported.close();
            throw e;
        }
    }

    private static void copy(InputStream content, Path file, DataFolder folder) {
        byte[] some = new byte[1 << 16];
        long all = 0;
        long looked = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = read(content, some); n >= 0; n = read(content, some)) {
                all += n;
                if (all > MOST_BYTES) {
                    throw tooLarge();
                }
                out.write(some, 0, n);
                looked = looked(all, looked, folder);
            }
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /** Of what nobody said how much it is: whether the disk still has room, each time that so much has come. */
    private static long looked(long all, long looked, DataFolder folder) {
        if (all - looked < LOOK_BYTES) {
            return looked;
        }
        folder.requireRoom(0, "importing this file");
        return all;
    }

    private static Problem tooLarge() {
        return new Problem(Problem.Kind.TOO_LARGE, "the file is larger than " + SIZE, "send it zipped, or in parts");
    }

    private static int read(InputStream content, byte[] into) {
        try {
            return content.read(into);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.MALFORMED, "the file did not arrive whole", "send it again", e);
        }
    }

    /** Without the folders that stood before it where it came from. */
    private static String name(String path) {
        String name = SessionSettings.name(path.replaceFirst("^.*[/\\\\]", ""));
        return name.isEmpty() ? "import" : name;
    }

    SessionInfo begin(Sessions sessions) {
        FileSource source = open();
        try {
            SessionSettings settings = SessionSettings.of(0, "all", name).lasting(SessionSettings.LONGEST);
            List<String> probes = source.probes().stream().map(Probe::key).distinct().sorted().toList();
            var target = new SessionInfo.Target(0, Instant.now(), "a file of " + source.format(), name);
            var origin = new SessionInfo.Origin("file", target, probes, settings.filters(), settings.redact());
            return sessions.begin(name, origin, () -> source);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private FileSource open() {
        try {
            return FileSource.open(file, name, false);
        } catch (FormatException e) {
            throw new Problem(Problem.Kind.INVALID, e.getMessage(), e.hint(), e);
        }
    }

    /** The bytes of a copy are gone once its reader closes it. */
    @Override
    public void close() {
        try {
            if (copy) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    private static Problem unwritten(IOException e) {
        return new Problem(Problem.Kind.UNAVAILABLE, "the file cannot be kept in the data folder: " + DataFolder.reason(e),
                "see that the data folder's disk has room and is not read-only", e);
    }
}

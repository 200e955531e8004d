package dev.hydroscope.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What /proc tells of a process. */
final class ProcFiles {
    private static final Path PROC = Path.of("/proc");
    /** Ticks of /proc/PID/stat: the kernel's USER_HZ, the same on every machine that H2O runs on. */
    private static final long TICK_MILLIS = 10;

    /** By number: each is looked up once. */
    private static final Map<Object, String> OWNERS = new ConcurrentHashMap<>();

    private ProcFiles() {
    }

    static Path of(int pid) {
        return PROC.resolve(Integer.toString(pid));
    }

    /** When it began, or -1 where there is no such process or it has ended and is only waited for. */
    static long startTicks(int pid) {
        try {
            String stat = Files.readString(of(pid).resolve("stat"), StandardCharsets.ISO_8859_1);
            // the name stands in brackets and may hold any character, brackets too
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[0].equals("Z") || fields[0].equals("X") ? -1 : Long.parseLong(fields[19]);
        } catch (IOException e) {
            return -1;
        }
    }

    static Instant bootedAt() {
        try {
            return Files.readAllLines(PROC.resolve("stat")).stream().filter(line -> line.startsWith("btime "))
                    .map(line -> Instant.ofEpochSecond(Long.parseLong(line.substring(6)))).findFirst()
                    .orElse(Instant.EPOCH);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read /proc/stat", e);
        }
    }

    static Instant startedAt(Instant bootedAt, long startTicks) {
        return bootedAt.plus(Duration.ofMillis(startTicks * TICK_MILLIS));
    }

    /** Its command line, its name where it has none (a zombie, a kernel thread), "" where it has ended. */
    static String command(int pid) {
        String line = read(pid, "cmdline").replace('\0', ' ').trim();
        return line.isEmpty() ? name(pid) : line;
    }

    /** The first 15 bytes of its program's name; anyone may read it. */
    static String name(int pid) {
        return read(pid, "comm").trim();
    }

    /** Whose it is, "" where it has ended. */
    static String owner(int pid) {
        try {
            Object number = Files.getAttribute(of(pid), "unix:uid");
            String known = OWNERS.get(number);
            if (known == null) {
                known = Files.getOwner(of(pid)).getName();
                OWNERS.put(number, known);
            }
            return known;
        } catch (IOException e) {
            return "";
        }
    }

    private static String read(int pid, String file) {
        try {
            return new String(Files.readAllBytes(of(pid).resolve(file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}

package dev.hydroscope.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.session.Sessions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Lines of h2olog from a file to a sealed session: downloads over HTTP/3 that a real H2O logged, and requests of all
 * versions, over and over under numbers of their own.
 */
public final class ImportBench {
    private static final int WARM_UP_ROUNDS = 30;
    private static final int ROUNDS = 260;

    private ImportBench() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("hydroscope-bench");
        try (Sessions sessions = Sessions.open(folder.resolve("data"))) {
            run(sessions, write(folder.resolve("warm-up.jsonl"), WARM_UP_ROUNDS));
            Path file = write(folder.resolve("trace.jsonl"), ROUNDS);
            long began = System.nanoTime();
            long cpuBegan = cpuNanos();
            SessionInfo info = run(sessions, file);
            double seconds = (System.nanoTime() - began) / 1e9;
            print(file, info, seconds, (cpuNanos() - cpuBegan) / 1e3);
        } finally {
            Scratch.delete(folder);
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static SessionInfo run(Sessions sessions, Path file) throws InterruptedException {
        SessionInfo info = sessions.importFile(file);
        while (info.endedAt().isEmpty()) {
            Thread.sleep(5);
            info = sessions.get(info.id());
        }
        return info;
    }

    private static void print(Path file, SessionInfo info, double seconds, double cpuMicros) throws IOException {
        long lines = info.counts().events() + info.counts().undecodable();
        double perSecond = lines / seconds;
        System.out.printf(Locale.ROOT, "%-28s %,15d%n%-28s %,15d%n%-28s %15.2f%n%-28s %,15.0f%n", "lines", lines,
                "bytes of the file", Files.size(file), "seconds", seconds, "lines a second", perSecond);
        System.out.printf(Locale.ROOT, "%-28s %,15d%n%-28s %15.1f%n%-28s %15.2f%n", "could not be read, or lost",
                info.counts().undecodable() + info.counts().lost().total(),
                "bytes a line, stored", (double) info.bytes() / lines, "CPU a line, all threads, µs", cpuMicros / lines);
        System.out.printf(Locale.ROOT, "import linesPerSecond=%.0f%n", perSecond);
    }

    /** Each round has its own connections, and comes a second after the one before. */
    private static Path write(Path file, int rounds) throws IOException {
        List<String> lines = capture("raw-h3-3mb.jsonl");
        List<String> requests = capture("raw-app.jsonl");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1)) {
            for (int round = 0; round < rounds; round++) {
                for (List<String> part : List.of(requests, lines)) {
                    for (String line : part) {
                        out.write(shifted(line, round));
                        out.write('\n');
                    }
                }
            }
        }
        return file;
    }

    private static String shifted(String line, int round) {
        return add(add(line, "\"conn_id\":", round * 100L), "\"time\":", round * 1000L);
    }

    private static String add(String line, String field, long more) {
        int at = line.indexOf(field);
        if (at < 0) {
            return line;
        }
        int from = at + field.length();
        int to = from;
        while (Character.isDigit(line.charAt(to))) {
            to++;
        }
        return line.substring(0, from) + (Long.parseLong(line.substring(from, to)) + more) + line.substring(to);
    }

    private static List<String> capture(String name) throws IOException {
        try (InputStream in = ImportBench.class.getResourceAsStream("/captures/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).lines().toList();
        }
    }
}

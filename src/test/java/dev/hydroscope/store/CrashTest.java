package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer that is killed leaves a file that opens again: whole batches, an account that fits, and the crash told. */
class CrashTest {
    @TempDir
    private Path folder;

    /** The process that is killed: writes without end, says how much it has written. */
    public static final class Victim {
        public static void main(String[] args) {
            try (SessionFile file = SessionFile.create(Path.of(args[0]))) {
                Writer writer = file.writer();
                Assembler assembler = new Assembler(Traffic.PROBES, false);
                Traffic traffic = new Traffic(Long.parseLong(args[1]), 50, 20_000);
                for (int batch = 0; batch < 1_000_000; batch++) {
                    for (int i = 0; i < 200; i++) {
                        traffic.request().forEach(assembler::accept);
                    }
                    writer.write(assembler.take(traffic.nowNanos() + batch * 250_000_000L));
                    System.out.println(writer.counts().events());
                }
            }
        }
    }

    @RepeatedTest(4)
    void killedWriterLeavesWholeBatches(RepetitionInfo repetition) throws IOException, InterruptedException {
        Path path = folder.resolve("session.mv.db");
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        long acknowledged = runAndKill(path, 20 + random.nextInt(200));
        try (SessionFile file = SessionFile.open(path)) {
            assertTrue(file.crashed());
            assertTrue(file.sealed());
            Counts counts = file.reader().counts();
            assertTrue(counts.events() > 0 && counts.events() <= acknowledged + 200 * Traffic.EVENTS,
                    counts + " of " + acknowledged);
            assertAccountFits(file.reader(), counts);
        }
        try (SessionFile again = SessionFile.open(path)) {
            assertTrue(again.crashed());
        }
    }

    /** H2 writes what was committed every half a second: who is killed before has left nothing. */
    private static final long SOMETHING_WRITTEN_NANOS = 1_500_000_000L;

    /** Kills it when it has written so many batches, and some to the disk; gives what it said it had. */
    private static long runAndKill(Path path, int batches) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-cp", System.getProperty("java.class.path"), Victim.class.getName(), path.toString(), "9")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        long acknowledged = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            long began = System.nanoTime();
            for (int i = 0; i < batches || System.nanoTime() - began < SOMETHING_WRITTEN_NANOS; i++) {
                acknowledged = Long.parseLong(lines.readLine());
            }
            process.toHandle().destroyForcibly();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged = Long.parseLong(line);
            }
        }
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return acknowledged;
    }

    /** What the account says is what is there: each request with its headers, each found by a term of its own. */
    private static void assertAccountFits(Reader reader, Counts counts) {
        List<RequestRow> all = all(reader, new Filter.Anything());
        assertEquals(List.of(counts.requests(), counts.headers()),
                List.of((long) all.size(), all.stream().mapToLong(RequestRow::headerCount).sum()));
        RequestRow some = all.get(all.size() / 2);
        long term = Term.header("x-request-id", some.value(false, "x-request-id").orElseThrow().getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(some.ordinal()),
                all(reader, new Filter.Has(term)).stream().map(RequestRow::ordinal).toList());
    }

    private static List<RequestRow> all(Reader reader, Filter filter) {
        return reader.scan(filter, new Scan.Range(false, -1, 0, 0), scan -> {
            List<RequestRow> rows = new ArrayList<>();
            while (!scan.done()) {
                rows.addAll(scan.next());
            }
            return rows;
        });
    }

    @Test
    void copyOfASealedFileIsSealed() throws IOException {
        Path path = folder.resolve("session.mv.db");
        try (SessionFile file = SessionFile.create(path)) {
            Writer writer = file.writer();
            Assembler assembler = new Assembler(Traffic.PROBES, false);
            new Traffic(1, 5, 1000).request().forEach(assembler::accept);
            writer.write(assembler.finish());
            assertFalse(file.crashed());
            writer.seal();
        }
        Path copy = Files.copy(path, folder.resolve("copy.mv.db"), StandardCopyOption.COPY_ATTRIBUTES);
        try (SessionFile file = SessionFile.open(copy)) {
            assertFalse(file.crashed());
            assertEquals(1, file.reader().counts().requests());
        }
    }
}

package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Worker;
import dev.hydroscope.standin.Kernel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program started to be traced: nothing that it does of its own is missed, and trace ends when it does. */
class TraceLaunchTest {
    @TempDir
    private static Path folder;
    private static Path program;
    private final Commands commands = new Commands();

    @BeforeAll
    static void needsProbes() throws Exception {
        Kernel.assumeProbes();
        program = Worker.compile(folder);
    }

    @AfterEach
    void endAll() throws InterruptedException {
        commands.close();
    }

    private record Told(int status, String out, String err) {
    }

    private Told trace(List<String> words, String... command) throws Exception {
        Process process = commands.start(Stream.of(List.of("trace"), words, List.of("--"), List.of(command)).flatMap(List::stream)
                .toArray(String[]::new));
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Told(process.waitFor(), out, Commands.errors(process));
    }

    @Test
    void everythingFromItsBeginningIsCounted() throws Exception {
        Told told = trace(List.of("demo:hit", "--count"), program.toString(), "now", "hit", "1000000", "0");
        assertEquals(0, told.status, told.err);
        assertTrue(told.err.contains("1,000,000 hits, 0 lost"), told.err);
        assertTrue(told.err.contains("worker has ended with status 0"), told.err);
        assertTrue(told.out.startsWith("ready\n"), "its output is ours");
    }

    /** Ten deep: of each call the innermost is paired, the nine around it begin again before, and return after. */
    @Test
    void aFunctionIsMeasuredFromEntryToReturnAndItsRecursionIsTold() throws Exception {
        Told told = trace(List.of("worker:deep", "--latency"), program.toString(), "now", "deep", "100", "9");
        assertTrue(told.out.contains("\nworker:deep: 100, average "), told.out);
        assertTrue(told.out.contains(" 900  began again before they ended"), told.out);
        assertTrue(told.out.contains(" 900  ended without a begin"), told.out);
    }

    @Test
    void everyThreadOfAFunctionIsPairedWithItself() throws Exception {
        Told told = trace(List.of("worker:work(size:i64, name:str)", "--latency", "--json"), program.toString(), "now", "work",
                "50", "100");
        String total = told.out.lines().filter(line -> line.startsWith("{")).reduce((one, other) -> other).orElseThrow();
        assertTrue(total.contains("\"count\":200,"), total);
        assertTrue(total.contains("\"unpairedBegins\":0,\"unpairedEnds\":0,\"noRoom\":0"), total);
    }

    @Test
    void aScriptIsTracedAsWhatRunsIt() throws Exception {
        Path script = Files.writeString(folder.resolve("script"), "#! " + program + " now\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        Told told = trace(List.of("worker:main", "--count"), script.toString());
        assertTrue(told.err.contains("\n1 hits, 0 lost") || told.err.startsWith("1 hits, 0 lost"), told.err + told.out);
    }

    @Test
    void whoReadsNoFurtherEndsItQuietly() throws Exception {
        Process process = commands.start("trace", "libc.so.6:strlen(str)", "--", "/bin/sh", "-c",
                "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done");
        process.getInputStream().close();
        assertEquals(0, process.waitFor());
        assertEquals("", Commands.errors(process));
    }

    @Test
    void saysWhyACommandDidNotStart() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "no program");
        Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rwx------"));
        Told told = trace(List.of("libc.so.6:malloc"), text.toString());
        assertEquals(1, told.status);
        assertTrue(told.err.contains("it cannot be started: it is not an ELF file"), told.err);
    }
}

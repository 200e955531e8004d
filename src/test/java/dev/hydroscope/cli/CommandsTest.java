package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hydroscope.probe.Gcc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a shell meets them: what they print, where, and their exit status. */
class CommandsTest {
    @TempDir
    static Path folder;
    private static Path program;

    @BeforeAll
    static void compile() throws Exception {
        program = Gcc.compile(folder, "probed", Gcc.PROBED);
    }

    @Test
    void probesListsThemAsTplist() {
        Ran ran = Ran.of("probes", "-l", program.toString());
        assertEquals(0, ran.status());
        assertEquals(Stream.of("constant", "six", "symbol", "zero").map(name -> program + " demo:" + name).toList(),
                ran.out().lines().toList());
        assertEquals("", ran.err());
    }

    @Test
    void aGlobFilters() {
        assertEquals(program + " demo:six\n", Ran.of("probes", "-l", program.toString(), "s*", "!symbol").out());
    }

    @Test
    void verboseTellsArgumentsSemaphoreAndSites() {
        Ran ran = Ran.of("probes", "-v", "-l", program.toString(), "demo:symbol", "demo:zero");
        List<String> lines = ran.out().lines().toList();
        assertEquals("  arguments: arg0:int arg1:int (not in the catalogue)", lines.get(1));
        assertTrue(lines.get(2).matches("  site 0x[0-9a-f]+, semaphore 0x[0-9a-f]+: "
                + "8@counter\\(%rip\\) \\(unreadable\\) -4@\\$3"), lines.get(2));
        assertEquals("  arguments: none (not in the catalogue)", lines.get(4));
    }

    @Test
    void probesOfAProcess() throws Exception {
        Process process = new ProcessBuilder(program.toString(), "wait").start();
        try {
            Ran ran = Ran.of("probes", "--pid", Long.toString(process.pid()), "six");
            assertEquals(program + " demo:six\n", ran.out());
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertFailed("process " + process.pid() + ": there is no such process",
                Ran.of("probes", "-p", Long.toString(process.pid())));
    }

    @Test
    void failuresSayWhatWhyAndWhatToDo() throws Exception {
        Path script = Files.writeString(folder.resolve("script\u001b[2J"), "#!/bin/sh\n");
        assertFailed("script\\u001b[2J: it is not an ELF file", Ran.of("probes", "-l", script.toString()));
        assertFailed("there is no such file", Ran.of("probes", "-l", "/no/such/file"));
        assertFailed("no probe is called nope or h2o:*", Ran.of("probes", "-l", program.toString(), "nope", "h2o:*"));
        String self = Long.toString(ProcessHandle.current().pid());
        assertFailed("no function is called nope", Ran.of("probes", "-p", self, "--functions", "nope"));
    }

    @Test
    void probesOfLibrariesThatAProcessMaps() {
        Ran ran = Ran.of("probes", "-p", Long.toString(ProcessHandle.current().pid()), "hotspot:gc__*");
        assertTrue(ran.out().lines().anyMatch(line -> line.endsWith("/libjvm.so hotspot:gc__begin")), ran.out());
    }

    @Test
    void functionsAreListedByGlob() {
        String out = Ran.of("probes", "-l", program.toString(), "--functions", "-v", "mai?").out();
        assertTrue(out.matches("\\Q" + program + "\\E main\n  at 0x[0-9a-f]+, [1-9][0-9]* bytes\n"), out);
        assertTrue(Ran.of("probes", "-l", "libc.so.6", "--functions", "strle?").out().endsWith("libc.so.6 strlen\n"));
        assertEquals(2, Ran.of("probes", "--functions").status());
    }

    @Test
    void withoutAFileTheKernelsTracepointsAreListed() {
        assumeTrue(Files.isReadable(Path.of("/proc/1/mem")), "tracefs needs root");
        List<String> lines = Ran.of("probes", "-v", "sched:sched_process_exec").out().lines().toList();
        assertEquals("sched:sched_process_exec", lines.get(0));
        assertTrue(lines.contains("  filename: __data_loc char[]"), lines.toString());
        assertFailed("no tracepoint is called nope:*", Ran.of("probes", "nope:*"));
    }

    @Test
    void wrongUsageIsStatusTwo() {
        for (List<String> wrong : List.of(List.<String>of(), List.of("nope"), List.of("probes", "--functions"),
                List.of("probes", "-p", "x"), List.of("probes", "-p", "1", "-l", "x"), List.of("doctor", "--now"))) {
            Ran ran = Ran.of(wrong.toArray(String[]::new));
            assertEquals(2, ran.status(), wrong.toString());
            assertEquals("", ran.out(), wrong.toString());
            assertFalse(ran.err().contains("Exception"), ran.err());
            assertTrue(ran.err().contains("--help"), ran.err());
        }
        assertTrue(Ran.of("nope").err().startsWith("hydroscope: there is no command nope\n"));
    }

    @Test
    void helpAndVersionAreNoFailure() {
        assertTrue(Ran.of("--version").out().startsWith("hydroscope "));
        for (String command : Hydroscope.commands(Ran::none, Ran::replayed, List::of).getSubcommands().keySet()) {
            Ran ran = Ran.of(command, "--help");
            assertEquals(0, ran.status());
            assertTrue(ran.out().startsWith("NAME\n       hydroscope " + command + " - "), ran.out());
        }
    }

    @Test
    void doctorTellsWhatIsMissingAndHowToMendIt() {
        Check kernel = new Check("Linux", true, true, "6.18", "");
        Check libbpf = new Check("libbpf", false, true, "libbpf.so.1 cannot be loaded", "apt install libbpf1");
        Check multi = new Check("uprobe_multi", false, false, "sites are attached one by one", "");
        Ran healthy = Ran.of(List.of(kernel, multi), "doctor");
        assertEquals(0, healthy.status());
        assertTrue(healthy.out().contains("ok       Linux         6.18\nabsent   uprobe_multi "), healthy.out());
        assertTrue(healthy.out().endsWith("Probes can be attached.\n"), healthy.out());
        Ran ill = Ran.of(List.of(kernel, libbpf), "doctor");
        assertEquals(1, ill.status());
        assertTrue(ill.out().contains("missing  libbpf ") && ill.out().contains("→ apt install libbpf1\n"), ill.out());
    }

    @Test
    void doctorListsTheProcesses() throws Exception {
        Path h2o = Gcc.compile(folder, "h2o", "#include <unistd.h>\nint main(void) { return pause(); }");
        Process process = new ProcessBuilder(h2o.toString()).start();
        try {
            String out = Ran.of("doctor").out();
            assertTrue(out.contains(process.pid() + " " + h2o + " → built without -DWITH_DTRACE=ON"), out);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void assertFailed(String why, Ran ran) {
        assertEquals(1, ran.status());
        assertEquals("", ran.out());
        assertTrue(ran.err().startsWith("hydroscope: ") && ran.err().contains(why), ran.err());
        assertEquals(2, ran.err().lines().count(), ran.err());
    }
}

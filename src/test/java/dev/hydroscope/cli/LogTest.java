package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.ElfNotes;
import dev.hydroscope.probe.Site;
import dev.hydroscope.standin.Kernel;
import dev.hydroscope.standin.Standin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `log -p` on a process, as a shell meets it: every line, and nothing left behind. */
class LogTest {
    private static final List<String> HTTP = List.of("h2o:receive_request", "h2o:receive_request_header", "h2o:send_response",
            "h2o:send_response_header");
    private static Path binary;

    @TempDir
    Path folder;
    private final Commands commands = new Commands();

    @BeforeAll
    static void needsProbes() throws Exception {
        Kernel.assumeProbes();
        binary = Standin.binary();
    }

    @AfterEach
    void endAll() throws Exception {
        commands.close();
    }

    private static int raised(int pid) throws Exception {
        int raised = 0;
        for (Site site : ElfNotes.read(binary)) {
            raised += Kernel.semaphore(pid, binary, site.semaphoreFileOffset());
        }
        return raised;
    }

    private long lines(String name) throws Exception {
        return Files.readAllLines(folder.resolve(name), StandardCharsets.ISO_8859_1).size();
    }

    @Test
    void everyFiringIsALineAndCtrlCDetaches() throws Exception {
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--events", "50000", "--rate", "20000")) {
            Process log = commands.start("log", "-p", "" + standin.pid(), "-w", folder + "/lines", "-dd");
            List<String> told = standin.lines();
            String summary = told.get(told.size() - 1);
            signal(log, "INT");
            String err = Commands.errors(log);
            assertEquals(0, log.waitFor(), err);
            long fired = HTTP.stream().mapToLong(key -> (long) Standin.number(summary, key)).sum();
            assertEquals(fired, lines("lines"), err);
            assertTrue(err.contains(String.format("%,d events, %,d printed, 0 lost, 0 could not be read", fired, fired)), err);
            assertTrue(err.contains("h2o:receive_request fired "), err);
            assertEquals(0, raised(standin.pid()));
        }
    }

    @Test
    void whoeverHasReadEnoughEndsItQuietly() throws Exception {
        try (Standin standin = Standin.start(binary, "--linger", "--rate", "2000")) {
            Path errors = folder.resolve("errors");
            Process shell = new ProcessBuilder("bash", "-c", "set -o pipefail; \"$@\" 2>" + errors + " | head -n 1", "sh",
                    System.getProperty("java.home") + "/bin/java", "-cp", System.getProperty("java.class.path"),
                    "dev.hydroscope.Main", "log", "-p", "" + standin.pid()).start();
            String first = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(shell.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, shell.exitValue(), Files.readString(errors));
            assertTrue(first.matches("\\d+ \\d+ (Rx|Tx).*\n"), first);
            assertEquals("", Files.readString(errors));
            assertEquals(0, raised(standin.pid()));
            assertTrue(standin.alive());
        }
    }

    @Test
    void aFilterLeavesWholeRequests() throws Exception {
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--events", "20000", "--rate", "10000")) {
            Process log = commands.start("log", "-p", "" + standin.pid(), "-w", folder + "/lines", "--filter", "method = GET");
            standin.lines();
            signal(log, "INT");
            String err = Commands.errors(log);
            assertEquals(0, log.waitFor(), err);
            List<String> lines = Files.readAllLines(folder.resolve("lines"), StandardCharsets.ISO_8859_1);
            long requests = lines.stream().filter(line -> line.contains(" RxProtocol ")).count();
            long asked = lines.stream().filter(line -> line.contains(" :method GET")).count();
            assertTrue(requests > 0, err);
            assertEquals(requests, asked);
            String last = "";
            for (String line : lines) {
                String of = line.replaceFirst("^(\\d+ \\d+) .*", "$1");
                assertTrue(of.equals(last) || line.contains(" RxProtocol "), "lines of a request stand together: " + line);
                last = of;
            }
        }
    }

    private static void signal(Process process, String name) throws Exception {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor());
    }
}

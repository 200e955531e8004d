package dev.hydroscope.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, found as the page and the commands find them. */
class TargetsTest {
    @TempDir
    Path folder;
    private final List<Process> processes = new ArrayList<>();
    private Path program;

    @BeforeEach
    void compile() throws Exception {
        program = Gcc.compile(folder, "probed", Gcc.PROBED);
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void findsAProgramByItsProbes() throws Exception {
        Instant before = Instant.now();
        Process process = start(program.toString(), "wait", "here");
        Target target = found(process).orElseThrow();
        assertEquals(Map.of("demo", 4), target.providers());
        assertEquals(program + " wait here", target.command());
        assertEquals(program.toString(), target.binaryName());
        assertEquals(program, target.binary());
        assertEquals("", target.problem());
        assertTrue(Duration.between(before, target.startedAt()).abs().toSeconds() < 60, target.startedAt().toString());
        assertTrue(target.running());
    }

    @Test
    void readsADeletedBinary() throws Exception {
        Process process = start(program.toString(), "wait");
        Files.delete(program);
        Target target = found(process).orElseThrow();
        assertEquals(program.toString(), target.binaryName());
        assertEquals(5, ElfNotes.read(target.binary()).size());
    }

    @Test
    void readsTheRunningBinaryAndNotItsSuccessor() throws Exception {
        Process process = start(program.toString(), "wait");
        Path successor = Gcc.compile(folder, "successor", "int main(void) { return 0; }");
        Files.move(successor, program, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(5, ElfNotes.read(found(process).orElseThrow().binary()).size());
    }

    @Test
    void readsABinaryInAnotherMountNamespace() throws Exception {
        assumeTrue(canUnshare(), "mount namespaces need root");
        Path hidden = Files.createDirectory(folder.resolve("hidden"));
        Process process = start("unshare", "-m", "sh", "-c", "mount -t tmpfs none " + hidden + " && cp " + program + " "
                + hidden + "/h2o && exec " + hidden + "/h2o wait");
        Target target = awaitBinary(process, hidden + "/h2o");
        assertFalse(Files.exists(hidden.resolve("h2o")));
        assertEquals(Map.of("demo", 4), target.providers());
        assertEquals(5, ElfNotes.read(target.binary()).size());
        assertTrue(target.binary().startsWith("/proc/" + process.pid() + "/root"), target.binary().toString());
    }

    @Test
    void listsAnH2oWithoutProbesWithTheReason() throws Exception {
        Path plain = Gcc.compile(folder, "h2o", "#include <unistd.h>\nint main(void) { return pause(); }");
        Process h2o = start(plain.toString());
        Process probed = start(program.toString(), "wait");
        List<Integer> pids = Targets.find().stream().map(Target::pid).toList();
        assertTrue(pids.indexOf((int) h2o.pid()) < pids.indexOf((int) probed.pid()), "H2O comes first");
        Target target = found(h2o).orElseThrow();
        assertEquals(Map.of(), target.providers());
        assertTrue(target.problem().startsWith("built without -DWITH_DTRACE=ON"), target.problem());
    }

    @Test
    void tellsTheServerFromTheProcessThatKeepsItsKeys() throws Exception {
        Path probed = Gcc.compile(folder, "served", Gcc.PROBED.replace("demo", "h2o"));
        Process server = start(probed.toString(), "wait");
        Process keeper = start("bash", "-c", "exec -a neverbleed " + probed + " ''");
        Target target = awaitBinary(keeper, probed.toString());
        assertTrue(target.problem().contains("serves no request"), target.problem());
        assertEquals("", found(server).orElseThrow().problem());
        List<Integer> pids = Targets.find().stream().map(Target::pid).toList();
        assertTrue(pids.indexOf((int) server.pid()) < pids.indexOf((int) keeper.pid()), "what can be traced is first");
    }

    @Test
    void leavesOtherProgramsOut() throws Exception {
        Process process = start("sleep", "100");
        assertEquals(Optional.empty(), found(process));
        assertEquals("", Targets.find((int) process.pid()).problem(), "its functions can be traced");
        assertTrue(Targets.all().stream().anyMatch(target -> target.pid() == process.pid()));
    }

    @Test
    void tellsAProcessThatIsGoneFromOneWhosePidIsReused() throws Exception {
        Process process = start(program.toString(), "wait");
        int pid = (int) process.pid();
        Target target = Targets.find(pid, Targets.find(pid).startTicks());
        TargetException reused = assertThrows(TargetException.class, () -> Targets.find(pid, target.startTicks() - 1));
        assertTrue(reused.getMessage().contains("another has its pid"), reused.getMessage());
        process.destroyForcibly().waitFor();
        assertFalse(target.running());
        TargetException gone = assertThrows(TargetException.class, () -> Targets.find(pid));
        assertEquals("process " + pid + ": there is no such process", gone.getMessage());
        assertFalse(gone.hint().isEmpty());
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        processes.add(process);
        return process;
    }

    private static Optional<Target> found(Process process) throws IOException {
        return Targets.find().stream().filter(target -> target.pid() == process.pid()).findFirst();
    }

    private static Target awaitBinary(Process process, String binary) throws Exception {
        Target target = Targets.find((int) process.pid());
        while (!target.binaryName().equals(binary) && process.isAlive()) {
            Thread.sleep(5);
            target = Targets.find((int) process.pid());
        }
        return target;
    }

    private static boolean canUnshare() throws Exception {
        return new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
    }
}

package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `demo` as a process of its own: on the stand-in where probes can be attached, else on the recorded trace. */
class DemoCommandTest {
    private static final List<String> WITHOUT_PRIVILEGE =
            List.of("setpriv", "--bounding-set", "-sys_admin,-bpf,-perfmon,-sys_ptrace", "--inh-caps", "-sys_admin");

    @TempDir
    Path folder;
    private final Commands commands = new Commands();

    @AfterEach
    void kill() throws InterruptedException {
        commands.close();
    }

    @Test
    void tracesTheStandInAndLeavesNothingBehind() throws Exception {
        Process doctor = commands.start("doctor");
        assumeTrue(doctor.waitFor() == 0, "no probe can be attached on this machine");
        assumeTrue(getClass().getResource("/native/h2o-standin") != null, "built without the stand-in");
        Process demo = commands.start(arguments());
        JsonNode session = awaitRequests(demo);
        assertEquals("probes", session.at("/source").asText());
        assertEquals(Duration.ofHours(1).toMillis(), session.at("/filters/maxDurationMillis").asLong());
        ProcessHandle standIn = ProcessHandle.of(session.at("/target/pid").asLong()).orElseThrow();
        demo.toHandle().destroy();
        assertEquals(0, demo.waitFor());
        String summary = demo.inputReader().readLine();
        assertTrue(summary.matches(session.at("/id").asText() + " demo: [0-9,]+ events stored, .* 0 lost"), summary);
        assertFalse(standIn.isAlive());
        assertTrue(Files.notExists(Path.of(session.at("/target/binary").asText()).getParent()));
    }

    @Test
    void takesAwayWhatAKilledOneLeft() throws Exception {
        assumeTrue(getClass().getResource("/native/h2o-standin") != null, "built without the stand-in");
        Process killed = commands.start(arguments());
        Path left = Path.of(awaitRequests(killed).at("/target/binary").asText()).getParent();
        assumeTrue(left != null && left.startsWith(System.getProperty("java.io.tmpdir")), "no probe can be attached here");
        killed.destroyForcibly().waitFor();
        assertTrue(Files.exists(left.resolve("h2o-standin")), "nothing was left, so there is nothing to test");
        Path another = Files.createDirectory(left.resolveSibling("h2o-standin-" + ProcessHandle.current().pid() + "-1"));
        awaitRequests(commands.start(arguments("another")));
        assertTrue(Files.notExists(left));
        assertTrue(Files.exists(another), "that of a running Hydroscope");
        Files.delete(another);
    }

    @Test
    void replaysARecordingWhereNoProbeCanBeAttachedAndSaysWhy() throws Exception {
        assumeTrue(setprivWorks(), "setpriv needs root");
        Process demo = commands.startUnder(WITHOUT_PRIVILEGE, arguments());
        JsonNode session = awaitRequests(demo);
        assertEquals("recording", session.at("/source").asText());
        assertEquals(0, session.at("/counts/undecodable").asInt());
        demo.toHandle().destroy();
        assertEquals(0, demo.waitFor());
        List<String> errors = Commands.errors(demo).lines().toList();
        assertTrue(errors.get(0).startsWith("hydroscope: replaying a recorded trace, as no probe can be attached here"),
                errors.toString());
        assertEquals(2, errors.size(), errors.toString());
    }

    private String[] arguments() {
        return arguments("data");
    }

    private String[] arguments(String data) {
        return new String[] {"demo", "--port", "0", "--data", folder.resolve(data).toString(), "--token", "t"};
    }

    private static JsonNode awaitRequests(Process demo) throws Exception {
        String ready = demo.inputReader().readLine();
        JsonNode session = new ObjectMapper().createObjectNode();
        while (session.at("/counts/requests").asInt() < 10 && demo.isAlive()) {
            Thread.sleep(50);
            session = new ObjectMapper().readTree(Commands.get(ready, "/api/sessions", "t")).path(0);
        }
        return session;
    }

    private static boolean setprivWorks() throws Exception {
        List<String> command = new ArrayList<>(WITHOUT_PRIVILEGE);
        command.add("true");
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}

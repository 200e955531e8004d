package dev.hydroscope;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a person gets wrong, the answer says what, why and what to do, with the right exit status and no stack trace. */
class BadInputTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"frobnicate", "serve --port many", "serve --port 70000", "serve --nonsense", "trace",
        "probes -p many", "probes -p 1 -l /bin/true", "--nonsense"})
    void wrongUsageIsTwo(String line) throws Exception {
        assertTold(2, "--help", Run.of(line.split(" ")));
    }

    @Test
    void nothingAskedShowsTheUsage() throws Exception {
        assertTold(2, "serve", Run.of());
    }

    @Test
    void noSuchProcess() throws Exception {
        assertTold(1, "4194300", Run.of("probes", "-p", "4194300"));
    }

    @Test
    void notAProgram() throws Exception {
        assertTold(1, "README.md", Run.of("probes", "-l", "README.md"));
    }

    @Test
    void noSuchFile() throws Exception {
        assertTold(1, "/nowhere/h2o", Run.of("probes", "-l", "/nowhere/h2o"));
    }

    @Test
    void programWithoutProbes() throws Exception {
        assertTold(1, "probe", Run.of("probes", "-l", "/bin/true"));
    }

    @Test
    void programCutShort() throws Exception {
        byte[] all = Files.readAllBytes(Path.of("/bin/sh"));
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(all, all.length / 2));
        assertTold(1, "cut", Run.of("probes", "-l", cut.toString()));
    }

    @Test
    void portInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = String.valueOf(taken.getLocalPort());
            Run run = Run.of("serve", "--port", port, "--data", folder.toString());
            assertTold(1, port, run);
            assertTold(1, "--port", run);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/hydroscope", "README.md", "README.md/data"})
    void dataFolderThatCannotBe(String data) throws Exception {
        assertTold(1, data, Run.of("serve", "--port", "0", "--data", data));
    }

    @Test
    void dataFolderOfAnother() throws Exception {
        try (Served first = new Served(Run.command("serve", "--port", "0", "--data", folder.toString()))) {
            assertTold(1, folder.toString(), Run.of("serve", "--port", "0", "--data", folder.toString()));
            assertEquals(200, first.ask("GET", "/api/health", "").statusCode());
        }
    }

    @Test
    void withoutPrivilegesItServesAndSaysWhatIsMissing() throws Exception {
        var serve = Run.powerless(Run.command("serve", "--port", "0", "--data", folder.toString()));
        try (Served served = new Served(serve)) {
            HttpResponse<String> health = served.ask("GET", "/api/health", "");
            assertTrue(health.body().contains("\"available\":false"), health.body());
            long self = ProcessHandle.current().pid();
            HttpResponse<String> refused = served.ask("POST", "/api/sessions", "{\"pid\": " + self + "}");
            assertTrue(refused.statusCode() >= 400 && refused.body().contains("\"hint\""), refused.body());
            assertFalse(refused.body().contains("Exception"), refused.body());
        }
    }

    @Test
    void withoutPrivilegesDoctorSaysWhatWouldMendIt() throws Exception {
        Run run = Run.of(Run.powerless(Run.command("doctor")));
        assertEquals(1, run.status(), run.toString());
        assertTrue(run.out().contains("CAP_SYS_ADMIN"), run.out());
        assertNoTrace(run);
    }

    @Test
    void ctrlCEndsWithZero() throws Exception {
        try (Served served = new Served(Run.command("serve", "--port", "0", "--data", folder.toString()))) {
            assertEquals(0, served.stop());
        }
    }

    private static void assertTold(int status, String word, Run run) {
        assertAll(run.toString(),
            () -> assertEquals(status, run.status(), "exit status"),
            () -> assertTrue(run.err().contains(word), "names " + word),
            () -> assertTrue(run.err().strip().lines().count() >= 2, "says what to do"),
            () -> assertNoTrace(run));
    }

    private static void assertNoTrace(Run run) {
        String all = run.out() + run.err();
        assertFalse(all.contains("\tat ") || all.contains("Exception"), all);
    }
}

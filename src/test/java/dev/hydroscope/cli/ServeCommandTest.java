package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `serve` as a process of its own: how it begins, how it ends, and what it says where it cannot begin. */
class ServeCommandTest {
    @TempDir
    Path folder;
    private final Commands commands = new Commands();

    @AfterEach
    void kill() throws InterruptedException {
        commands.close();
    }

    @Test
    void saysOnOneLineThatItAnswersAndEndsInOrder() throws Exception {
        String data = folder.resolve("data").toString();
        Process serve = commands.start("serve", "--port", "0", "--data", data, "--token", "sesame");
        String ready = serve.inputReader().readLine();
        assertTrue(ready.matches("ready http://127\\.0\\.0\\.1:[0-9]+/\\?token=sesame"), ready);
        assertEquals("[]", Commands.get(ready, "/api/sessions", "sesame"));
        serve.toHandle().destroy();
        assertEquals(0, serve.waitFor());
        assertEquals("", Commands.errors(serve));
    }

    @Test
    void aPortInUseIsToldWithItsRemedy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            String data = folder.resolve("data").toString();
            assertFails("cannot listen on 127.0.0.1:" + port, "--port", port, "--data", data);
        }
    }

    @Test
    void anAddressThatIsNotThisMachinesIsToldWithItsRemedy() throws Exception {
        String data = folder.resolve("data").toString();
        assertFails("cannot listen on 192.0.2.1:0: Cannot assign requested address", "--bind", "192.0.2.1",
                "--port", "0", "--data", data);
        assertFails("cannot listen on no.such.host.invalid:0: there is no such address", "--bind",
                "no.such.host.invalid", "--port", "0", "--data", data);
    }

    @Test
    void aFolderThatCannotBeUsedIsToldWithItsRemedy() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertFails("the data folder " + file + " cannot be used", "--port", "0", "--data", file.toString());
    }

    @Test
    void aFolderThatAnotherHoldsIsToldWithItsRemedy() throws Exception {
        String data = folder.resolve("data").toString();
        Process first = commands.start("serve", "--port", "0", "--data", data);
        assertTrue(first.inputReader().readLine().startsWith("ready "));
        assertFails(data + " is in use by another Hydroscope (pid " + first.pid() + ")", "--port", "0", "--data", data);
    }

    @Test
    void optionsThatCannotBeAreWrongUsage() throws Exception {
        for (List<String> wrong : List.of(List.of("--port", "65536"), List.of("--port", "http"), List.of("--bind", ""),
                List.of("--data="), List.of("--token", "two words"))) {
            List<String> command = new ArrayList<>(List.of("serve", "--data", folder.resolve("never").toString()));
            command.addAll(wrong);
            Process serve = commands.start(command.toArray(String[]::new));
            assertEquals(2, serve.waitFor(), wrong.toString());
            assertEquals(2, Commands.errors(serve).lines().count(), wrong.toString());
        }
        assertTrue(Files.notExists(folder.resolve("never")));
    }

    private void assertFails(String why, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("serve"));
        command.addAll(List.of(options));
        Process serve = commands.start(command.toArray(String[]::new));
        assertEquals(1, serve.waitFor());
        String errors = Commands.errors(serve);
        assertTrue(errors.startsWith("hydroscope: " + why), errors);
        assertEquals(2, errors.lines().count(), errors);
    }
}

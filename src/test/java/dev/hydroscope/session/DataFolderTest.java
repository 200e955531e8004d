package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder is its owner's, and one Hydroscope's. */
class DataFolderTest {
    @TempDir
    Path temp;

    @Test
    void nobodyElseMayLookIn() throws IOException {
        Path path = temp.resolve("a/data");
        try (DataFolder folder = DataFolder.open(path)) {
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("sessions"))));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("lock"))));
            assertEquals(path.resolve("sessions/x.mv.db"), folder.session("x"));
        }
    }

    @Test
    void aFolderThatWasOpenToOthersIsClosed() throws IOException {
        Path path = Files.createDirectories(temp.resolve("open"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
        DataFolder.open(path).close();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "sessions", "catalogue.mv.db"})
    void noLinkLeadsToFilesOfOthers(String name) throws IOException {
        Path path = Files.createDirectories(temp.resolve("data"));
        Path other = name.equals("sessions") ? Files.createDirectory(temp.resolve("other"))
                : Files.writeString(temp.resolve("other"), "theirs");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(path.resolve(name), other);
        Problem problem = assertThrows(Problem.class, () -> DataFolder.open(path));
        assertTrue(problem.getMessage().endsWith(name + " is a symbolic link"), problem.getMessage());
        assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(other)));
        assertTrue(name.equals("sessions") || Files.readString(other).equals("theirs"));
    }

    @Test
    void aDamagedListOfSessionsIsTold() throws IOException {
        Path path = Files.createDirectories(temp.resolve("data"));
        byte[] garbage = new byte[5000];
        new java.util.Random(7).nextBytes(garbage);
        Files.write(path.resolve("catalogue.mv.db"), garbage);
        Problem problem = assertThrows(Problem.class, () -> Sessions.open(path));
        assertTrue(problem.getMessage().contains("data/catalogue.mv.db"), problem.getMessage());
        assertTrue(problem.hint().contains("move it away"), problem.hint());
        DataFolder.open(path).close();
    }

    @Test
    void oneHydroscopeAtATime() {
        try (DataFolder held = DataFolder.open(temp.resolve("data"))) {
            Problem problem = assertThrows(Problem.class, () -> DataFolder.open(temp.resolve("data")));
            assertTrue(problem.getMessage().contains("in use by another Hydroscope (pid " + ProcessHandle.current().pid()),
                    problem.getMessage());
            assertTrue(problem.hint().contains("--data"), problem.hint());
            assertTrue(held.catalogue().isAbsolute());
        }
        DataFolder.open(temp.resolve("data")).close();
    }

    @Test
    void aFileInTheWayIsTold() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        Problem problem = assertThrows(Problem.class, () -> DataFolder.open(file));
        assertTrue(problem.getMessage().startsWith("the data folder " + file + " cannot be used: "), problem.getMessage());
        assertThrows(Problem.class, () -> DataFolder.open(file.resolve("below")));
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() {
        Problem problem = assertThrows(Problem.class, () -> DataFolder.open(Path.of("/proc/hydroscope")));
        assertEquals(Problem.Kind.UNAVAILABLE, problem.kind());
        assertTrue(problem.hint().contains("--data"), problem.hint());
    }

    @Test
    void noNameReachesTheDatabaseAsAnOption() {
        assertThrows(Problem.class, () -> DataFolder.open(temp.resolve("x;INIT=RUNSCRIPT FROM 'x'")));
    }

    @Test
    void idsSortByTimeAndNameFiles() {
        String early = SessionId.at(1_763_000_000_000L);
        String late = SessionId.at(1_763_000_000_001L);
        assertTrue(early.compareTo(late) < 0);
        assertTrue(SessionId.valid(early) && early.matches("[0-9a-z]{13}"), early);
        assertTrue(!SessionId.valid("../../etc/x") && !SessionId.valid("") && !SessionId.valid(early + "x"));
    }
}

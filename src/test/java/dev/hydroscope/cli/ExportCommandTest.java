package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.format.QlogSchema;
import dev.hydroscope.format.Written;
import dev.hydroscope.session.Sessions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of a data folder leave as files. */
class ExportCommandTest {
    @TempDir
    private Path folder;
    private String session;

    @BeforeEach
    void record() throws IOException {
        Path file = folder.resolve("raw-h3-3mb.jsonl");
        try (InputStream in = ExportCommandTest.class.getResourceAsStream("/captures/raw-h3-3mb.jsonl")) {
            Files.write(file, in.readAllBytes());
        }
        assertEquals(0, Ran.of("import", "--data", data(), file.toString()).status());
        try (Sessions sessions = Sessions.open(Path.of(data()))) {
            session = sessions.list().get(0).id();
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    @Test
    void aSessionIsWrittenToAFile() throws IOException {
        Path old = folder.resolve("download.qlog");
        Ran ran = Ran.of("export", session, "--format", "qlog-0.3", "--data", data(), "-o", old.toString());
        assertEquals(0, ran.status(), ran.err());
        assertEquals(List.of(), QlogSchema.v03().contained(Written.json(Files.readAllBytes(old))));
        Path one = folder.resolve("download.sqlog");
        assertEquals(0, Ran.of("export", session, "--format", "qlog", "--conn", "32", "--data", data(), "-o",
                one.toString()).status());
        assertEquals(List.of(), QlogSchema.draft().sequence(Written.sequence(Files.readAllBytes(one))));
        Ran again = Ran.of("import", "--data", data(), one.toString());
        assertEquals(0, again.status(), again.err());
    }

    @Test
    void whatCannotBeWrittenIsToldWithAWayOut() {
        for (String[] wrong : List.of(new String[] {"nothing", "--format", "qlog"},
                new String[] {session, "--format", "qlog", "--conn", "77"},
                new String[] {session, "--format", "qlog", "-q", "status ="},
                new String[] {session, "--format", "qlog", "-o", folder + "/no/such/folder"})) {
            Ran ran = Ran.of(List.of(), concat(wrong));
            assertEquals(1, ran.status(), String.join(" ", wrong));
            assertEquals(2, ran.err().lines().count(), ran.err());
        }
        assertEquals(1, Ran.of("export", session, "--format", "qlog", "--url", "http://127.0.0.1:1/?token=x").status());
    }

    @Test
    void aFileIsReplacedWholeOrNotAtAllAndReadByItsOwnerOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("kept.qlog"), "what stood there");
        assertEquals(1, Ran.of("export", "nothing", "--format", "qlog", "--data", data(), "-o", file.toString()).status());
        assertEquals("what stood there", Files.readString(file));
        assertEquals(0, Ran.of("export", session, "--format", "qlog", "--data", data(), "-o", file.toString()).status());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var files = Files.list(folder)) {
            assertEquals(0, files.filter(left -> left.toString().endsWith(".part")).count());
        }
    }

    private String[] concat(String[] some) {
        List<String> all = new ArrayList<>(List.of("export", "--data", data()));
        all.addAll(List.of(some));
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"export", "export x", "export x --format pcap",
        "export x --format qlog --url http://127.0.0.1:1 --data /x"})
    void wrongUsageIsToldAsSuch(String line) {
        Ran ran = Ran.of(line.split(" "));
        assertEquals(2, ran.status(), ran.err());
        assertTrue(!line.contains("pcap") || ran.err().contains("qlog-0.3"), ran.err());
    }
}

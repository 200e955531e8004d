package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.format.QlogSchema;
import dev.hydroscope.format.Written;
import dev.hydroscope.session.Sessions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
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
    void aSessionIsNamedByItsNameOrTheBeginningOfItsIdAndComesInAgain() throws IOException {
        Path file = folder.resolve("all.hydroscope");
        Ran ran = Ran.of("export", "raw-h3-3mb.jsonl", "--format", "session", "--data", data(), "-o", file.toString());
        assertEquals(0, ran.status(), ran.err());
        assertEquals("", ran.err(), "no progress where nobody looks at a terminal");
        Path bad = Files.write(folder.resolve("bad.hydroscope"), Arrays.copyOf(Files.readAllBytes(file), 2000));
        Ran again = Ran.of("import", "--json", "--data", data(), file.toString(), bad.toString());
        assertEquals(1, again.status(), again.err());
        List<String> lines = again.out().lines().toList();
        assertEquals(2, lines.size(), again.out());
        JsonNode told = new ObjectMapper().readTree(lines.get(0));
        assertEquals("a session file", told.get("readAs").asText());
        assertEquals("raw-h3-3mb.jsonl", told.get("name").asText());
        assertEquals(7125, told.get("events").asInt());
        assertTrue(told.get("notes").toString().contains("the same session is here already: " + session), told.toString());
        assertTrue(new ObjectMapper().readTree(lines.get(1)).get("error").asText().contains("damaged"), lines.get(1));
        Ran copy = Ran.of("export", told.get("id").asText(), "--format", "csv", "--data", data());
        Ran by = Ran.of("export", session, "--format", "csv", "--data", data());
        assertEquals(by.out(), copy.out());
        assertEquals(1, Ran.of("export", "raw-h3-3mb.jsonl", "--format", "csv", "--data", data()).status(), "two are called so");
        assertEquals(1, Ran.of("export", session, "--format", "session", "-q", "status = 200", "--data", data()).status());
    }

    @Test
    void timesAndLimitNarrowIt() throws IOException {
        Path none = folder.resolve("none.csv");
        assertEquals(0, Ran.of("export", session, "--format", "csv", "--from", "2100-01-01T00:00:00Z", "--data", data(), "-o",
                none.toString()).status());
        Path all = folder.resolve("all.csv");
        assertEquals(0, Ran.of("export", session, "--format", "csv", "--to", "2100-01-01T00:00:00Z", "--data", data(), "-o",
                all.toString()).status());
        assertEquals(1, Files.readAllLines(none).size());
        assertEquals(2, Files.readAllLines(all).size());
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
        "export x --format qlog --url http://127.0.0.1:1 --data /x", "export x --format csv --from yesterday",
        "export x --format html --limit 0"})
    void wrongUsageIsToldAsSuch(String line) {
        Ran ran = Ran.of(line.split(" "));
        assertEquals(2, ran.status(), ran.err());
        assertTrue(!line.contains("pcap") || ran.err().contains("qlog-0.3"), ran.err());
    }
}

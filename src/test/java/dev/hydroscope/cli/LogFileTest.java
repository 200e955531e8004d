package dev.hydroscope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever becomes of the files, every line stands whole in one of them, in order. */
class LogFileTest {
    @TempDir
    Path folder;
    private final List<String> problems = new ArrayList<>();

    private LogFile open(Rotation rotation) throws IOException {
        return new LogFile(folder.resolve("lines"), rotation, new Archive(rotation, problems::add));
    }

    /** Oldest first. */
    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted(Comparator.comparing((Path path) -> path.endsWith("lines"))
                    .thenComparing(path -> path.toString().replaceFirst("\\.gz$", ""))).toList();
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(plain.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private String all() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files()) {
            all.append(text(file));
        }
        return all.toString();
    }

    private static byte[] bytes(String lines) {
        return lines.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({"100, false", "100, true", "7, false", "1, false", "4096, true"})
    void noFileIsLargerAndNoLineIsCut(int most, boolean gzip) throws IOException {
        StringBuilder written = new StringBuilder();
        try (LogFile file = open(new Rotation(most, 0, 0, gzip))) {
            for (int i = 0; i < 60; i++) {
                String lines = ("line " + i + "\n").repeat(i % 7);
                written.append(lines);
                file.write(bytes(lines));
            }
        }
        assertEquals(written.toString(), all());
        for (Path file : files()) {
            String text = text(file);
            assertTrue(text.isEmpty() || text.endsWith("\n"), file + " ends within a line");
            assertTrue(text.length() <= most || text.lines().count() == 1, file + " has " + text.length() + " bytes");
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        assertTrue(files().size() == 1 || gzip == files().get(0).toString().endsWith(".gz"));
        assertEquals(List.of(), problems);
    }

    @Test
    void ofThoseThatWerePutAsideOnlyTheLastAreKept() throws IOException {
        try (LogFile file = open(new Rotation(10, 0, 3, true))) {
            for (int i = 10; i < 40; i++) {
                file.write(bytes("line  " + i + "\n"));
            }
        }
        assertEquals("line  36\nline  37\nline  38\nline  39\n", all());
    }

    /** Or the newest would stand where the oldest stood, and be deleted next. */
    @Test
    void aNameIsGivenOnceWhateverWasDeleted() throws IOException {
        try (LogFile file = open(new Rotation(10, 0, 0, false))) {
            String last = "";
            for (int i = 10; i < 20; i++) {
                file.write(bytes("line  " + i + "\n"));
                if (files().size() > 1) {
                    Path aside = files().get(0);
                    assertTrue(aside.toString().compareTo(last) > 0, aside + " comes after " + last);
                    last = aside.toString();
                    Files.delete(aside);
                }
            }
        }
    }

    @Test
    void aFileThatWasMovedAwayIsBegunAnew() throws IOException {
        try (LogFile file = open(Rotation.NONE)) {
            file.write(bytes("before\n"));
            Files.move(folder.resolve("lines"), folder.resolve("lines.1"));
            file.write(bytes("still there\n"));
            file.reopen();
            file.write(bytes("after\n"));
        }
        assertEquals("before\nstill there\n", text(folder.resolve("lines.1")));
        assertEquals("after\n", text(folder.resolve("lines")));
    }

    @Test
    void whatWasTruncatedUnderItIsNotFilledWithHoles() throws IOException {
        try (LogFile file = open(Rotation.NONE)) {
            file.write(bytes("before\n"));
            Files.write(folder.resolve("lines"), new byte[0]);
            file.write(bytes("after\n"));
        }
        assertEquals("after\n", text(folder.resolve("lines")));
    }

    @Test
    void isWrittenAnewUnlessItRotates() throws IOException {
        Files.writeString(folder.resolve("lines"), "old\n");
        try (LogFile file = open(new Rotation(1000, 0, 0, false))) {
            file.write(bytes("more\n"));
        }
        assertEquals("old\nmore\n", all());
        try (LogFile file = open(Rotation.NONE)) {
            file.write(bytes("new\n"));
        }
        assertEquals("new\n", all());
    }

    @Test
    void isPutAsideWhenItsTimeIsOverUnlessItIsEmpty() throws Exception {
        try (LogFile file = open(new Rotation(0, 1, 0, false))) {
            Thread.sleep(5);
            file.flush();
            assertEquals(1, files().size(), "there was nothing in it");
            file.write(bytes("one\n"));
            Thread.sleep(5);
            file.flush();
            assertEquals(2, files().size());
        }
        assertEquals("one\n", all());
    }
}

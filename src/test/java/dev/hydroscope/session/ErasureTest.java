package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.store.Lens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deleted session is on no file: neither its headers nor its name, its note, its notes or its links, by the raw bytes. */
class ErasureTest {
    private static final String HEADER = "needle-header-7f3a91";
    private static final String NAME = "needle-name-51c2d8";
    private static final String OLD_NAME = "needle-former-aa03f1";
    private static final String NOTE = "needle-note-90be44";
    private static final String WORDS = "needle-words-3d17c6";
    private static final String LINK = "needle-link-e8f205";
    private static final List<String> NEEDLES = List.of(HEADER, NAME, OLD_NAME, NOTE, WORDS, LINK);

    @TempDir
    Path folder;

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** With a needle wherever people or servers can put one; sealed. */
    private static String needles(Sessions sessions) throws Exception {
        Synthetic source = new Synthetic();
        String id = Synthetic.begin(sessions, SessionSettings.of(4242, "http", OLD_NAME), source).id();
        source.request(1, "/", "curl/8", 200, Map.of("x-needle", HEADER));
        SessionLifeTest.await(sessions, id, info -> info.counts().requests() == 1);
        sessions.tell(id, SessionWords.read(json("{\"name\":\"" + NAME + "\",\"note\":\"" + NOTE + "\"}")));
        sessions.notes().add(id, json("{\"conn\":1,\"req\":1,\"text\":\"" + WORDS + "\"}"));
        Links.Made made = sessions.links().create(LinkSettings.read(json("{\"session\":\"" + id + "\",\"view\":\"/sessions/" + id
                + "\",\"note\":\"" + LINK + "\"}")));
        sessions.links().open(made.link(), new LinkUse.Caller("192.0.2.7", "a browser"));
        sessions.stop(id);
        return id;
    }

    private List<String> found() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                NEEDLES.stream().filter(bytes::contains).forEach(needle -> found.add(needle + " in " + file.getFileName()));
            }
        }
        return found;
    }

    /** Files of the folder that a process still holds although they have no name. */
    private List<String> held() throws IOException {
        List<String> held = new ArrayList<>();
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            for (Path each : open.toList()) {
                try {
                    held.add(Files.readSymbolicLink(each).toString());
                } catch (IOException closed) {
                    // the descriptor of this very listing
                }
            }
        }
        held.removeIf(target -> !target.startsWith(folder.toString()) || !target.endsWith("(deleted)"));
        return held;
    }

    @Test
    void nothingOfItIsLeftAnywhere() throws Exception {
        try (Sessions sessions = Sessions.open(folder)) {
            String other = needles(sessions);
            sessions.tell(other, SessionWords.read(json("{\"name\":\"another\",\"note\":\"\"}")));
            sessions.delete(other, true);
            String id = needles(sessions);
            assertEquals("/", sessions.read(id, reader -> reader.request(1, 1).orElseThrow().path()));
            assertFalse(found().isEmpty(), "the needles are found nowhere, so that looking for them says nothing");
            Files.writeString(folder.resolve("sessions/" + id + ".mv.db.tempFile"), HEADER);
            Files.writeString(folder.resolve("sessions/" + id + ".mv.db.upgrade.mv.db"), HEADER);
            Files.writeString(folder.resolve("sessions/" + id + ".trace.db"), HEADER);

            assertThrows(Problem.class, () -> sessions.delete(id, false), "a link shows it");
            sessions.delete(id, true);

            assertEquals(List.of(), found());
            assertEquals(List.of(), held());
            assertEquals(List.of(), sessions.list());
            assertEquals(List.of(), sessions.links().list());
            assertThrows(Problem.class, () -> sessions.read(id, reader -> 1));
            assertEquals("rw-------", PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(folder.resolve("catalogue.mv.db"))));
        }
        assertEquals(List.of(), found());
    }

    @Test
    void whatOthersSaidStays() throws Exception {
        try (Sessions sessions = Sessions.open(folder)) {
            String gone = needles(sessions);
            String kept = needles(sessions);
            sessions.delete(gone, true);
            assertEquals(NAME, sessions.get(kept).name());
            assertEquals(1, sessions.links().list().size());
            sessions.tell(kept, SessionWords.read(json("{\"name\":\"written after the list was\"}")));
        }
        try (Sessions sessions = Sessions.open(folder)) {
            SessionInfo kept = sessions.list().get(0);
            assertEquals("written after the list was", kept.name());
            assertEquals(NOTE, kept.note());
            assertEquals(1, sessions.notes().of(kept.id(), Lens.NONE).size());
        }
    }

    @Test
    void whoReadsIsWaitedForAndNobodyBegins() throws Exception {
        try (Sessions sessions = Sessions.open(folder)) {
            String id = needles(sessions);
            CountDownLatch reading = new CountDownLatch(1);
            CountDownLatch enough = new CountDownLatch(1);
            AtomicReference<String> read = new AtomicReference<>("");
            Thread reader = new Thread(() -> read.set(sessions.read(id, from -> {
                reading.countDown();
                await(enough);
                return from.request(1, 1).orElseThrow().path();
            })));
            reader.start();
            await(reading);
            Thread deleting = new Thread(() -> sessions.delete(id, true));
            deleting.start();
            while (sessions.known().contains(id)) {
                Thread.onSpinWait();
            }
            assertThrows(Problem.class, () -> sessions.read(id, from -> 1), "it opens although it is being deleted");
            assertTrue(Files.exists(folder.resolve("sessions/" + id + ".mv.db")), "it was taken from under a reader");
            enough.countDown();
            deleting.join();
            reader.join();
            assertEquals("/", read.get());
            assertEquals(List.of(), found());
            assertEquals(List.of(), held());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The child: deletes a session and is ended by force on the way, before its file has gone or just after. */
    public static final class Dying {
        public static void main(String[] args) throws Exception {
            Sessions sessions = Sessions.open(Path.of(args[0]));
            String id = needles(sessions);
            if (args[1].equals("before")) {
                sessions.read(id, reader -> {
                    Thread deleting = new Thread(() -> sessions.delete(id, true));
                    deleting.start();
                    String waitsIn = OpenFiles.class.getName();
                    while (Stream.of(deleting.getStackTrace()).noneMatch(frame -> frame.getClassName().equals(waitsIn))) {
                        Thread.onSpinWait();
                    }
                    Runtime.getRuntime().halt(9);
                    return 0;
                });
            }
            sessions.whenDeleted(gone -> Runtime.getRuntime().halt(9));
            sessions.delete(id, true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void aDeletionThatIsCutShortIsEndedAtTheNextStart(String when) throws Exception {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Dying.class.getName(), folder.toString(), when)
                .redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals(9, child.waitFor());
        List<String> left = found();
        assertTrue(left.stream().anyMatch(each -> each.startsWith(NAME)), left.toString());
        assertEquals(when.equals("before"), left.stream().anyMatch(each -> each.startsWith(HEADER)), left.toString());
        try (Sessions sessions = Sessions.open(folder)) {
            assertEquals(List.of(), sessions.list());
            assertEquals(List.of(), found());
        }
        assertEquals(List.of(), found());
    }

    @Test
    void aFileThatCannotBeRemovedIsToldAndTheSessionStays() throws Exception {
        try (Sessions sessions = Sessions.open(folder)) {
            String id = needles(sessions);
            Path file = folder.resolve("sessions/" + id + ".mv.db");
            assumeTrue(immutable(file, true), "no file can be made immutable here");
            try {
                Problem problem = assertThrows(Problem.class, () -> sessions.delete(id, true));
                assertEquals(Problem.Kind.UNAVAILABLE, problem.kind());
                assertEquals("/", sessions.read(id, reader -> reader.request(1, 1).orElseThrow().path()));
            } finally {
                immutable(file, false);
            }
            sessions.delete(id, true);
            assertEquals(List.of(), found());
        }
    }

    private static boolean immutable(Path file, boolean on) throws Exception {
        return new ProcessBuilder("chattr", on ? "+i" : "-i", file.toString()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    }

    @Test
    void halvesOfWhatWasKilledAreClearedAndStraysAreOnlyTold() throws Exception {
        String id;
        try (Sessions sessions = Sessions.open(folder)) {
            id = needles(sessions);
        }
        List<String> halves = List.of("import-1.tmp", "catalogue.mv.db.tempFile", "sessions/" + id + ".mv.db.tempFile",
                "sessions/" + id + ".mv.db.upgrade.mv.db", "sessions/" + id + ".mv.db.upgrade.mv.db.tempFile");
        List<String> strays = List.of("sessions/backup.zip", "sessions/0123456789abc.mv.db",
                "sessions/0123456789abd.mv.db.tempFile");
        for (String name : Stream.concat(halves.stream(), strays.stream()).toList()) {
            Files.writeString(folder.resolve(name), "bytes");
        }
        try (Sessions sessions = Sessions.open(folder)) {
            halves.forEach(name -> assertFalse(Files.exists(folder.resolve(name)), name));
            strays.forEach(name -> assertTrue(Files.exists(folder.resolve(name)), name));
            assertEquals(strays.stream().map(name -> name.substring("sessions/".length())).sorted().toList(),
                    sessions.keeping().state().strays().stream().map(KeepingState.Stray::file).sorted().toList());
            assertEquals("/", sessions.read(id, reader -> reader.request(1, 1).orElseThrow().path()));
        }
    }
}

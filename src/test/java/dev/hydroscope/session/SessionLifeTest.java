package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.session.SessionInfo.State;
import dev.hydroscope.store.Loss;
import dev.hydroscope.store.Reader;
import dev.hydroscope.trace.Event;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From begin to sealed, with what a test fires: the account closes however a session ends. */
class SessionLifeTest {
    private static final SessionSettings USUAL = SessionSettings.of(4242, "http", "mine");

    @TempDir
    Path folder;
    private Sessions sessions;
    private final Synthetic source = new Synthetic();

    @BeforeEach
    void open() {
        sessions = Sessions.open(folder);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    private SessionInfo begin(SessionSettings settings) {
        return Synthetic.begin(sessions, settings, source);
    }

    static SessionInfo await(Sessions sessions, String id, Predicate<SessionInfo> wanted) throws InterruptedException {
        SessionInfo info = sessions.get(id);
        for (int i = 0; i < 1500 && !wanted.test(info); i++) {
            Thread.sleep(20);
            info = sessions.get(id);
        }
        assertTrue(wanted.test(info), info.toString());
        return info;
    }

    private void assertCloses(SessionInfo info) {
        assertEquals(source.hits(), info.counts().hits());
        assertEquals(0, info.counts().open(), info.counts().toString());
        assertTrue(source.closed(), "the source was left open");
    }

    @Test
    void whatComesIsStoredAndSealed() throws Exception {
        String id = begin(USUAL).id();
        for (int i = 1; i <= 20; i++) {
            source.request(i, "/index/" + i, "curl/8", 200);
        }
        SessionInfo running = await(sessions, id, info -> info.counts().requests() == 20);
        assertEquals(State.RUNNING, running.state());
        SessionInfo sealed = sessions.stop(id);
        assertEquals(State.SEALED, sealed.state());
        assertEquals("", sealed.note());
        assertEquals(20 * Synthetic.EVENTS_A_REQUEST, sealed.counts().events());
        assertEquals(20, sealed.counts().connections());
        assertEquals(20 * 4, sealed.counts().headers());
        assertCloses(sealed);
        assertEquals("/index/7", sessions.read(id, reader -> reader.request(7, 1).orElseThrow().path()));
        assertEquals(sealed, sessions.stop(id), "to stop it once more changes nothing");
    }

    @Test
    void anotherStartFindsItAgain() throws Exception {
        String id = begin(USUAL).id();
        source.request(1, "/", "curl/8", 200);
        SessionInfo sealed = sessions.stop(id);
        sessions.close();
        sessions = Sessions.open(folder);
        assertEquals(sealed, sessions.get(id));
        assertEquals("/", sessions.read(id, reader -> reader.request(1, 1).orElseThrow().path()));
    }

    @Test
    void onlyTheOwnerMayReadItsFile() throws Exception {
        String id = begin(USUAL).id();
        Path file = folder.resolve("sessions/" + id + ".mv.db");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        sessions.stop(id);
        assertEquals("r--------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void itEndsWithItsSource() throws Exception {
        String id = begin(USUAL).id();
        source.request(1, "/", "curl/8", 200);
        source.end("process 4242 has exited");
        SessionInfo sealed = await(sessions, id, info -> info.endedAt().isPresent());
        assertEquals(State.SEALED, sealed.state());
        assertEquals("process 4242 has exited", sealed.note());
        assertCloses(sealed);
    }

    @Test
    void itEndsAtItsBounds() throws Exception {
        String id = begin(bounded(Duration.ofMinutes(1), 16)).id();
        source.request(1, "/", "curl/8", 200);
        source.request(2, "/", "curl/8", 200);
        SessionInfo byEvents = await(sessions, id, info -> info.endedAt().isPresent());
        assertEquals("ended at 16 events, as many as it may", byEvents.note());
        assertCloses(byEvents);
        String brief = Synthetic.begin(sessions, bounded(Duration.ofMillis(100), 0), new Synthetic()).id();
        assertEquals("ended after 100ms, its longest duration",
                await(sessions, brief, info -> info.endedAt().isPresent()).note());
    }

    private static SessionSettings bounded(Duration duration, long events) {
        return new SessionSettings(4242, "", "http", List.of(), "", 1, List.of(), List.of(), List.of(), List.of(),
                SessionSettings.REDACTED, List.of(), false, 1024, duration, events, 0, "");
    }

    @Test
    void lossesInTheKernelHaveTheirInterval() throws Exception {
        long before = Nanos.now();
        String id = begin(USUAL).id();
        source.request(1, "/", "curl/8", 200);
        source.lose(7);
        await(sessions, id, info -> info.counts().lost().kernel() == 7);
        source.request(2, "/", "curl/8", 200);
        assertCloses(sessions.stop(id));
        List<Loss> losses = sessions.read(id, Reader::losses);
        assertEquals(List.of(7L), losses.stream().filter(loss -> loss.hop().equals("kernel")).map(Loss::count).toList());
        assertTrue(losses.get(0).fromNanos() >= before && losses.get(0).toNanos() <= Nanos.now(), losses.toString());
    }

    @Test
    void overloadIsCountedExactly() throws Exception {
        String id = begin(USUAL).id();
        Event event = new Event(Probe.unknown("h2o", "flood", 0), Nanos.now(), 4242, 4242, 1, new long[0], new byte[0]);
        for (int i = 0; i < 20; i++) {
            source.deliver(Collections.nCopies(Pipeline.MOST_QUEUED_EVENTS / 2 + 1, event));
        }
        SessionInfo sealed = sessions.stop(id);
        assertTrue(sealed.counts().lost().queue() > 0, sealed.counts().toString());
        assertCloses(sealed);
        assertEquals(sealed.counts().lost().queue(), sessions.read(id, Reader::losses).stream().mapToLong(Loss::count).sum());
    }

    @Test
    void aFaultInThePipelineKeepsWhatWasStored() throws Exception {
        String id = begin(USUAL).id();
        source.request(1, "/kept", "curl/8", 200);
        await(sessions, id, info -> info.counts().requests() == 1);
        source.broken();
        source.request(2, "/lost", "curl/8", 200);
        SessionInfo failed = await(sessions, id, info -> info.endedAt().isPresent());
        assertEquals(State.FAILED, failed.state());
        assertTrue(failed.note().startsWith("failed: "), failed.note());
        assertCloses(failed);
        assertEquals("/kept", sessions.read(id, reader -> reader.request(1, 1).orElseThrow().path()));
    }

    @Test
    void peopleNameAndNoteItAtAnyTime() throws Exception {
        String id = begin(USUAL).id();
        assertEquals("other", sessions.tell(id, words("{\"name\": \"other\"}")).name());
        sessions.stop(id);
        SessionInfo told = sessions.tell(id, words("{\"note\": \"a\\nb\", \"pinned\": true}"));
        assertEquals(List.of("other", "a\nb", true), List.of(told.name(), told.note(), told.pinned()));
        sessions.close();
        sessions = Sessions.open(folder);
        assertEquals(told, sessions.get(id));
    }

    private static SessionWords words(String json) {
        return SessionWords.read(Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsDeletedIsOnNoFile() throws Exception {
        String id = begin(USUAL).id();
        source.request(1, "/unmistakable-path", "curl/8", 200);
        await(sessions, id, info -> info.counts().requests() == 1);
        Path left = Files.writeString(folder.resolve("sessions").resolve(id + ".mv.db.tempFile"), "of a killed compaction");
        sessions.delete(id, false);
        assertFalse(Files.exists(left));
        assertThrows(Problem.class, () -> sessions.get(id));
        assertTrue(source.closed());
        sessions.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertFalse(content.contains("unmistakable-path") || file.toString().contains(id), file.toString());
            }
        }
        sessions = Sessions.open(folder);
        assertEquals(List.of(), sessions.list());
    }

    @Test
    void secretsAreMaskedBeforeTheyAreStored() throws Exception {
        SessionSettings masking = new SessionSettings(4242, "", "http", List.of(), "", 1, List.of(), List.of(), List.of(),
                List.of(), List.of("user-agent"), List.of(), false, 1024, Duration.ofMinutes(1), 0, 0, "");
        String id = begin(masking).id();
        source.request(1, "/", "unmistakable-secret", 200);
        sessions.stop(id);
        String content = Files.readString(folder.resolve("sessions/" + id + ".mv.db"), StandardCharsets.ISO_8859_1);
        assertFalse(content.contains("unmistakable-secret"));
        assertEquals("", sessions.read(id, reader -> reader.request(1, 1).orElseThrow().value(false, "user-agent").orElseThrow()));
    }
}

package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.session.SessionInfo.State;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of its own: below the reserve nothing begins, what runs is sealed, and with a limit the oldest goes at once. */
class ReserveTest {
    private static final int DISK_MB = 64;
    private static final String RESERVE = "16m";

    @TempDir
    Path folder;
    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MB + "m", "hydroscope-test", disk.toString()) == 0;
        Assumptions.assumeTrue(mounted, "no small disk can be mounted here: that needs root");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "--lazy", disk.toString());
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor();
    }

    private Sessions open(String days) {
        Sessions sessions = Sessions.open(disk.resolve("data"), new KeepingOptions(days, "", RESERVE));
        sessions.keeping().begin();
        return sessions;
    }

    private Path fill(int leaveMb) throws Exception {
        long room = Files.getFileStore(disk).getUsableSpace();
        return Files.write(disk.resolve("filler"), new byte[(int) (room - ((long) leaveMb << 20))]);
    }

    @Test
    void whatRunsIsSealedAndNothingBeginsUntilThereIsRoom() throws Exception {
        try (Sessions sessions = open("")) {
            Synthetic source = new Synthetic();
            String id = Synthetic.begin(sessions, SessionSettings.of(4242, "http", ""), source).id();
            source.request(1, "/before", "curl/8", 200);
            SessionLifeTest.await(sessions, id, info -> info.counts().requests() == 1);
            Path filler = fill(10);
            SessionInfo sealed = SessionLifeTest.await(sessions, id, info -> info.endedAt().isPresent());
            assertEquals(State.SEALED, sealed.state());
            assertTrue(sealed.note().startsWith("ended at the disk's reserve: "), sealed.note());
            assertEquals(0, sealed.counts().lost().total());
            assertEquals(source.hits(), sealed.counts().events());
            assertEquals("/before", sessions.read(id, reader -> reader.request(1, 1).orElseThrow().path()));

            Problem begun = assertThrows(Problem.class,
                    () -> Synthetic.begin(sessions, SessionSettings.of(4242, "http", ""), new Synthetic()));
            assertEquals(Problem.Kind.UNAVAILABLE, begun.kind());
            assertTrue(begun.getMessage().contains("kept free: there is no room for a new session"), begun.getMessage());
            assertTrue(begun.hint().contains("--reserve"), begun.hint());
            byte[] file = "{}".getBytes(StandardCharsets.UTF_8);
            assertThrows(Problem.class, () -> sessions.importFile("a.jsonl", new ByteArrayInputStream(file), file.length));
            assertTrue(sessions.keeping().state().plan().problem().contains("nothing new is started"));

            Files.delete(filler);
            String again = Synthetic.begin(sessions, SessionSettings.of(4242, "http", ""), new Synthetic()).id();
            assertEquals("", sessions.keeping().state().plan().problem());
            assertEquals(State.SEALED, sessions.stop(again).state());
            assertTrue(sessions.known().contains(id), "without a limit nothing is deleted");
        }
    }

    @Test
    void withALimitTheOldestGoesAtOnceAndWhatRunsGoesOn() throws Exception {
        try (Sessions sessions = open("300")) {
            String oldest = large(sessions);
            String pinned = large(sessions);
            String latest = large(sessions);
            sessions.tell(pinned, SessionWords.read(Json.read("{\"pinned\":true}".getBytes(StandardCharsets.UTF_8))));
            Synthetic source = new Synthetic();
            String running = Synthetic.begin(sessions, SessionSettings.of(4242, "http", ""), source).id();
            fill(14);
            for (int i = 0; i < 1500 && sessions.known().contains(oldest); i++) {
                Thread.sleep(20);
            }
            assertFalse(sessions.known().contains(oldest));
            for (int i = 0; i < 1500 && sessions.keeping().state().deleted().isEmpty(); i++) {
                Thread.sleep(20);
            }
            assertEquals(KeepingPlan.Reason.RESERVE, sessions.keeping().state().deleted().get(0).reason());
            assertTrue(Files.getFileStore(disk).getUsableSpace() > 16 << 20);
            assertEquals(State.RUNNING, sessions.get(running).state(), sessions.get(running).note());
            assertTrue(sessions.known().contains(pinned) && sessions.known().contains(latest), "more went than had to");
        }
    }

    /** A sealed session that takes some megabytes. */
    private static String large(Sessions sessions) throws Exception {
        Synthetic source = new Synthetic();
        String id = Synthetic.begin(sessions, SessionSettings.of(4242, "http", ""), source).id();
        java.util.Random random = new java.util.Random(3);
        for (int conn = 1; conn <= 1500; conn++) {
            byte[] bytes = new byte[3000];
            random.nextBytes(bytes);
            source.request(conn, "/", java.util.Base64.getEncoder().encodeToString(bytes), 200);
        }
        SessionLifeTest.await(sessions, id, info -> info.counts().requests() == 1500);
        SessionInfo sealed = sessions.stop(id);
        assertTrue(sealed.bytes() > 3 << 20, sealed.bytes() + " bytes");
        return id;
    }
}

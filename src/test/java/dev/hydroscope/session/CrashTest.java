package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.session.SessionInfo.State;
import dev.hydroscope.store.Loss;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 while it writes: the next start opens the session, seals it and tells the crash. */
class CrashTest {
    @TempDir
    Path folder;

    /** The child: traces for ever, and says how many events are stored. */
    public static final class Tracing {
        public static void main(String[] args) throws Exception {
            Sessions sessions = Sessions.open(Path.of(args[0]));
            Synthetic source = new Synthetic();
            String id = Synthetic.begin(sessions, SessionSettings.of(4242, "http", "crashing"), source).id();
            for (long conn = 1; ; conn++) {
                source.request(conn, "/" + conn, "curl/8", 200);
                if (conn % 100 == 0) {
                    System.out.println(id + " " + sessions.get(id).counts().events());
                    Thread.sleep(30);
                }
            }
        }
    }

    @Test
    void whatWasStoredIsThereAgain() throws Exception {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Tracing.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String[] told;
        try (BufferedReader output = child.inputReader()) {
            do {
                told = output.readLine().split(" ");
            } while (Long.parseLong(told[1]) < 2_000);
            for (int i = 0; i < 100; i++) {
                output.readLine();
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        String id = told[0];
        try (Sessions sessions = Sessions.open(folder)) {
            SessionInfo mended = SessionLifeTest.await(sessions, id, info -> info.endedAt().isPresent());
            assertEquals(State.SEALED, mended.state(), mended.note());
            assertTrue(mended.note().matches("ended by a crash at \\S+Z; .* some may be lost"), mended.note());
            assertEquals("crashing", mended.name());
            assertEquals(0, mended.counts().open(), mended.counts().toString());
            assertTrue(mended.counts().events() >= Long.parseLong(told[1]), "stored seconds before, and gone: " + mended.counts());
            assertEquals("/1", sessions.read(id, reader -> reader.request(1, 1).orElseThrow().path()));
            long held = sessions.read(id, reader -> reader.counts().events());
            assertEquals(mended.counts().events(), held);
        }
        assertTrue(Files.isReadable(folder.resolve("sessions/" + id + ".mv.db")));
        try (Sessions again = Sessions.open(folder)) {
            assertEquals(State.SEALED, again.get(id).state(), "it is mended once");
        }
    }

    @Test
    void whatWasCountedAndIsNotInTheFileIsLost() {
        Counts known = new Counts(1000, 800, 4, 90, 700, 0, 0, 3, 10, 0, new Counts.Lost(7, 150, 0, 2));
        var file = new dev.hydroscope.store.Counts(760, 4, 85, 660, 0, 0, 0);
        Counts counts = Recovery.stored(known, file, List.of(new Loss("kernel", 1, 2, 9), new Loss("queue", 1, 2, 20)));
        assertEquals(new Counts.Lost(9, 150, 40, 2), counts.lost(), "the greater of what both know, and 40 events that are gone");
        assertEquals(760, counts.events());
        assertEquals(0, counts.open());
    }
}

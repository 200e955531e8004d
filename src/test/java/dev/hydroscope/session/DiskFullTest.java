package dev.hydroscope.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.session.SessionInfo.State;
import dev.hydroscope.store.Loss;
import dev.hydroscope.store.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of its own that fills up: what is stored stays, what is lost is counted, and it goes on when there is room. */
class DiskFullTest {
    private static final int DISK_MB = 24;

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

    @Test
    void theSessionGoesOnWhenThereIsRoomAgain() throws Exception {
        Synthetic source = new Synthetic();
        try (Sessions sessions = Sessions.open(disk.resolve("data"), new KeepingOptions("", "", "none"))) {
            String id = Synthetic.begin(sessions, SessionSettings.of(4242, "http", ""), source).id();
            source.request(1, "/before", "curl/8", 200);
            SessionLifeTest.await(sessions, id, info -> info.counts().requests() == 1);
            Path filler = fill();
            long conn = flood(sessions, id, source);
            Files.delete(filler);
            SessionInfo full = sessions.get(id);
            assertEquals(State.RUNNING, full.state());
            assertTrue(full.note().startsWith("cannot write "), full.note());
            for (int i = 0; !sessions.get(id).note().isEmpty() && i < 1000; i++) {
                source.request(++conn, "/after", "curl/8", 200);
                Thread.sleep(20);
            }
            assertEquals("", sessions.get(id).note());
            source.request(++conn, "/room", "curl/8", 200);
            long last = conn;
            SessionInfo sealed = sessions.stop(id);
            assertEquals(State.SEALED, sealed.state(), sealed.note());
            assertEquals("/room", sessions.read(id, reader -> reader.request(last, 1).orElseThrow().path()));
            assertEquals(source.hits(), sealed.counts().hits());
            assertEquals(0, sealed.counts().open(), sealed.counts().toString());
            assertTrue(sealed.counts().lost().store() > 0);
            List<Loss> losses = sessions.read(id, Reader::losses);
            assertEquals(sealed.counts().lost().store(), losses.stream().mapToLong(Loss::count).sum(), losses.toString());
            assertEquals("/before", sessions.read(id, reader -> reader.request(1, 1).orElseThrow().path()));
        }
    }

    /** Values that do not compress, until the disk is full; the last connection's number. */
    private static long flood(Sessions sessions, String id, Synthetic source) throws InterruptedException {
        Random random = new Random(1);
        long conn = 1;
        while (sessions.get(id).counts().lost().store() == 0) {
            assertTrue(conn < 20_000, "the disk never filled");
            for (int i = 0; i < 20; i++) {
                byte[] bytes = new byte[3000];
                random.nextBytes(bytes);
                source.request(++conn, "/flood", Base64.getEncoder().encodeToString(bytes), 200);
            }
            Thread.sleep(20);
        }
        return conn;
    }

    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        Files.write(filler, new byte[(DISK_MB - 6) << 20]);
        return filler;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                .waitFor();
    }
}

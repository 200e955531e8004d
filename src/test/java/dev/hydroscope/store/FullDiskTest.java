package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills and is freed again: nothing throws or waits, what could not be written is counted, then it goes on. */
class FullDiskTest {
    private static final int MEGABYTES = 12;

    @TempDir
    private Path folder;
    private final Assembler assembler = new Assembler(Traffic.PROBES, false);
    private final Traffic traffic = new Traffic(1, 20, 20_000);
    private long accepted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", folder.toString()) == 0,
                "mounting a small disk takes root");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", "-l", folder.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    private void write(Writer writer, int requests) {
        for (int i = 0; i < requests; i++) {
            List<dev.hydroscope.trace.Event> events = traffic.request();
            events.forEach(assembler::accept);
        }
        var changes = assembler.take(traffic.nowNanos() + accepted * 1_000_000L);
        accepted += changes.events();
        writer.write(changes);
    }

    @Test
    void whatAFullDiskLosesIsCountedAndTheSessionGoesOn() throws IOException, InterruptedException {
        Path ballast = Files.write(folder.resolve("ballast"), new byte[(MEGABYTES - 7) << 20]);
        SessionFile file = SessionFile.create(folder.resolve("session.mv.db"));
        Writer writer = file.writer();
        for (int i = 0; i < 400 && writer.problem().isEmpty(); i++) {
            write(writer, 500);
        }
        assertFalse(writer.problem().isEmpty(), "the disk did not fill");
        write(writer, 500);
        assertEquals(accepted, writer.counts().events() + writer.counts().lost());
        Files.delete(ballast);
        for (int i = 0; i < 50 && !writer.problem().isEmpty(); i++) {
            Thread.sleep(100);
            write(writer, 10);
        }
        assertEquals("", writer.problem());
        Counts counts = writer.counts();
        assertTrue(counts.lost() > 0);
        assertEquals(accepted, counts.events() + counts.lost());
        assertEquals(counts, file.reader().counts());
        assertEquals(counts.lost(), file.reader().losses().stream().mapToLong(Loss::count).sum());
        writer.seal();
        assertTrue(file.sealed());
        assertEquals(counts.events(), file.reader().counts().events());
        file.close();
    }
}

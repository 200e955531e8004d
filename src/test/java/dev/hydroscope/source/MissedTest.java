package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.probe.Worker;
import dev.hydroscope.standin.Kernel;
import dev.hydroscope.trace.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A tracepoint of an interrupt that comes while a program runs on its CPU is passed over by the kernel, which counts it. Here a
 * thread is in a program most of its time.
 */
class MissedTest {
    private static final int TRIES = 20;
    @TempDir
    private static Path folder;

    @Test
    void whatTheKernelPassesOverIsLostAndCounted() throws Exception {
        Kernel.assumeProbes();
        Path program = Worker.compile(folder);
        Counters counters = Counters.none(2);
        for (int i = 0; i < TRIES && counters.missed() == 0; i++) {
            counters = run(program);
        }
        assertTrue(counters.missed() > 0, "not once in " + TRIES + " rounds");
    }

    private static Counters run(Path program) throws Exception {
        try (Worker worker = Worker.start(program, "fault", "200000", "0");
                Traced traced = Traced.attach(worker.pid(), "syscalls:sys_enter_access(filename)",
                        "irq_vectors:local_timer_entry")) {
            worker.work();
            List<Event> events = traced.finish();
            Counters counters = traced.source().counters();
            assertEquals(counters.allHits(), events.size() + counters.allLost(), "the account closes");
            assertEquals(LongStream.of(counters.lost()).sum() + counters.missed(), counters.allLost());
            return counters;
        }
    }
}

package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.source.RecordingTest.Replayed;
import dev.hydroscope.standin.Kernel;
import dev.hydroscope.standin.Standin;
import dev.hydroscope.trace.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of the real kernel: one made here, and the one that comes with Hydroscope. */
class RecordedTest {
    @TempDir
    Path folder;

    @Test
    void aReplayGivesTheVeryEventsThatWereTraced() throws Exception {
        Kernel.assumeProbes();
        Path file = folder.resolve("trace.gz");
        List<Event> traced = new ArrayList<>();
        try (Standin standin = Standin.start(Standin.binary(), "--wait", "--linger", "--edge")) {
            ProbeSource source = ProbeSource.attach(Targets.find(standin.pid()), CaptureSettings.of(List.of("*")));
            RecordingWriter recording = source.record(file);
            source.start(traced::addAll);
            standin.lines();
            source.close();
            recording.close();
        }
        Replayed replayed = Replayed.of(Recording.of(file));
        assertTrue(traced.size() > 135, "events: " + traced.size());
        assertEquals(traced.stream().map(RecordedTest::line).toList(),
                replayed.events().stream().map(RecordedTest::line).toList());
    }

    @Test
    void theDemosTraceIsWholeAndOfTheCataloguesProbes() throws Exception {
        Recording recording = Recording.resource("/demo.trace.gz");
        for (Probe probe : recording.probesBySite()) {
            assertEquals(Catalogue.load().find(probe.provider(), probe.name(), probe.arguments().size()), probe,
                    "this probe has changed: make the trace again (DemoRecording)");
        }
        Replayed replayed = Replayed.of(recording);
        assertEquals("demo.trace.gz: the recording is at its end", replayed.reason());
        assertEquals(0, replayed.undecodable());
        assertEquals(1, replayed.processes().size());
        Set<Long> versions = replayed.events().stream()
                .filter(event -> event.probe().key().equals("h2o:receive_request")).map(event -> event.number(2))
                .collect(Collectors.toSet());
        assertTrue(versions.containsAll(Set.of(0x101L, 0x200L, 0x300L)), versions.toString());
    }

    private static String line(Event event) {
        long[] slots = new long[event.probe().arguments().size()];
        Arrays.setAll(slots, event::slot);
        return event.probe().key() + " " + event.atNanos() + " " + event.pid() + " " + event.tid() + " " + event.seq()
                + " " + Arrays.toString(slots) + " " + Arrays.toString(event.raw());
    }
}

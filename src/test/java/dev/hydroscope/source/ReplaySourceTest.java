package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.trace.Event;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording played as if it happened now, again and again. */
class ReplaySourceTest {
    private static final int RECORDS = 1000;

    @TempDir
    Path folder;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private Recording recording;

    @BeforeEach
    void record() throws Exception {
        recording = Recording.of(TraceFile.write(folder.resolve("trace.gz"), RECORDS));
    }

    @Test
    void happensNow() throws Exception {
        Instant before = Instant.now();
        play(1, RECORDS);
        Instant first = Instant.ofEpochSecond(0, events.get(0).atNanos());
        assertFalse(first.isBefore(before.minusSeconds(1)), first.toString());
        assertFalse(first.isAfter(Instant.now()), first.toString());
        assertEquals(TraceFile.at(RECORDS - 1) - TraceFile.at(0),
                events.get(RECORDS - 1).atNanos() - events.get(0).atNanos());
    }

    @Test
    void aFactorStretchesIt() throws Exception {
        play(2, RECORDS);
        assertEquals((TraceFile.at(RECORDS - 1) - TraceFile.at(0)) / 2,
                events.get(RECORDS - 1).atNanos() - events.get(0).atNanos());
    }

    @Test
    void eachRoundIsAnotherProcess() throws Exception {
        List<Source.Process> processes = play(1000, 3 * RECORDS + 1);
        List<Integer> pids = events.stream().map(Event::pid).distinct().toList();
        assertTrue(pids.size() >= 4, pids.toString());
        assertEquals(pids, processes.subList(0, pids.size()).stream().map(Source.Process::pid).toList());
        Set<Integer> threads = events.stream().map(Event::tid).collect(Collectors.toSet());
        assertEquals(pids.size(), threads.size());
        Set<Integer> both = new HashSet<>(threads);
        both.retainAll(pids);
        assertEquals(Set.of(), both, "no thread of one round is another's process");
        assertEquals(RECORDS, events.stream().filter(event -> event.pid() == pids.get(1)).count());
    }

    @Test
    void countsExactlyWhatWentThrough() throws Exception {
        ReplaySource source = ReplaySource.live(recording, 100);
        source.start(events::addAll);
        while (events.size() < RECORDS) {
            Thread.sleep(1);
        }
        source.close();
        assertEquals(events.size(), source.counters().allHits());
        assertEquals(events.size(), source.counters().allDelivered());
        assertEquals(List.of("h2o:h1_close", "h2o:receive_request_header"),
                source.probes().stream().map(probe -> probe.key()).toList());
        assertEquals(0, source.counters().hits()[0]);
        assertFalse(source.ended());
        assertEquals(events.size(), Set.copyOf(events).size());
    }

    private List<Source.Process> play(double pace, int atLeast) throws InterruptedException {
        try (ReplaySource source = ReplaySource.live(recording, pace)) {
            source.start(events::addAll);
            while (events.size() < atLeast) {
                Thread.sleep(1);
            }
            return source.processes();
        }
    }
}

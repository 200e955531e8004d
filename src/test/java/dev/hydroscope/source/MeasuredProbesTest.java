package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.bpf.Histogram;
import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.bpf.ValueCount;
import dev.hydroscope.probe.Chosen;
import dev.hydroscope.probe.ElfNotes;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.probe.Worker;
import dev.hydroscope.standin.Kernel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is added up in the kernel is what the program did, to the last hit. */
class MeasuredProbesTest {
    private static final long MILLI = 1_000_000;
    @TempDir
    private static Path folder;
    private static Path program;

    @BeforeAll
    static void needsProbes() throws Exception {
        Kernel.assumeProbes();
        program = Worker.compile(folder);
    }

    private static List<Chosen> sites(String name, String line) throws Exception {
        Probe probe = Probe.parse("demo:" + name + " " + line);
        return ElfNotes.read(program).stream().filter(site -> site.name().equals(name)).map(site -> new Chosen(site, probe, true))
                .toList();
    }

    private static MeasuredProbes attach(Worker worker, Measures measures) throws Exception {
        return MeasuredProbes.attach(Optional.of(Targets.find(worker.pid())), measures);
    }

    @Test
    void aMillionHitsAreAMillion() throws Exception {
        try (Worker worker = Worker.start(program, "hit", "1000000", "0")) {
            MeasuredProbes measured = attach(worker, Measures.hits(sites("hit", "number:int third:int")));
            worker.work();
            assertEquals(1_000_000, measured.counters().hits()[0]);
            measured.close();
            assertEquals(1_000_000, measured.counters().allHits());
            assertEquals(0, measured.counters().allLost());
        }
    }

    /** From -3 to 996, each once. */
    @Test
    void aHistogramIsWhatTheProgramDid() throws Exception {
        try (Worker worker = Worker.start(program, "hit", "1000", "3")) {
            MeasuredProbes measured = attach(worker, Measures.histogram(sites("hit", "number:int third:int"), "number"));
            worker.work();
            Histogram histogram = measured.histogram(0);
            long[] buckets = new long[66];
            buckets[0] = 3;
            IntStream.rangeClosed(0, 996).forEach(i -> buckets[i == 0 ? 1 : 65 - Long.numberOfLeadingZeros(i)]++);
            assertArrayEquals(buckets, histogram.buckets());
            assertEquals(IntStream.rangeClosed(-3, 996).sum(), histogram.sum());
            measured.close();
            assertArrayEquals(buckets, measured.histogram(0).buckets(), "they stay as they were");
        }
    }

    @Test
    void valuesAreCounted() throws Exception {
        try (Worker worker = Worker.start(program, "hit", "1000", "0"); MeasuredProbes measured = attach(worker,
                Measures.values(sites("hit", "number:int third:int"), "third"))) {
            worker.work();
            assertEquals(List.of(new ValueCount(0, 334), new ValueCount(1, 333), new ValueCount(2, 333)),
                    measured.values(0).stream().sorted(Comparator.comparing(ValueCount::value)).toList());
            assertEquals(0, measured.histogram(0).noRoom());
        }
    }

    @Test
    void whatFitsInNoMapIsTold() throws Exception {
        try (Worker worker = Worker.start(program, "hit", "100000", "0")) {
            MeasuredProbes measured = attach(worker, Measures.values(sites("hit", "number:int third:int"), "number"));
            worker.work();
            measured.close();
            long told = measured.values(0).stream().mapToLong(ValueCount::count).sum();
            assertTrue(measured.histogram(0).noRoom() > 0);
            assertEquals(100_000, told + measured.histogram(0).noRoom());
        }
    }

    @Test
    void latencyOfAThreadIsThatOfItsOwnWork() throws Exception {
        try (Worker worker = Worker.start(program, "work", "5", "5000"); MeasuredProbes measured = attach(worker,
                Measures.latency(sites("began", "id:int round:int"), "", sites("ended", "id:int"), ""))) {
            worker.work();
            Histogram histogram = measured.histogram(1);
            assertEquals(20, histogram.count());
            assertTrue(histogram.sum() >= 20 * 5 * MILLI, "slept for " + histogram.sum());
            assertEquals(0, IntStream.range(0, 66).filter(i -> Histogram.from(i) < 4 * MILLI).mapToLong(i -> histogram.buckets()[i])
                    .sum());
            assertEquals(List.of(0L, 0L, 0L),
                    List.of(histogram.unpairedEnds(), measured.histogram(0).unpairedBegins(), measured.histogram(0).noRoom()));
        }
    }

    @Test
    void aFieldPairsWhatBelongsTogether() throws Exception {
        try (Worker worker = Worker.start(program, "work", "100", "0"); MeasuredProbes measured = attach(worker,
                Measures.latency(sites("began", "id:int round:int"), "id", sites("ended", "what:int"), "what"))) {
            worker.work();
            assertEquals(400, measured.histogram(1).count());
            assertEquals(List.of(0L, 0L), List.of(measured.histogram(1).unpairedEnds(), measured.histogram(0).unpairedBegins()));
        }
    }

    /** Four threads have the same rounds: what begins again before it has ended is told, and so is an end too many. */
    @Test
    void whatIsUnpairedIsTold() throws Exception {
        try (Worker worker = Worker.start(program, "work", "50", "200"); MeasuredProbes measured = attach(worker,
                Measures.latency(sites("began", "id:int round:int"), "round", sites("ended", "id:int"), ""))) {
            worker.work();
            Histogram ends = measured.histogram(1);
            assertEquals(200, ends.count() + ends.unpairedEnds());
            assertEquals(200, ends.count() + measured.histogram(0).unpairedBegins() + 50, "50 rounds have begun and never ended");
        }
    }

    @Test
    void nothingStaysBehind() throws Exception {
        try (Worker worker = Worker.start(program, "hit", "10", "0")) {
            Measures measures = Measures.histogram(sites("hit", "number:int third:int"), "number");
            attach(worker, measures).close();
            int open = Kernel.descriptors();
            attach(worker, measures).close();
            assertEquals(open, Kernel.descriptors());
            for (Site site : ElfNotes.read(program)) {
                assertEquals(0, Kernel.semaphore(worker.pid(), program, site.semaphoreFileOffset()));
            }
        }
    }

    @Test
    void saysWhenTheProcessEnds() throws Exception {
        try (Worker worker = Worker.start(program, "hit", "10", "0");
                MeasuredProbes measured = attach(worker, Measures.hits(sites("hit", "number:int third:int")))) {
            worker.work();
            assertEquals(false, measured.ended());
            worker.end();
            assertTrue(measured.ended());
            assertEquals(10, measured.counters().allHits());
        }
    }

    @Test
    void refusesWhatIsNoNumber() throws Exception {
        List<Chosen> said = sites("said", "text:string number:int");
        assertEquals("demo:said has no number in its argument text",
                assertThrows(ProbeException.class, () -> Measures.histogram(said, "text")).getMessage());
        assertEquals("it has number", assertThrows(ProbeException.class, () -> Measures.values(said, "other")).hint());
        assertEquals("demo:said is no function, so that it has no return",
                assertThrows(ProbeException.class, () -> Measures.duration(said)).getMessage());
    }
}

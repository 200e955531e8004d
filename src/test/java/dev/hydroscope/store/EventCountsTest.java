package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Traffic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stored events over time are those that were accepted, one by one. */
class EventCountsTest {
    private final List<Long> times = new ArrayList<>();
    @TempDir
    private Path folder;
    private SessionFile file;

    @BeforeEach
    void write() {
        file = SessionFile.create(folder.resolve("session.mv.db"));
        Assembler assembler = new Assembler(Traffic.PROBES, false);
        assembler.process(100, 1);
        Writer writer = file.writer();
        Traffic traffic = new Traffic(5, 40, 90);
        for (int i = 0; i < 4000; i++) {
            for (Event event : traffic.request()) {
                times.add(event.atNanos());
                assembler.accept(event);
            }
            if (i % 97 == 0) {
                writer.write(assembler.take(traffic.nowNanos()));
            }
        }
        writer.write(assembler.finish());
        writer.seal();
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void everyEventCountsOnce() {
        long first = times.stream().mapToLong(Long::longValue).min().orElseThrow();
        long last = times.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertTrue(last - first > 1L << 34, "several rows");
        assertEquals(file.reader().counts().events(), times.size());
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 40; i++) {
            long from = random.nextLong(first - 1_000_000_000, last);
            assertWindow(from, random.nextLong(from, last + 1_000_000_000), 18 + random.nextInt(18));
        }
    }

    private void assertWindow(long from, long to, int wanted) {
        EventCounts counts = file.reader().times().events(from, to, wanted).orElseThrow();
        int shift = counts.shift();
        assertTrue(shift >= wanted && shift >= 22);
        assertEquals(from >> shift, counts.fromStep());
        long[] expected = new long[(int) ((to >> shift) - (from >> shift)) + 1];
        for (long at : times) {
            long step = (at >> shift) - (from >> shift);
            if (step >= 0 && step < expected.length) {
                expected[(int) step]++;
            }
        }
        long[] found = new long[expected.length];
        for (long[] version : counts.byVersion()) {
            Arrays.setAll(found, step -> found[step] + version[step]);
        }
        assertArrayEquals(expected, found);
    }
}

package dev.hydroscope.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.source.CaptureSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The account closes: what the stand-in says it fired is what the kernel counted, and that is delivered, left out or lost. */
class AccountTest {
    private static final int RING_BYTES = 16 << 20;

    @Test
    void atAGentleRateEveryEventArrives() throws Exception {
        Traced traced = Traced.run(Traced.everything(RING_BYTES), "--rate", "20000", "--events", "20000");
        assertCloses(traced);
        assertEquals(traced.summary().fired(), traced.delivered());
    }

    @Test
    void atAHighRateEveryEventArrives() throws Exception {
        Traced traced = Traced.run(Traced.everything(RING_BYTES), "--rate", "100000", "--events", "150000", "--threads", "2");
        assertCloses(traced);
        assertEquals(traced.summary().firedTotal(), traced.events().size() + traced.counters().allLost());
    }

    @Test
    void asFastAsItCanWithARingTooSmallEachLossIsCounted() throws Exception {
        Traced traced = Traced.run(Traced.everything(1 << 16), "--events", "200000");
        assertCloses(traced);
        assertTrue(traced.counters().allLost() > 0, "a ring of 64 KiB held it all");
        for (String probe : traced.delivered().keySet()) {
            assertTrue(traced.delivered().get(probe) <= traced.summary().fired().get(probe), probe);
        }
    }

    @Test
    void whatTheKernelLeavesOutIsCounted() throws Exception {
        CaptureSettings some = new CaptureSettings(List.of("h2o:*", "quicly:*", "picotls:new"), false, 0.3, Set.of("user-agent"),
                Set.of("content-type"), Set.of(), 1024, RING_BYTES); // picotls:new is attached by any sampling
        Traced traced = Traced.run(some, "--requests", "2000", "--rate", "80000");
        assertCloses(traced);
        assertTrue(traced.counters().allFiltered() > 0 && traced.counters().allSampledOut() > 0, traced.counters().toString());
        assertTrue(traced.events().stream().filter(event -> event.probe().name().equals("receive_request_header"))
                .allMatch(event -> event.text(2).equals("user-agent")));
    }

    private static void assertCloses(Traced traced) {
        Counters counters = traced.counters();
        assertEquals(traced.summary().fired(), traced.hits(), "fired, by the stand-in and by the kernel");
        assertEquals(counters.allDelivered(), traced.events().size() + traced.undecodable());
        assertEquals(0, traced.undecodable());
        assertEquals(traced.summary().firedTotal(), traced.events().size() + LongStream.of(counters.allFiltered(),
                counters.allSampledOut(), counters.allLost()).sum());
    }
}

package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.standin.Kernel;
import dev.hydroscope.standin.Standin;
import dev.hydroscope.trace.Event;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One decision for all events of a connection: of a run that is played twice, each connection comes whole or not at all. */
class SamplingTest {
    private static final String[] PLAY = {"--wait", "--linger", "--seed", "11", "--events", "120000", "--mix",
        "h1:30,h2:30,h3:40"};
    private static Connections whole;

    @BeforeAll
    static void playWhole() throws Exception {
        Kernel.assumeProbes();
        try (Standin standin = Standin.start(PLAY); Traced traced = Traced.attach(standin.pid(), "*")) {
            standin.lines();
            whole = new Connections(traced.finish());
        }
    }

    private static CaptureSettings sampled(double sample, String... globs) {
        return new CaptureSettings(List.of(globs), false, sample, Set.of(), Set.of(), Set.of(), 1024, 64 << 20);
    }

    private static List<Event> play(CaptureSettings settings) throws Exception {
        try (Standin standin = Standin.start(PLAY); Traced traced = Traced.attach(standin.pid(), settings)) {
            standin.lines();
            List<Event> events = traced.finish();
            Counters counters = traced.source().counters();
            assertEquals(0, counters.allLost());
            assertTrue(counters.allSampledOut() > 0);
            assertEquals(counters.allHits(), events.size() + counters.allSampledOut());
            return events;
        }
    }

    private static void assertWhole(Map<String, Integer> all, Map<String, Integer> kept, String what) {
        kept.forEach((name, events) -> assertEquals(all.get(name), events, what + " " + name));
        assertTrue(kept.size() > all.size() / 10 && kept.size() < all.size() * 3 / 5,
                kept.size() + " of " + all.size() + " " + what);
    }

    @Test
    void keepsOrLeavesOutWholeConnections() throws Exception {
        Connections kept = new Connections(play(sampled(0.3, "*")));
        assertWhole(whole.numbers, kept.numbers, "h2o connections");
        assertWhole(whole.quic, kept.quic, "quicly connections");
        assertWhole(whole.tls, kept.tls, "TLS sessions");
        for (String number : whole.quic.keySet()) {
            assertEquals(kept.quic.containsKey(number), kept.numbers.containsKey(number), "number of " + number);
        }
        whole.quicOfTls.forEach((tls, quic) -> assertEquals(kept.quic.containsKey(quic), kept.tls.containsKey(tls),
                "TLS of " + quic));
        assertTrue(whole.quicOfTls.size() > 10);
    }

    @Test
    void knowsConnectionsWithoutTheProbesThatBeginThem() throws Exception {
        List<Event> events = play(sampled(0.3, "h2o:receive_request*", "h2o:h3s_destroy", "quicly:packet_sent"));
        Set<String> probes = Set.of("h2o:receive_request", "h2o:receive_request_header", "h2o:h3s_destroy",
                "quicly:packet_sent");
        assertTrue(events.stream().allMatch(event -> probes.contains(event.probe().key())));
        Connections kept = new Connections(events);
        assertTrue(kept.numbers.size() > whole.numbers.size() / 10);
        assertTrue(kept.numbers.size() < whole.numbers.size() * 3 / 5);
    }
}

package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.probe.ElfNotes;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.standin.Kernel;
import dev.hydroscope.standin.Standin;
import dev.hydroscope.trace.Event;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A traced process: its account closes, nobody else's events come, and nothing stays behind. */
class ProbeSourceTest {
    private static Path binary;

    @BeforeAll
    static void needsProbes() throws Exception {
        Kernel.assumeProbes();
        binary = Standin.binary();
    }

    private static int raised(int pid) throws Exception {
        int raised = 0;
        for (Site site : ElfNotes.read(binary)) {
            raised += Kernel.semaphore(pid, binary, site.semaphoreFileOffset());
        }
        return raised;
    }

    @Test
    void everyFiringIsDeliveredOrCounted() throws Exception {
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--threads", "3", "--events", "200000", "--mix",
                "h1:40,h2:30,h3:30"); Traced traced = Traced.attach(standin.pid(), "*")) {
            List<String> lines = standin.lines();
            String summary = lines.get(lines.size() - 1);
            List<Event> events = traced.finish();
            Counters counters = traced.source().counters();
            Map<String, Long> delivered = new HashMap<>();
            events.forEach(event -> delivered.merge(event.probe().key(), 1L, Long::sum));
            List<Probe> probes = traced.source().probes();
            for (int i = 0; i < probes.size(); i++) {
                String key = probes.get(i).key();
                assertEquals((long) Standin.number(summary, key), counters.hits()[i], key);
                assertEquals(counters.hits()[i], delivered.getOrDefault(key, 0L) + counters.lost()[i], key);
            }
            assertEquals((long) Standin.number(summary, "firedTotal"), counters.allHits());
            assertTrue(counters.allHits() >= 200_000);
            assertEquals(0, traced.source().undecodable());
        }
    }

    @Test
    void countsWhatARingWithoutRoomLoses() throws Exception {
        CaptureSettings tiny = new CaptureSettings(List.of("*"), false, 1, Set.of(), Set.of(),
                Set.of(), 1024, 4096);
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--spin", "100000")) {
            ProbeSource source = ProbeSource.attach(Targets.find(standin.pid()), tiny);
            standin.lines();
            long[] delivered = new long[1];
            source.start(batch -> delivered[0] += batch.size());
            source.close();
            assertEquals(100_000, source.counters().allHits());
            assertTrue(source.counters().allLost() > 99_000, "lost " + source.counters().allLost());
            assertEquals(source.counters().allDelivered(), delivered[0]);
        }
    }

    @Test
    void aReaderThatStandsStillHoldsNothingUp() throws Exception {
        CaptureSettings small = new CaptureSettings(List.of("*", "!tcp:*"), false, 1, Set.of(), Set.of(), Set.of(), 1024, 64 << 10);
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--port", "0", "--rate", "50000", "--events",
                "150000", "--threads", "2")) {
            ProbeSource source = ProbeSource.attach(Targets.find(standin.pid()), small);
            URI address = URI.create("http://127.0.0.1:" + standin.port() + "/");
            HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
            while (source.counters().allLost() == 0) {
                Thread.sleep(5);
            }
            HttpClient client = HttpClient.newHttpClient();
            for (int i = 0; i < 100; i++) {
                assertEquals(200, client.send(request, BodyHandlers.discarding()).statusCode());
            }
            List<String> lines = standin.lines();
            double fired = Standin.number(lines.get(lines.size() - 1), "firedTotal");
            assertTrue(fired >= 150_000, "it played on: " + fired);
            long[] delivered = new long[1];
            source.start(batch -> delivered[0] += batch.size());
            source.close();
            assertEquals((long) fired, source.counters().allHits());
            assertEquals((long) fired, delivered[0] + source.counters().allLost());
        }
    }

    @Test
    void eachThreadCountsItsEventsWithoutGaps() throws Exception {
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--threads", "4", "--events", "40000");
                Traced traced = Traced.attach(standin.pid(), "h2o:*")) {
            standin.lines();
            Map<Integer, Integer> next = new HashMap<>();
            for (Event event : traced.finish()) {
                assertEquals(standin.pid(), event.pid());
                assertEquals(next.getOrDefault(event.tid(), 0), event.seq());
                next.put(event.tid(), event.seq() + 1);
            }
            assertEquals(4, next.size());
        }
    }

    @Test
    void timesAreOfNow() throws Exception {
        long before = Clock.nanos(Instant.now());
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--spin", "10");
                Traced traced = Traced.attach(standin.pid(), "*")) {
            standin.lines();
            long after = Clock.nanos(Instant.now());
            List<Event> events = traced.finish();
            assertEquals(10, events.size());
            assertTrue(events.stream().allMatch(event -> event.atNanos() >= before && event.atNanos() <= after));
        }
    }

    @Test
    void onlyTheChosenProcessIsTraced() throws Exception {
        try (Standin other = Standin.start(binary, "--wait", "--linger", "--spin", "1000");
                Standin standin = Standin.start(binary, "--wait", "--linger", "--spin", "500");
                Traced traced = Traced.attach(standin.pid(), "*")) {
            assertNotEquals(0, raised(standin.pid()));
            assertEquals(0, raised(other.pid()));
            standin.lines();
            assertEquals(500, traced.finish().size());
            assertEquals(500, traced.source().counters().allHits());
            assertEquals(0, raised(standin.pid()));
        }
    }

    @Test
    void aBinaryIsFollowedFromProcessToProcess() throws Exception {
        Path own = Standin.binary();
        try (Standin before = Standin.start(own, "--wait", "--linger", "--spin", "300");
                Traced traced = Traced.follow(own, "h2o:*")) {
            before.lines();
            try (Standin after = Standin.start(own, "--wait", "--linger", "--spin", "200")) {
                after.lines();
                List<Event> events = traced.finish();
                assertEquals(300, events.stream().filter(event -> event.pid() == before.pid()).count());
                assertEquals(200, events.stream().filter(event -> event.pid() == after.pid()).count());
                assertEquals(List.of(before.pid(), after.pid()),
                        traced.source().processes().stream().map(Source.Process::pid).toList());
                assertFalse(traced.source().ended());
            }
        }
    }

    @Test
    void refusesAFileThatIsNoProgram() {
        ProbeException refused = assertThrows(ProbeException.class,
                () -> ProbeSource.follow(Path.of("pom.xml"), CaptureSettings.of(List.of("*"))));
        assertTrue(refused.getMessage().contains("pom.xml"), refused.getMessage());
        assertFalse(refused.hint().isEmpty());
    }

    @Test
    void twoSessionsEachGetAll() throws Exception {
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--spin", "500");
                Traced one = Traced.attach(standin.pid(), "*"); Traced two = Traced.attach(standin.pid(), "h2o:*")) {
            standin.lines();
            assertEquals(500, one.finish().size());
            assertNotEquals(0, raised(standin.pid()));
            assertEquals(500, two.finish().size());
            assertEquals(0, raised(standin.pid()));
        }
    }

    @Test
    void leavesNothingOpen() throws Exception {
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--spin", "1")) {
            Traced.attach(standin.pid(), "*").close();
            int open = Kernel.descriptors();
            for (int i = 0; i < 100; i++) {
                Traced.attach(standin.pid(), "*").close();
            }
            assertTrue(Kernel.descriptors() <= open, "they grow: " + open + ", " + Kernel.descriptors());
            assertEquals(0, raised(standin.pid()));
        }
    }

    @Test
    void leavesNothingBehindWhenItIsKilled() throws Exception {
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--spin", "1000")) {
            Process tracer = Attached.start(standin.pid());
            assertNotEquals(0, raised(standin.pid()));
            standin.lines();
            tracer.destroyForcibly().onExit().join();
            for (int i = 0; i < 1000 && raised(standin.pid()) != 0; i++) {
                Thread.sleep(10);
            }
            assertEquals(0, raised(standin.pid()));
            assertTrue(standin.alive());
        }
    }

    @Test
    void saysWhenTheTargetEnds() throws Exception {
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--spin", "2000");
                Traced traced = Traced.attach(standin.pid(), "*")) {
            standin.lines();
            assertFalse(traced.source().ended());
            standin.kill();
            while (!traced.source().ended()) {
                Thread.sleep(5);
            }
            assertEquals("the process has exited", traced.source().reason());
            assertEquals(2000, traced.finish().size());
        }
    }

    @Test
    void refusesAProcessThatIsGone() throws Exception {
        Target target;
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--spin", "1")) {
            target = Targets.find(standin.pid());
        }
        ProbeException refused = assertThrows(ProbeException.class,
                () -> ProbeSource.attach(target, CaptureSettings.of(List.of("*"))));
        assertTrue(refused.getMessage().contains("process " + target.pid()), refused.getMessage());
        assertFalse(refused.hint().isEmpty());
    }

    @Test
    void refusesAPidThatIsAnothersByNow() throws Exception {
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--spin", "1")) {
            Target now = Targets.find(standin.pid());
            Target before = new Target(now.pid(), now.startTicks() - 1, now.startedAt(), now.command(), now.binary(),
                    now.binaryName(), now.providers(), "");
            int open = Kernel.descriptors();
            ProbeException refused = assertThrows(ProbeException.class,
                    () -> ProbeSource.attach(before, CaptureSettings.of(List.of("*"))));
            assertTrue(refused.getMessage().contains("has ended"), refused.getMessage());
            assertTrue(Kernel.descriptors() <= open, "they grow: " + open + ", " + Kernel.descriptors());
            assertEquals(0, raised(standin.pid()));
        }
    }

    @Test
    void refusesProbesThatTheBinaryLacks() throws Exception {
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--spin", "1")) {
            Target target = Targets.find(standin.pid());
            ProbeException refused = assertThrows(ProbeException.class,
                    () -> ProbeSource.attach(target, CaptureSettings.of(List.of("nginx:*"))));
            assertTrue(refused.getMessage().contains("none of the probes nginx:*"), refused.getMessage());
        }
    }
}

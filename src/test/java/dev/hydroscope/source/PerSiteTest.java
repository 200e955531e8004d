package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.bpf.Options;
import dev.hydroscope.bpf.Tracer;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.ElfNotes;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Wanted;
import dev.hydroscope.standin.Kernel;
import dev.hydroscope.standin.Standin;
import dev.hydroscope.trace.Decoder;
import dev.hydroscope.trace.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Kernels without uprobe_multi: a perf event a site. The same program and records; detached at once, as far as one sees. */
class PerSiteTest {
    @Test
    void tracesSiteBySite() throws Exception {
        Kernel.assumeProbes();
        Path binary = Standin.binary();
        List<Site> sites = ElfNotes.read(binary);
        CaptureSettings settings = CaptureSettings.of(List.of("h2o:*_header", "h2o:h1_close"));
        Plan plan = Plan.of(Wanted.of(settings.probes()).in(binary), Catalogue.load(), settings, "standin");
        try (Standin standin = Standin.start(binary, "--wait", "--linger", "--spin", "3000");
                Standin other = Standin.start(binary, "--wait", "--linger", "--spin", "10")) {
            Options options = new Options(standin.pid(), plan.probes().size(), 1024, 1, 0, Set.of(), Set.of(), Set.of(),
                    1 << 22, true, Options.Tcp.NONE);
            Tracer tracer = Tracer.attach(plan.sites(), options);
            assertTrue(raised(standin, binary, sites) > 0);
            assertEquals(0, raised(other, binary, sites));
            standin.lines();
            List<Event> events = finish(tracer, plan);
            Counters counters = tracer.counters();
            assertEquals(3000, events.size());
            assertEquals(3000, counters.allHits());
            assertEquals("user-agent", events.get(2999).text(2));
            assertTrue(events.get(2999).text(4).startsWith("Mozilla/5.0"));
            for (int i = 0; i < 3000 && raised(standin, binary, sites) != 0; i++) {
                Thread.sleep(10);
            }
            assertEquals(0, raised(standin, binary, sites));
        }
    }

    private static List<Event> finish(Tracer tracer, Plan plan) {
        Decoder decoder = new Decoder(plan.probesBySite(), 0);
        List<Event> events = new ArrayList<>();
        tracer.detach();
        while (tracer.ring().read((ring, offset, length) -> decoder.decode(ring, offset, length, events), 1000) > 0) {
            assertEquals(0, decoder.undecodable());
        }
        tracer.close();
        return events;
    }

    private static int raised(Standin standin, Path binary, List<Site> sites) throws Exception {
        int raised = 0;
        for (Site site : sites) {
            raised += Kernel.semaphore(standin.pid(), binary, site.semaphoreFileOffset());
        }
        return raised;
    }
}

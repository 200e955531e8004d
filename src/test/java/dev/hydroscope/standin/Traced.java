package dev.hydroscope.standin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hydroscope.bpf.Capability;
import dev.hydroscope.bpf.Counters;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.session.StandIn;
import dev.hydroscope.session.StandIn.Summary;
import dev.hydroscope.source.CaptureSettings;
import dev.hydroscope.source.ProbeSource;
import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A run of the stand-in traced from its first event to its last, through the real kernel. */
record Traced(List<Event> events, List<String> lines, Summary summary, Map<String, Long> hits, Counters counters, long undecodable,
        Changes assembled) {
    private static final int VALUE_LIMIT_BYTES = 8192;

    static Traced run(CaptureSettings settings, String... options) throws Exception {
        Capability capability = Capability.check();
        assumeTrue(capability.available(), () -> capability.reason() + "; " + capability.hint());
        String[] waiting = new String[options.length + 1];
        System.arraycopy(options, 0, waiting, 1, options.length);
        waiting[0] = "--wait";
        try (StandIn standIn = StandIn.start(waiting)) {
            List<Event> events = new ArrayList<>();
            List<String> lines = new ArrayList<>();
            ProbeSource source = ProbeSource.attach(Targets.find(standIn.pid()), settings);
            Summary summary = play(standIn, source, events, lines);
            return new Traced(events, lines, summary, hits(source), source.counters(), source.undecodable(),
                    assemble(source, settings, events));
        }
    }

    /** The source is closed after it: its counters are final. */
    private static Summary play(StandIn standIn, ProbeSource source, List<Event> events, List<String> lines) throws Exception {
        try (source) {
            source.start(events::addAll);
            standIn.begin();
            return standIn.summary(lines::add);
        }
    }

    private static Changes assemble(ProbeSource source, CaptureSettings settings, List<Event> events) {
        Assembler assembler = new Assembler(source.probes(), settings.appData());
        source.processes().forEach(process -> assembler.process(process.pid(), process.startNanos()));
        events.forEach(assembler::accept);
        return assembler.finish();
    }

    /** Everything, secrets too: each probe is asked for by its own name. */
    static CaptureSettings everything(int ringBytes) {
        List<String> probes = Catalogue.load().h2o().stream().map(Probe::key).toList();
        return new CaptureSettings(probes, true, 1, Set.of(), Set.of(), Set.of(), VALUE_LIMIT_BYTES, ringBytes);
    }

    private static Map<String, Long> hits(ProbeSource source) {
        Map<String, Long> hits = new TreeMap<>();
        for (int i = 0; i < source.probes().size(); i++) {
            long count = source.counters().hits()[i];
            if (count != 0) {
                hits.put(source.probes().get(i).key(), count);
            }
        }
        return hits;
    }

    /** What arrived, by probe. */
    Map<String, Long> delivered() {
        Map<String, Long> counts = new TreeMap<>();
        events.forEach(event -> counts.merge(event.probe().key(), 1L, Long::sum));
        return counts;
    }
}

package dev.hydroscope.bench;

import dev.hydroscope.bpf.Options;
import dev.hydroscope.bpf.SiteSpec;
import dev.hydroscope.bpf.Tracer;
import dev.hydroscope.probe.ElfNotes;
import dev.hydroscope.probe.Selection;
import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.source.CaptureSettings;
import dev.hydroscope.source.ProbeSource;
import dev.hydroscope.standin.Standin;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a traced server pays for an event with its header copied, in CPU time of its own thread: a loop that fires
 * receive_request_header with nothing attached, with an empty program at the same sites, and traced as a session traces it.
 * The three take turns, so that all see the same machine.
 */
final class OverheadBench {
    private static final int ROUNDS = 9;
    private static final int EVENTS = 400_000;
    /** With room for a whole round, because a lost event is a cheap one. */
    private static final CaptureSettings EVERYTHING = new CaptureSettings(Selection.Preset.ALL.globs(), false, 1, Set.of(),
            Set.of(), Set.of(), CaptureSettings.VALUE_LIMIT_BYTES, 128 << 20);

    private OverheadBench() {
    }

    private record Round(double bare, double empty, double traced, long lost) {
        double ratio() {
            return (traced - bare) / (empty - bare);
        }
    }

    public static void main(String[] args) throws Exception {
        Round[] rounds = new Round[ROUNDS];
        round();
        System.out.println("ns of thread CPU an event");
        System.out.println("round     bare    empty   traced  added, of the empty program's      lost");
        for (int i = 0; i < ROUNDS; i++) {
            rounds[i] = round();
            System.out.printf(Locale.ROOT, "%5d %8.1f %8.1f %8.1f %30.2f %9d%n", i + 1, rounds[i].bare, rounds[i].empty,
                    rounds[i].traced, rounds[i].ratio(), rounds[i].lost);
        }
        System.out.printf(Locale.ROOT, "overhead ratio=%.2f nanosPerEvent=%.0f emptyNanosPerEvent=%.0f%n",
                median(Arrays.stream(rounds).mapToDouble(Round::ratio).toArray()),
                median(Arrays.stream(rounds).mapToDouble(round -> round.traced - round.bare).toArray()),
                median(Arrays.stream(rounds).mapToDouble(round -> round.empty - round.bare).toArray()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static Round round() throws Exception {
        double bare = bare();
        double empty = empty();
        long[] lost = new long[1];
        double traced = traced(lost);
        return new Round(bare, empty, traced, lost[0]);
    }

    private static double bare() throws Exception {
        try (Standin standin = Standin.start("--spin", "" + EVENTS)) {
            return nanos(standin);
        }
    }

    private static double empty() throws Exception {
        try (Standin standin = Standin.start("--wait", "--spin", "" + EVENTS)) {
            Target target = Targets.find(standin.pid());
            List<SiteSpec> sites = ElfNotes.read(target.binary()).stream()
                    .map(site -> SiteSpec.plain(SiteSpec.Place.entry(target.binary(), site.fileOffset(),
                            site.semaphoreFileOffset()), 0, List.of())).toList();
            Tracer tracer = Tracer.attachNothing(sites, Options.of(target.pid(), 1));
            try {
                return nanos(standin);
            } finally {
                tracer.close();
            }
        }
    }

    private static double traced(long[] lost) throws Exception {
        try (Standin standin = Standin.start("--wait", "--spin", "" + EVENTS);
                ProbeSource source = ProbeSource.attach(Targets.find(standin.pid()), EVERYTHING)) {
            source.start(batch -> { });
            double nanos = nanos(standin);
            lost[0] = source.counters().allLost();
            return nanos;
        }
    }

    private static double nanos(Standin standin) throws Exception {
        return Standin.number(standin.line(), "nanosPerEvent");
    }
}

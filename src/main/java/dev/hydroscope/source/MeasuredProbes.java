package dev.hydroscope.source;

import dev.hydroscope.bpf.ArgumentSpec;
import dev.hydroscope.bpf.Counters;
import dev.hydroscope.bpf.Histogram;
import dev.hydroscope.bpf.Options;
import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.bpf.ProcessWatch;
import dev.hydroscope.bpf.SiteSpec;
import dev.hydroscope.bpf.SiteSpec.ConnectionSpec;
import dev.hydroscope.bpf.SiteSpec.HeaderSpec;
import dev.hydroscope.bpf.Tracer;
import dev.hydroscope.bpf.ValueCount;
import dev.hydroscope.probe.Chosen;
import dev.hydroscope.probe.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Probes whose hits are added up in the kernel: nothing of them is delivered, and none of them can be lost on the way. */
public final class MeasuredProbes implements AutoCloseable {
    private static final int SMALLEST_RING = 4096;

    private final Tracer tracer;
    private final Optional<ProcessWatch> watch;

    private MeasuredProbes(Tracer tracer, Optional<ProcessWatch> watch) {
        this.tracer = tracer;
        this.watch = watch;
    }

    /** @param target the process; empty for every one */
    public static MeasuredProbes attach(Optional<Target> target, Measures measures) throws ProbeException {
        Optional<ProcessWatch> watch = target.isEmpty() ? Optional.empty() : Optional.of(ProcessWatch.of(target.get().pid()));
        try {
            if (target.isPresent() && (watch.get().exited() || !target.get().running())) {
                throw new ProbeException("process " + target.get().pid() + " has ended", "look which there are again");
            }
            Options options = new Options(target.map(Target::pid).orElse(0), measures.rows().size(), 16, 1, 0, Set.of(),
                    Set.of(), Set.of(), SMALLEST_RING, false, Options.Tcp.NONE);
            return new MeasuredProbes(Tracer.attach(specs(measures), options), watch);
        } catch (ProbeException e) {
            watch.ifPresent(ProcessWatch::close);
            throw e;
        }
    }

    private static List<SiteSpec> specs(Measures measures) {
        List<SiteSpec> specs = new ArrayList<>();
        for (Measures.Measured measured : measures.sites()) {
            Chosen chosen = measured.chosen();
            List<ArgumentSpec> arguments = new ArrayList<>();
            for (int i = 0; i < chosen.site().operands().size(); i++) {
                arguments.add(Arguments.spec(chosen.probe(), i, chosen.site().operands().get(i), false, false));
            }
            specs.add(new SiteSpec(Plan.place(chosen.site()), measured.row(), false, ConnectionSpec.NONE, HeaderSpec.NONE, 0,
                    measured.measure(), arguments));
        }
        return specs;
    }

    /** By the row. */
    public Counters counters() {
        return tracer.counters();
    }

    public Histogram histogram(int row) {
        return tracer.histogram(row);
    }

    public List<ValueCount> values(int row) {
        return tracer.values(row);
    }

    /** The process has exited. */
    public boolean ended() {
        return watch.map(ProcessWatch::exited).orElse(false);
    }

    /** Detached; what was added up stays as it is. */
    @Override
    public void close() {
        tracer.close();
        watch.ifPresent(ProcessWatch::close);
    }
}

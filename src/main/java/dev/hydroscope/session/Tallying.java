package dev.hydroscope.session;

import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.probe.Chosen;
import dev.hydroscope.probe.Found;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.TargetException;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.probe.Wanted;
import dev.hydroscope.probe.WantedException;
import dev.hydroscope.source.KernelEvents;
import dev.hydroscope.source.MeasuredProbes;
import dev.hydroscope.source.Measures;
import dev.hydroscope.trace.Event;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Begins to add up what somebody wants of a process, or of the machine: in the kernel where that can be. */
public final class Tallying {
    private final Optional<Target> target;
    private final List<String> texts;

    private Tallying(Optional<Target> target, List<String> texts) {
        this.target = target;
        this.texts = texts;
    }

    /** @param pid 0 for the machine */
    public static Tallying of(int pid, List<String> texts) {
        try {
            return new Tallying(pid == 0 ? Optional.empty() : Optional.of(Targets.find(pid)), List.copyOf(texts));
        } catch (TargetException e) {
            throw new Problem(Problem.Kind.MISSING, e.getMessage(), e.hint(), e);
        }
    }

    /** What may come, each once. */
    public List<Probe> probes() {
        return found(texts).stream().map(Chosen::probe).distinct().toList();
    }

    /** Attached when it returns. */
    public Tallies inKernel(TallyWish wish) {
        try {
            Measures measures = measures(wish);
            return new KernelTallies(MeasuredProbes.attach(target, measures), measures, wish);
        } catch (ProbeException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, e.getMessage(), e.hint(), e);
        }
    }

    /** The same of a listening's events, for which a condition holds. */
    public static Tallies ofEvents(Listening listening, TallyWish wish, Predicate<Event> condition) {
        return new EventTallies(listening, wish, condition);
    }

    private Measures measures(TallyWish wish) throws ProbeException {
        return switch (wish.what()) {
            case HITS -> Measures.hits(found(texts));
            case VALUES -> Measures.values(found(texts), wish.field());
            case HISTOGRAM -> Measures.histogram(found(texts), wish.field());
            case LATENCY -> texts.size() == 1 ? Measures.duration(found(texts))
                    : Measures.latency(found(texts.subList(0, 1)), wish.field(), found(texts.subList(1, 2)), wish.endField());
        };
    }

    private List<Chosen> found(List<String> wanted) {
        Found found;
        try {
            Wanted asked = Wanted.of(wanted);
            found = target.isPresent() ? asked.on(target.get(), KernelEvents.tracepoints())
                    : asked.ofMachine(KernelEvents.tracepoints());
        } catch (WantedException e) {
            throw new Problem(Problem.Kind.INVALID, e.getMessage(), e.hint(), e);
        }
        String of = target.map(one -> "process " + one.pid() + " (" + one.binaryName() + ")").orElse("this machine");
        if (!found.unmatched().isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, of + " has no " + String.join(", ", found.unmatched()),
                    "see what it has: hydroscope probes" + target.map(one -> " -p " + one.pid()).orElse(""));
        }
        List<Chosen> chosen = found.chosen().stream().filter(one -> one.site().where().kind() != Site.Where.Kind.TCP).toList();
        if (chosen.isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "nothing is left of " + of + " that could be added up in the kernel",
                    "print tcp:* as events, or save them as a session and ask that");
        }
        return chosen;
    }
}

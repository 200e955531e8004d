package dev.hydroscope.session;

import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.bpf.SiteSpec;
import dev.hydroscope.probe.Chosen;
import dev.hydroscope.probe.Found;
import dev.hydroscope.probe.Selection;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.TargetException;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.probe.Wanted;
import dev.hydroscope.probe.WantedException;
import dev.hydroscope.source.CaptureSettings;
import dev.hydroscope.source.KernelEvents;
import dev.hydroscope.source.ProbeSource;
import dev.hydroscope.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a session's settings come to on this machine: the very process or file, and what is there of what is wanted. */
final class Attachment {
    private static final String MACHINE = "this machine";

    private final SessionSettings settings;
    private final Optional<Target> target;
    private final Reach reach;
    private final List<String> wanted;
    private final List<String> probes;
    private final Found found;
    private final boolean kernels;

    private Attachment(SessionSettings settings, Optional<Target> target, Reach reach, List<String> wanted, Found found,
            List<String> probes) {
        this.settings = settings;
        this.target = target;
        this.reach = reach;
        this.wanted = wanted;
        this.probes = probes;
        this.found = found;
        this.kernels = found.chosen().stream().allMatch(one -> one.site().where().kind() == Site.Where.Kind.TRACEPOINT);
    }

    /** Refuses what cannot be traced, with the remedy. */
    static Attachment to(SessionSettings settings) {
        List<String> wanted = settings.preset().isEmpty() ? settings.probes()
                : Selection.Preset.of(settings.preset()).and(settings.probes());
        if (settings.machine()) {
            Found found = find(() -> Wanted.of(wanted).ofMachine(KernelEvents.tracepoints()));
            return new Attachment(settings, Optional.empty(), Reach.machine(wanted), wanted, found,
                    probes(settings, found, MACHINE, "hydroscope probes, or GET /api/tracepoints,"));
        }
        boolean one = settings.pid() > 0;
        Target target = one ? process(settings.pid()) : oldest(settings.binary());
        Found found = find(() -> one ? Wanted.of(wanted).on(target, KernelEvents.tracepoints())
                : Wanted.of(wanted).in(target.binary()));
        if (!target.problem().isEmpty() && (found.chosen().isEmpty() || !target.providers().isEmpty())) {
            throw untraceable(target);
        }
        List<String> probes = probes(settings, found, "this process",
                "hydroscope probes -p %1$d, or GET /api/targets/%1$d/probes,".formatted(target.pid()));
        return new Attachment(settings, Optional.of(target), one ? Reach.process(target) : Reach.every(target), wanted, found,
                probes);
    }

    /** A search for what is wanted. */
    private interface Search {
        Found found() throws WantedException;
    }

    private static Found find(Search search) {
        try {
            return search.found();
        } catch (WantedException e) {
            throw new Problem(Problem.Kind.INVALID, e.getMessage(), e.hint(), e);
        }
    }

    /** What a person asks for must be there; of a preset what is there will do. */
    private static List<String> probes(SessionSettings settings, Found found, String of, String route) {
        List<String> asked = settings.wanted().texts();
        List<String> unmatched = found.unmatched().stream().filter(asked::contains).toList();
        if (!unmatched.isEmpty()) {
            throw Fields.wrong("probes", "asks for " + String.join(", ", unmatched) + ", which " + of + " does not have",
                    route + " lists what it has");
        }
        List<Site> sites = found.chosen().stream().map(Chosen::site)
                .filter(site -> site.operands().size() <= SiteSpec.MAX_ARGUMENTS).toList();
        if (!settings.preset().isEmpty() && sites.stream().allMatch(site -> site.where().kind() == Site.Where.Kind.TCP)) {
            throw Fields.wrong("preset", "is " + settings.preset() + ", which is for H2O, and " + of + " has no USDT probes of it",
                    "send probes of its own, functions or tracepoints, and no preset");
        }
        if (sites.isEmpty()) {
            throw Fields.wrong("probes", "leaves none of the probes of " + of + " with at most "
                    + SiteSpec.MAX_ARGUMENTS + " arguments", route + " lists what it has");
        }
        return sites.stream().map(Site::key).distinct().sorted().toList();
    }

    /** One process, one session: two would make the server pay twice for the same. */
    void refuseTwice(Map<String, Reach> running) {
        running.forEach((id, other) -> {
            if (reach.overlaps(other)) {
                String who = target.isEmpty() ? "the same of this machine"
                        : reach.pid() > 0 ? "process " + reach.pid() : "a process of " + target.get().binaryName();
                throw new Problem(Problem.Kind.CONFLICT, who + " is being traced by session " + id,
                        "open that session, or stop it first");
            }
        });
    }

    Reach reach() {
        return reach;
    }

    List<Chosen> chosen() {
        return found.chosen();
    }

    /** The process, where it is one. */
    Optional<Target> one() {
        return reach.pid() > 0 ? target : Optional.empty();
    }

    /** The one given, or what it is of: nobody could open a session without a name from a list. */
    String name() {
        if (!settings.name().isEmpty()) {
            return settings.name();
        }
        if (target.isEmpty() || kernels) {
            return probes.get(0) + (probes.size() > 1 ? " and " + (probes.size() - 1) + " more" : "");
        }
        String file = target.get().h2o() ? "h2o" : target.get().fileName();
        return reach.pid() > 0 ? file + " " + reach.pid() : "every " + file;
    }

    SessionInfo.Origin origin() {
        return new SessionInfo.Origin("probes", target.map(one -> new SessionInfo.Target(reach.pid(), one.startedAt(),
                one.command(), one.binaryName())).orElseGet(() -> new SessionInfo.Target(0, Instant.now(), MACHINE, "")), probes,
                settings.filters(), settings.redact());
    }

    Source attach() {
        CaptureSettings capture = new CaptureSettings(wanted, settings.appData(), settings.sample(),
                Set.copyOf(settings.requestHeaders()), Set.copyOf(settings.responseHeaders()),
                Set.copyOf(settings.withhold()), settings.valueLimit(), CaptureSettings.RING_BYTES);
        try {
            if (target.isEmpty()) {
                return ProbeSource.machine(capture);
            }
            return reach.pid() > 0 ? ProbeSource.attach(target.get(), capture)
                    : ProbeSource.follow(target.get().binary(), capture);
        } catch (ProbeException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, e.getMessage(), e.hint(), e);
        }
    }

    private static Target process(int pid) {
        Target target;
        try {
            target = Targets.find(pid);
        } catch (TargetException e) {
            throw new Problem(Problem.Kind.MISSING, e.getMessage(), "choose one of GET /api/targets", e);
        }
        return target;
    }

    /** The oldest of those that run it: they all have one file, whichever of them is looked at. */
    private static Target oldest(String binary) {
        List<Target> running = running(binary);
        if (running.isEmpty()) {
            throw new Problem(Problem.Kind.MISSING, "no process runs " + binary, "choose one of GET /api/targets");
        }
        List<Target> traceable = running.stream().filter(target -> target.problem().isEmpty()).toList();
        if (traceable.isEmpty()) {
            throw untraceable(running.get(0));
        }
        if (traceable.stream().map(target -> Reach.file(target.binary())).distinct().count() > 1) {
            throw Fields.wrong("binary", "is the path of several files, of the processes " + traceable.stream()
                    .map(target -> String.valueOf(target.pid())).collect(Collectors.joining(", ")),
                    "send /proc/PID/exe for that of one of them");
        }
        return traceable.stream().min(Comparator.comparing(Target::startTicks)).orElseThrow();
    }

    /** By the path as the processes know it, or by any that leads to their very file. */
    private static List<Target> running(String binary) {
        Object file = Reach.file(Path.of(binary));
        try {
            return Targets.find().stream().filter(target -> target.binaryName().equals(binary)
                    || Reach.file(target.binary()).equals(file)).toList();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "/proc cannot be read: " + e.getMessage(), "mount /proc", e);
        }
    }

    private static Problem untraceable(Target target) {
        return new Problem(Problem.Kind.INVALID, "process " + target.pid() + " cannot be traced: " + target.problem(),
                "choose another of GET /api/targets");
    }
}

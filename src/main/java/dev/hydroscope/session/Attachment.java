package dev.hydroscope.session;

import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.bpf.SiteSpec;
import dev.hydroscope.probe.ProbeFileException;
import dev.hydroscope.probe.Selection;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Sites;
import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.TargetException;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.source.CaptureSettings;
import dev.hydroscope.source.ProbeSource;
import dev.hydroscope.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a session's settings come to on this machine: the very process or file, and the probes it has of those wanted. */
final class Attachment {
    private final SessionSettings settings;
    private final Target target;
    private final Reach reach;
    private final List<String> globs;
    private final List<String> probes;

    private Attachment(SessionSettings settings, Target target, Reach reach, List<String> globs, List<String> probes) {
        this.settings = settings;
        this.target = target;
        this.reach = reach;
        this.globs = globs;
        this.probes = probes;
    }

    /** Refuses what cannot be traced, with the remedy. */
    static Attachment to(SessionSettings settings) {
        boolean one = settings.pid() > 0;
        Target target = one ? process(settings.pid()) : oldest(settings.binary());
        List<Site> sites = sites(target);
        List<String> unmatched = Selection.of(settings.probes()).unmatched(sites);
        if (!unmatched.isEmpty()) {
            throw Fields.wrong("probes", "asks for " + String.join(", ", unmatched) + ", which this process does not have",
                    "GET /api/targets/" + target.pid() + "/probes lists what it has");
        }
        List<String> globs = settings.preset().isEmpty() ? settings.probes()
                : Selection.Preset.of(settings.preset()).and(settings.probes());
        Selection selection = Selection.of(globs);
        List<String> probes = sites.stream().filter(site -> selection.includes(site.provider(), site.name()))
                .filter(site -> site.operands().size() <= SiteSpec.MAX_ARGUMENTS)
                .map(Site::key).distinct().sorted().toList();
        if (probes.isEmpty()) {
            throw Fields.wrong("probes", "leaves none of this process's probes with at most "
                    + SiteSpec.MAX_ARGUMENTS + " arguments",
                    "GET /api/targets/" + target.pid() + "/probes lists what it has");
        }
        return new Attachment(settings, target, one ? Reach.process(target) : Reach.every(target), globs, probes);
    }

    /** One process, one session: two would make the server pay twice for the same. */
    void refuseTwice(Map<String, Reach> running) {
        running.forEach((id, other) -> {
            if (reach.overlaps(other)) {
                String who = reach.pid() > 0 ? "process " + reach.pid() : "a process of " + target.binaryName();
                throw new Problem(Problem.Kind.CONFLICT, who + " is being traced by session " + id,
                        "open that session, or stop it first");
            }
        });
    }

    Reach reach() {
        return reach;
    }

    /** The one given, or what it is of: nobody could open a session without a name from a list. */
    String name() {
        if (!settings.name().isEmpty()) {
            return settings.name();
        }
        String file = target.h2o() ? "h2o" : "probes";
        return reach.pid() > 0 ? file + " " + reach.pid() : "every " + file;
    }

    SessionInfo.Origin origin() {
        return new SessionInfo.Origin("probes",
                new SessionInfo.Target(reach.pid(), target.startedAt(), target.command(), target.binaryName()), probes,
                settings.filters(), settings.redact());
    }

    Source attach() {
        CaptureSettings capture = new CaptureSettings(globs, settings.appData(), settings.sample(),
                Set.copyOf(settings.requestHeaders()), Set.copyOf(settings.responseHeaders()),
                Set.copyOf(settings.withhold()), settings.valueLimit(), CaptureSettings.RING_BYTES);
        try {
            return reach.pid() > 0 ? ProbeSource.attach(target, capture) : ProbeSource.follow(target.binary(), capture);
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
        if (!target.problem().isEmpty()) {
            throw untraceable(target);
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

    private static List<Site> sites(Target target) {
        try {
            return Sites.of(target.binary());
        } catch (ProbeFileException e) {
            throw new Problem(Problem.Kind.INVALID, e.getMessage(), e.hint(), e);
        }
    }
}

package dev.hydroscope.session;

import dev.hydroscope.bpf.ProbeException;
import dev.hydroscope.probe.ElfNotes;
import dev.hydroscope.probe.ProbeFileException;
import dev.hydroscope.probe.Selection;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.TargetException;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.source.CaptureSettings;
import dev.hydroscope.source.ProbeSource;
import dev.hydroscope.source.Source;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a session's settings come to on this machine: the very process, and the probes that it has of those wanted. */
final class Attachment {
    private final SessionSettings settings;
    private final Target target;
    private final List<String> globs;
    private final List<String> probes;

    private Attachment(SessionSettings settings, Target target, List<String> globs, List<String> probes) {
        this.settings = settings;
        this.target = target;
        this.globs = globs;
        this.probes = probes;
    }

    /** Refuses what cannot be traced, with the remedy. */
    static Attachment to(SessionSettings settings) {
        Target target = settings.pid() > 0 ? process(settings.pid()) : only(settings.binary());
        if (!target.problem().isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "process " + target.pid() + " cannot be traced: " + target.problem(),
                    "choose another of GET /api/targets");
        }
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
                .map(Site::key).distinct().sorted().toList();
        if (probes.isEmpty()) {
            throw Fields.wrong("probes", "leaves none of this process's probes",
                    "GET /api/targets/" + target.pid() + "/probes lists what it has");
        }
        return new Attachment(settings, target, globs, probes);
    }

    /** One process, one session: two would make the server pay twice for the same. */
    void refuseTwice(List<SessionInfo> running) {
        for (SessionInfo info : running) {
            if (info.origin().target().pid() == target.pid() && info.endedAt().isEmpty()) {
                throw new Problem(Problem.Kind.CONFLICT, "process " + target.pid() + " is being traced by session "
                        + info.id(), "open that session, or stop it first");
            }
        }
    }

    SessionInfo.Origin origin() {
        return new SessionInfo.Origin("probes",
                new SessionInfo.Target(target.pid(), target.startedAt(), target.command(), target.binaryName()), probes,
                settings.filters(), settings.redact());
    }

    Source attach() {
        try {
            return ProbeSource.attach(target, new CaptureSettings(globs, settings.appData(), settings.sample(),
                    Set.copyOf(settings.requestHeaders()), Set.copyOf(settings.responseHeaders()),
                    Set.copyOf(settings.withhold()), settings.valueLimit(), CaptureSettings.RING_BYTES));
        } catch (ProbeException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, e.getMessage(), e.hint(), e);
        }
    }

    private static Target process(int pid) {
        try {
            return Targets.find(pid);
        } catch (TargetException e) {
            throw new Problem(Problem.Kind.MISSING, e.getMessage(), "choose one of GET /api/targets", e);
        }
    }

    private static Target only(String binary) {
        List<Target> running;
        try {
            running = Targets.find().stream().filter(target -> target.binaryName().equals(binary)).toList();
        } catch (IOException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "/proc cannot be read: " + e.getMessage(), "mount /proc", e);
        }
        if (running.isEmpty()) {
            throw new Problem(Problem.Kind.MISSING, "no process runs " + binary, "choose one of GET /api/targets");
        }
        if (running.size() > 1) {
            throw Fields.wrong("binary", "is run by several processes: " + running.stream().map(target ->
                    String.valueOf(target.pid())).collect(Collectors.joining(", ")), "send the pid of one of them");
        }
        return running.get(0);
    }

    private static List<Site> sites(Target target) {
        try {
            return ElfNotes.read(target.binary());
        } catch (ProbeFileException e) {
            throw new Problem(Problem.Kind.INVALID, e.getMessage(), e.hint(), e);
        }
    }
}

package dev.hydroscope.web;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.ElfNotes;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.ProbeFileException;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.TargetException;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.session.Sessions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whom one can trace, and by which probes. */
final class TargetRoutes {
    private final Sessions sessions;

    TargetRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/targets", this::targets);
        routes.get("/api/targets/{pid}/probes", this::probes);
    }

    private void targets(Context request) throws IOException {
        Routes.send(request, Targets.find().stream()
                .map(target -> target(target, sessions.tracing(target).orElse(null))).toList());
    }

    private static Map<String, Object> target(Target target, String session) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pid", target.pid());
        json.put("startedAt", target.startedAt());
        json.put("command", target.command());
        json.put("binary", target.binaryName());
        json.put("providers", target.providers());
        json.put("session", session);
        json.put("problem", RequestJson.known(target.problem()));
        return json;
    }

    private void probes(Context request) {
        try {
            Target target = Targets.find((int) Math.min(Parameters.part(request, "pid"), Integer.MAX_VALUE));
            Map<String, List<Site>> sites = ElfNotes.read(target.binary()).stream()
                    .collect(Collectors.groupingBy(Site::key, TreeMap::new, Collectors.toList()));
            Catalogue catalogue = Catalogue.load();
            Routes.send(request, sites.values().stream().map(same -> probe(catalogue, same)).toList());
        } catch (TargetException e) {
            throw new Refusal(404, e.getMessage(), e.hint());
        } catch (ProbeFileException e) {
            throw new Refusal(422, e.getMessage(), e.hint());
        }
    }

    private static Map<String, Object> probe(Catalogue catalogue, List<Site> sites) {
        Site first = sites.get(0);
        Probe probe = catalogue.find(first.provider(), first.name(), first.operands().size());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("provider", probe.provider());
        json.put("name", probe.name());
        json.put("sites", sites.size());
        json.put("arguments", probe.arguments().stream().map(TargetRoutes::argument).toList());
        json.put("known", probe.known());
        return json;
    }

    private static Map<String, Object> argument(Argument argument) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", argument.name());
        json.put("kind", argument.kind().name().toLowerCase(Locale.ROOT));
        json.put("sensitive", argument.sensitivity() != Argument.Sensitivity.NONE);
        json.put("sensitivity", argument.sensitivity().name().toLowerCase(Locale.ROOT));
        return json;
    }
}

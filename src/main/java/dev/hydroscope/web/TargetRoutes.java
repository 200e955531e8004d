package dev.hydroscope.web;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Code;
import dev.hydroscope.probe.ProbeFileException;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Symbol;
import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.TargetException;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.probe.Tracepoint;
import dev.hydroscope.probe.Tracepoints;
import dev.hydroscope.probe.WantedException;
import dev.hydroscope.session.HitCount;
import dev.hydroscope.session.Kernel;
import dev.hydroscope.session.SessionSettings;
import dev.hydroscope.session.Sessions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** Whom one can trace, and by what: probes, functions, events of the kernel. */
final class TargetRoutes {
    private static final int MOST_SECONDS = 10;
    private static final int MOST_COUNTS = 4;

    private final Sessions sessions;
    private final Semaphore counting = new Semaphore(MOST_COUNTS);

    TargetRoutes(Sessions sessions) {
        this.sessions = sessions;
    }

    void add(RoutesConfig routes) {
        routes.get("/api/targets", this::targets);
        routes.get("/api/targets/{pid}/probes", this::probes);
        routes.get("/api/targets/{pid}/files", this::files);
        routes.get("/api/targets/{pid}/functions", this::functions);
        routes.post("/api/hits", this::hits);
        routes.get("/api/tracepoints", this::tracepoints);
        routes.get("/api/tracepoints/{category}/{name}", this::tracepoint);
    }

    private void targets(Context request) throws IOException {
        boolean all = List.of("1", "true").contains(new Parameters(request).text("all"));
        Routes.send(request, (all ? Targets.all() : Targets.find()).stream()
                .map(target -> TargetJson.of(target, sessions.tracing(target).orElse(null))).toList());
    }

    private void probes(Context request) {
        List<Map<String, Object>> probes = new ArrayList<>();
        for (Code code : Code.of(target(request))) {
            List<Site> sites = new ArrayList<>(code.sites());
            if (sites.stream().anyMatch(site -> site.provider().equals("h2o"))) {
                sites.addAll(Site.tcp());
            }
            sites.stream().collect(Collectors.groupingBy(Site::key, TreeMap::new, Collectors.toList())).values()
                    .forEach(same -> probes.add(TargetJson.of(Catalogue.load(), code, same)));
        }
        Routes.send(request, probes);
    }

    private void files(Context request) {
        Routes.send(request, Code.of(target(request)).stream().map(code -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", code.provider());
            json.put("path", code.name());
            json.put("providers", code.providers());
            return json;
        }).toList());
    }

    private void functions(Context request) {
        Parameters parameters = new Parameters(request);
        String of = parameters.text("of");
        Target target = target(request);
        Code code = Code.of(target).stream().filter(each -> each.called(of)).findFirst().orElseThrow(() -> new Refusal(404,
                "process " + target.pid() + " maps no file called \"" + of + "\"",
                "GET /api/targets/" + target.pid() + "/files lists those it maps"));
        try {
            List<Symbol> found = code.functions(parameters.text("q"));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("rows", found.stream().limit(parameters.limit()).map(symbol -> TargetJson.of(code, symbol)).toList());
            json.put("total", found.size());
            json.put("stripped", code.stripped());
            Routes.send(request, json);
        } catch (ProbeFileException e) {
            throw new Refusal(422, e.getMessage(), e.hint());
        }
    }

    /** Of what a session of these settings would attach to; the answer takes as long as is counted. */
    private void hits(Context request) {
        int seconds = (int) new Parameters(request).number("seconds", 1, MOST_SECONDS, 3);
        if (!counting.tryAcquire()) {
            throw new Refusal(503, MOST_COUNTS + " counts are under way already", "wait until they are done");
        }
        try {
            HitCount count = HitCount.of(SessionSettings.read(Body.json(request)), Duration.ofSeconds(seconds));
            double time = count.time().toNanos() / 1e9;
            Routes.send(request, Map.of("seconds", time, "rows", count.rows().stream().map(row -> Map.of("probe",
                    row.probe().key(), "hits", row.hits(), "perSecond", row.hits() / time)).toList()));
        } finally {
            counting.release();
        }
    }

    private void tracepoints(Context request) {
        Parameters parameters = new Parameters(request);
        try {
            List<String> found = Kernel.tracepoints().named(parameters.text("q"));
            Routes.send(request, Map.of("rows", found.stream().limit(parameters.limit()).toList(), "total", found.size()));
        } catch (WantedException e) {
            throw new Refusal(503, e.getMessage(), e.hint());
        }
    }

    private void tracepoint(Context request) {
        String category = request.pathParam("category");
        String name = request.pathParam("name");
        try {
            Tracepoints tracepoints = Kernel.tracepoints();
            Tracepoint found = tracepoints.find(category, name).orElseThrow(() -> new Refusal(404,
                    "the kernel has no tracepoint " + category + ":" + name, "GET /api/tracepoints lists them"));
            Routes.send(request, TargetJson.of(found));
        } catch (WantedException e) {
            throw new Refusal(503, e.getMessage(), e.hint());
        }
    }

    private static Target target(Context request) {
        try {
            return Targets.find((int) Math.min(Parameters.part(request, "pid"), Integer.MAX_VALUE));
        } catch (TargetException e) {
            throw new Refusal(404, e.getMessage(), e.hint());
        }
    }
}

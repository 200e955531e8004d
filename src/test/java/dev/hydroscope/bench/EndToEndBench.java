package dev.hydroscope.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The whole way, as it runs for a person: the launcher's `serve` in its own JVM with its own flags, attached over HTTP to
 * the stand-in, which fires on one core. What it says it fired must be what is stored, filtered, sampled out or lost.
 */
final class EndToEndBench {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EndToEndBench() {
    }

    /** @param args events a second (150000), seconds (60), preset (all) */
    public static void main(String[] args) throws Exception {
        int rate = args.length > 0 ? Integer.parseInt(args[0]) : 150_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        String preset = args.length > 2 ? args[2] : "all";
        Path scratch = Files.createTempDirectory("hydroscope-e2e");
        Path gc = scratch.resolve("gc.log");
        try (Serving serving = Serving.start(scratch.resolve("data"), "-Xlog:gc:file=" + gc)) {
            double before = cpuSeconds(serving.pid());
            Run run = trace(serving, rate, seconds, preset);
            double cores = (cpuSeconds(serving.pid()) - before) / run.seconds();
            System.out.printf(Locale.ROOT, "%-36s %14.2f%n", "cores that Hydroscope took", cores);
            report(run, GcLog.read(gc), residentMB(serving.pid()));
        } finally {
            Scratch.delete(scratch);
        }
    }

    private record Run(JsonNode fired, JsonNode session, double seconds) {
    }

    private static Run trace(Serving serving, int rate, int seconds, String preset) throws Exception {
        Process standin = new ProcessBuilder(List.of("taskset", "-c", "0", "target/classes/native/h2o-standin", "--wait",
            "--rate", String.valueOf(rate), "--duration", String.valueOf(seconds))).redirectError(Redirect.INHERIT).start();
        try (var output = new BufferedReader(new InputStreamReader(standin.getInputStream(), StandardCharsets.UTF_8))) {
            long pid = JSON.readTree(output.readLine()).get("pid").asLong();
            String id = serving.post("/api/sessions", "{\"pid\": " + pid + ", \"preset\": \"" + preset
                + "\", \"name\": \"e2e\", \"maxDuration\": \"10m\"}").get("id").asText();
            long began = System.nanoTime();
            JsonNode fired = JSON.readTree(output.readLine());
            double took = (System.nanoTime() - began) / 1e9;
            serving.post("/api/sessions/" + id + "/stop", "");
            return new Run(fired, sealed(serving, id), took);
        } finally {
            standin.destroyForcibly();
        }
    }

    private static JsonNode sealed(Serving serving, String id) throws Exception {
        JsonNode session = serving.get("/api/sessions/" + id);
        while (List.of("running", "stopping").contains(session.get("state").asText())) {
            Thread.sleep(100);
            session = serving.get("/api/sessions/" + id);
        }
        return session;
    }

    private static void report(Run run, GcLog heap, long residentMB) {
        JsonNode counts = run.session().get("counts");
        long lost = 0;
        for (JsonNode hop : counts.get("lost")) {
            lost += hop.asLong();
        }
        long fired = run.fired().get("firedTotal").asLong();
        long stored = counts.get("events").asLong();
        long kept = stored + counts.get("filtered").asLong() + counts.get("sampledOut").asLong();
        row("fired", fired);
        row("stored", stored);
        row("filtered, sampled out", kept - stored);
        row("lost " + counts.get("lost"), lost);
        row("unaccounted", fired - kept - lost);
        row("requests", counts.get("requests").asLong());
        row("session's bytes", run.session().get("bytes").asLong());
        row("heap: highest use, MB", heap.peakUsedMB());
        row("heap: live after a collection, MB", heap.peakLiveMB());
        row("heap: committed, MB", heap.peakCommittedMB());
        row("collections", heap.collections());
        row("resident, MB", residentMB);
        System.out.printf(Locale.ROOT, "%-36s %14.1f%n", "longest pause, ms", heap.longestPauseMillis());
        System.out.printf(Locale.ROOT, "%-36s %14.1f%n", "seconds", run.seconds());
        System.out.printf(Locale.ROOT, "e2e eventsPerSecond=%.0f lost=%d heapMB=%d unaccounted=%d%n",
            fired / run.seconds(), lost, heap.peakUsedMB(), fired - kept - lost);
    }

    private static void row(String what, long value) {
        System.out.printf(Locale.ROOT, "%-36s %,14d%n", what, value);
    }

    private static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration()).orElse(Duration.ZERO).toMillis()
            / 1e3;
    }

    /** The process's greatest resident size so far. */
    private static long residentMB(long pid) throws IOException {
        String line = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
            .filter(it -> it.startsWith("VmHWM:")).findFirst().orElse("VmHWM: 0 kB");
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }
}

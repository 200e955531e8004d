package dev.hydroscope.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.cli.Printed;
import dev.hydroscope.format.H2ologWriter.Form;
import dev.hydroscope.session.Heard;
import dev.hydroscope.source.Recording;
import dev.hydroscope.source.ReplaySource;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Traffic;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How fast lines are printed into a file, of recorded and of made-up events; and how many are lost while the stand-in fires
 * for a minute, every probe of it printed by the launcher's `log --json` in its own JVM.
 */
final class LogBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LINES = 4_000_000;
    private static final int ROUNDS = 3;
    private static final int REQUESTS = 40_000;

    private LogBench() {
    }

    /** @param args events a second (100000), seconds (60) */
    public static void main(String[] args) throws Exception {
        int rate = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        Path scratch = Files.createTempDirectory("hydroscope-log");
        try {
            double text = speed(scratch, "HTTP as text, recorded", recorded(true), Form.TEXT, "");
            speed(scratch, "every probe as JSON, recorded", recorded(false), Form.H2OLOG, "");
            speed(scratch, "as text, --filter 'status = 404', made up", made(), Form.TEXT, "status = 404");
            long lost = lost(scratch, rate, seconds);
            System.out.printf(Locale.ROOT, "log linesPerSecond=%.0f lost=%d%n", text, lost);
        } finally {
            Scratch.delete(scratch);
        }
    }

    private static List<Event> recorded(boolean http) throws Exception {
        List<Event> events = Collections.synchronizedList(new ArrayList<>());
        try (ReplaySource source = ReplaySource.once(Recording.resource("/demo.trace.gz"))) {
            source.start(batch -> batch.stream().filter(event -> !http || Traffic.PROBES.stream()
                    .anyMatch(probe -> probe.key().equals(event.probe().key()))).forEach(events::add));
            while (!source.ended()) {
                Thread.sleep(1);
            }
        }
        return events;
    }

    private static List<Event> made() {
        Traffic traffic = new Traffic(3, 500, 20_000);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            events.addAll(traffic.request());
        }
        return events;
    }

    /** The median of some rounds, after one to warm up: events taken in a second. */
    private static double speed(Path scratch, String what, List<Event> events, Form form, String filter) throws Exception {
        int rounds = filter.isEmpty() ? (int) (LINES / events.size()) : 1;
        List<Double> speeds = new ArrayList<>();
        for (int i = -1; i < ROUNDS; i++) {
            Path file = scratch.resolve("lines");
            long began = System.nanoTime();
            Printed.into(file, form, Heard.of(new Repeated(events, rounds), filter));
            double speed = (double) events.size() * rounds / (System.nanoTime() - began) * 1e9;
            if (i >= 0) {
                speeds.add(speed);
            }
            Files.delete(file);
        }
        Collections.sort(speeds);
        System.out.printf(Locale.ROOT, "%-44s %,12.0f a second%n", what, speeds.get(ROUNDS / 2));
        return speeds.get(ROUNDS / 2);
    }

    private static long lost(Path scratch, int rate, int seconds) throws Exception {
        Path lines = scratch.resolve("json");
        Process standin = new ProcessBuilder(List.of("taskset", "-c", "0", "target/classes/native/h2o-standin", "--wait",
            "--linger", "--rate", String.valueOf(rate), "--duration", String.valueOf(seconds)))
            .redirectError(Redirect.INHERIT).start();
        try (var output = new BufferedReader(new InputStreamReader(standin.getInputStream(), StandardCharsets.UTF_8))) {
            long pid = JSON.readTree(output.readLine()).get("pid").asLong();
            Process log = new ProcessBuilder(List.of("src/bin/hydroscope", "log", "--json", "-d", "-p", String.valueOf(pid), "-w",
                lines.toString())).redirectError(Redirect.INHERIT).redirectOutput(Redirect.INHERIT).start();
            JsonNode fired = JSON.readTree(output.readLine());
            Thread.sleep(500);
            log.toHandle().destroy();
            log.waitFor(1, TimeUnit.MINUTES);
            long total = fired.get("firedTotal").asLong();
            long printed;
            try (Stream<String> all = Files.lines(lines, StandardCharsets.ISO_8859_1)) {
                printed = all.filter(line -> !line.startsWith("{\"module\":\"tcp\"")).count();
            }
            System.out.printf(Locale.ROOT, "%-44s %,12d%n%-44s %,12d%n", "fired", total, "printed", printed);
            return total - printed;
        } finally {
            standin.destroyForcibly();
        }
    }
}

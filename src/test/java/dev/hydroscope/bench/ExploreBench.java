package dev.hydroscope.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.hydroscope.query.Completion;
import dev.hydroscope.query.Differences;
import dev.hydroscope.query.Dimension;
import dev.hydroscope.query.Facets;
import dev.hydroscope.query.Groups;
import dev.hydroscope.query.Matching;
import dev.hydroscope.query.Matchings;
import dev.hydroscope.query.Query;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Traffic;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * What the explorer asks of a session of ten million headers: its usual facets, groups, differences, completions. The first of
 * each stands for a cold start; then every question is another one, or the same again where that is said.
 */
public final class ExploreBench {
    private static final int HEADERS = 10_000_000;
    private static final int REQUESTS = HEADERS / (Traffic.EVENTS - 2);
    private static final int CHUNK = 1000;
    private static final int TIMES = 9;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final long FOREVER = Long.MAX_VALUE / 2;
    private static final List<Dimension> USUAL = Stream.of("class", "status", "method", "authority", "path.2", "protocol",
            "req.user-agent", "thread").map(word -> Dimension.of(word).orElseThrow()).toList();

    private final Reader reader;
    private final Matchings matchings = new Matchings();

    private ExploreBench(Reader reader) {
        this.reader = reader;
    }

    /** @param args a file to keep and use again, or none */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("hydroscope-bench");
        Path path = args.length > 0 ? Path.of(args[0]) : folder.resolve("session.mv.db");
        try {
            if (!Files.exists(path)) {
                write(path);
            }
            try (SessionFile file = SessionFile.open(path)) {
                System.out.printf(Locale.ROOT, "%,d headers in %,d requests, %.0f MB, at most %d MB of memory%n",
                        file.reader().counts().headers(), file.reader().counts().requests(), file.bytes() / 1e6,
                        Runtime.getRuntime().maxMemory() >> 20);
                new ExploreBench(file.reader()).ask();
            }
        } finally {
            Scratch.delete(folder);
        }
    }

    private static void write(Path path) {
        try (SessionFile file = SessionFile.create(path)) {
            Assembler assembler = new Assembler(Traffic.PROBES, false);
            assembler.process(100, 1);
            Writer writer = file.writer();
            Traffic traffic = new Traffic(3, 500, 20_000);
            for (int done = 0; done < REQUESTS; done += CHUNK) {
                for (int i = 0; i < CHUNK; i++) {
                    traffic.request().forEach(assembler::accept);
                }
                writer.write(assembler.take(traffic.nowNanos()));
            }
            writer.write(assembler.finish());
            writer.seal();
        }
    }

    private void ask() {
        System.out.printf("%-58s %10s %10s %10s %10s%n", "question", "first ms", "median ms", "worst ms", "CPU ms");
        double[] facets = time("the usual 8 facets of the session", i -> facets("", USUAL));
        double[] query = time("the same of a query: status >= 400 and req.x-tenant = …",
                i -> facets("status >= 400 and req.x-tenant = tenant-" + i, USUAL));
        time("the same of a wide query: method = GET and duration < …",
                i -> facets("method = GET and duration < " + (1000 + i) + "us", USUAL));
        time("the same of connection(status = 503 and …)",
                i -> facets("connection(status = 503 and duration > " + i + "ms)", USUAL));
        double[] many = time("a facet over 500,000 values: req.x-request-id",
                i -> facets("duration > " + i + "ns", List.of(Dimension.of("req.x-request-id").orElseThrow())));
        double[] contains = time("contains, of a header: req.user-agent ~ rv:1…",
                i -> facets("req.user-agent ~ rv:1" + (10 + i), USUAL));
        time("contains, of a path: path ~ …", i -> facets("path ~ items/" + (70 + i), USUAL));
        time("a word anywhere", 2, i -> facets("app-" + i + ".internal", USUAL));
        double[] groups = time("groups by path.3, by p99", i -> groups("duration > " + i + "ns", "path.3", Groups.Order.P99));
        time("groups by connection, by errors", i -> groups("duration > " + i + "us", "connection", Groups.Order.ERRORS));
        double[] differences = time("what is different about status >= 500 and …",
                i -> differences("status >= 500 and duration > " + i + "us"));
        String[] texts = {"", "req.", "req.user-agent = ", "path = /api", "status = 5", "not header.x-t", "path.2 = ", "meth",
            "status >= 500 and req.x-tenant = tenant-1"};
        double[] completion = time("a keystroke's completions", texts.length,
                i -> Completion.at(reader, texts[i], texts[i].length()));
        System.out.printf(Locale.ROOT, "explore facetMillis=%.0f facetQueryMillis=%.0f groupsMillis=%.0f differencesMillis=%.0f"
                + " completionMillis=%.1f containsMillis=%.0f firstFacetMillis=%.0f manyValuesMillis=%.0f%n", facets[1], query[1],
                groups[1], differences[1], completion[2], contains[0], facets[0], many[1]);
    }

    private Matching matching(String query) {
        return matchings.of(reader, Query.parse(query), 0, 0, FOREVER, () -> false);
    }

    private void facets(String query, List<Dimension> fields) {
        if (Facets.of(reader, matching(query), fields, 10, () -> false).size() != fields.size()) {
            throw new IllegalStateException("facets are missing");
        }
    }

    private void groups(String query, String by, Groups.Order order) {
        if (Groups.of(reader, matching(query), Dimension.of(by).orElseThrow(), order, 50, () -> false).rows().isEmpty()) {
            throw new IllegalStateException("there are no groups");
        }
    }

    private void differences(String of) {
        if (!Differences.of(reader, matching(""), matching(of), () -> false).complete()) {
            throw new IllegalStateException("the differences are not complete");
        }
    }

    private static double[] time(String question, IntConsumer ask) {
        return time(question, TIMES, ask);
    }

    /** The first, the median and the worst, in milliseconds; for people also what all took of the processors, by the mean. */
    private static double[] time(String question, int times, IntConsumer ask) {
        double[] millis = new double[times];
        long cpu = PROCESS.getProcessCpuTime();
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            ask.accept(i);
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        double cpuMillis = (PROCESS.getProcessCpuTime() - cpu) / 1e6 / times;
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%-58s %10.0f %10.1f %10.0f %10.0f%n", question, first, millis[times / 2],
                millis[times - 1], cpuMillis);
        return new double[] {first, millis[times / 2], millis[times - 1]};
    }
}

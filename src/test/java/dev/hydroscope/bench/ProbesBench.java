package dev.hydroscope.bench;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.query.ArgumentQuery;
import dev.hydroscope.store.Firings;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the page asks of the probes of a program with ten million events, and what writing them takes. */
public final class ProbesBench {
    private static final int EVENTS = 10_000_000;
    private static final int BATCH = 5000;
    private static final long BEGIN = 1_750_000_000_000_000_000L;
    private static final long STEP_NANOS = 60_000;
    private static final long BUDGET_NANOS = 400_000_000;
    private static final int TIMES = 7;
    private static final Probe OPEN = Probe.parse("?app:open path:string flags:int");
    private static final Probe READ = Probe.parse("?app:read fd:int bytes:int");
    private static final Probe RARE = Probe.parse("?app:fail code:int");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Firings firings;
    private final StringBuilder line = new StringBuilder("probes");

    private ProbesBench(Firings firings) {
        this.firings = firings;
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
                Reader reader = file.reader();
                System.out.printf(Locale.ROOT, "%,d events, %.0f MB%n", reader.counts().events(), file.bytes() / 1e6);
                new ProbesBench(reader.firings()).ask();
            }
        } finally {
            Scratch.delete(folder);
        }
    }

    private static void write(Path path) {
        try (SessionFile file = SessionFile.create(path)) {
            Assembler assembler = new Assembler(List.of(OPEN, READ, RARE), false);
            assembler.process(100, 1);
            Writer writer = file.writer();
            SplittableRandom random = new SplittableRandom(5);
            long writing = 0;
            for (int i = 0; i < EVENTS; i++) {
                assembler.accept(event(i, random));
                if (i % BATCH == BATCH - 1) {
                    long before = THREADS.getCurrentThreadCpuTime();
                    writer.write(assembler.take(BEGIN + i * STEP_NANOS));
                    writing += THREADS.getCurrentThreadCpuTime() - before;
                }
            }
            writer.write(assembler.finish());
            writer.seal();
            System.out.printf(Locale.ROOT, "written in %.2f µs of CPU an event%n", writing / 1e3 / EVENTS);
        }
    }

    private static Event event(int i, SplittableRandom random) {
        long at = BEGIN + i * STEP_NANOS;
        if (i % 1_000_003 == 1_000_002) {
            return new Event(RARE, at, 100, 101, i, new long[] {-random.nextInt(100)}, new byte[0]);
        }
        if (i % 8 == 0) {
            byte[] path = ("/srv/files/" + random.nextInt(5000)).getBytes(StandardCharsets.UTF_8);
            return new Event(OPEN, at, 100, 101 + i % 5, i, new long[] {Event.slot(path.length, path.length, 0), 2}, path);
        }
        return new Event(READ, at, 100, 101 + i % 5, i, new long[] {random.nextInt(300), random.nextInt(1 << 17)}, new byte[0]);
    }

    private void ask() {
        long middle = BEGIN + EVENTS * STEP_NANOS / 2;
        time("list", () -> firings.all());
        time("sparklines", () -> firings.counts(BEGIN, BEGIN + EVENTS * STEP_NANOS, 33));
        time("histogram", () -> firings.summary(READ.key(), "bytes"));
        time("newest", () -> firings.newest(wish(READ, 0, 0, ""), 200, "", BUDGET_NANOS));
        time("newestRare", () -> firings.newest(wish(RARE, 0, 0, ""), 200, "", BUDGET_NANOS));
        time("newestFiltered", () -> firings.newest(wish(OPEN, 0, 0, "path ~ 4711"), 200, "", BUDGET_NANOS));
        time("minute", () -> looked(wish(READ, middle, middle + 60_000_000_000L, ""), false));
        time("filtered", () -> looked(wish(READ, 0, 0, "bytes > 100k"), false));
        time("overTime", () -> looked(wish(READ, 0, 0, ""), true));
        Firings.Looked all = firings.each(wish(READ, 0, 0, ""), false, Long.MAX_VALUE / 2, row -> { });
        long began = System.nanoTime();
        firings.each(wish(READ, 0, 0, ""), false, Long.MAX_VALUE / 2, row -> { });
        double rate = all.scanned() * 1e9 / (System.nanoTime() - began);
        System.out.printf(Locale.ROOT, "scanned %,.0f events a second%n", rate);
        System.out.println(line.append(String.format(Locale.ROOT, " scannedPerSecond=%.0f", rate)));
    }

    private Firings.Looked looked(Firings.Wish wish, boolean sampled) {
        return firings.each(wish, sampled, BUDGET_NANOS, row -> { });
    }

    private static Firings.Wish wish(Probe probe, long from, long to, String q) {
        Predicate<Event> holds = ArgumentQuery.parse(probe, q);
        return new Firings.Wish(probe.key(), from, to, row -> holds.test(row.event()));
    }

    private void time(String name, Supplier<Object> question) {
        double least = Double.MAX_VALUE;
        Object answer = "";
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            answer = question.get();
            least = Math.min(least, (System.nanoTime() - began) / 1e6);
        }
        String told = answer instanceof Firings.Looked looked && !looked.complete()
                ? String.format(Locale.ROOT, "  (of %,d events)", looked.scanned()) : "";
        System.out.printf(Locale.ROOT, "%-16s %8.1f ms%s%n", name, least, told);
        line.append(String.format(Locale.ROOT, " %sMillis=%.1f", name, least));
    }
}

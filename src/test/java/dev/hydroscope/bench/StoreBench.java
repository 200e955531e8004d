package dev.hydroscope.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Request;
import dev.hydroscope.trace.Traffic;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Header events through the assembler to the file, against the naive layout in the same run: how many a second, what of the
 * CPU and of the disk one takes, and how long after its last event a request is found.
 */
public final class StoreBench {
    private static final int CHUNK = 1000;
    private static final int WARM_UP = 20_000;
    private static final int REQUESTS = 300_000;
    private static final int NAIVE_REQUESTS = 25_000;
    private static final int PACED_REQUESTS = 60_000;
    private static final long PACED_PER_SECOND = 10_000;

    private StoreBench() {
    }

    private record Result(long events, double seconds, double cpuSeconds, long bytes) {
        double perSecond() {
            return events / seconds;
        }

        double cpuMicros() {
            return cpuSeconds * 1e6 / events;
        }

        double bytesPerEvent() {
            return (double) bytes / events;
        }
    }

    /** Takes a chunk of events. */
    private interface Sink {
        void take(List<Event> events) throws SQLException;
    }

    public static void main(String[] args) throws IOException, SQLException {
        Path folder = Files.createTempDirectory("hydroscope-bench");
        try {
            packed(folder.resolve("warm-up.mv.db"), WARM_UP);
            Result naive = naive(folder.resolve("naive"));
            Result packed = packed(folder.resolve("packed.mv.db"), REQUESTS);
            double lag = lagMillis(folder.resolve("paced.mv.db"));
            print(naive, packed, lag);
        } finally {
            Scratch.delete(folder);
        }
    }

    private static Result naive(Path file) throws IOException, SQLException {
        Result result;
        try (NaiveStore store = new NaiveStore(file)) {
            result = run(NAIVE_REQUESTS, store::write);
        }
        return new Result(result.events, result.seconds, result.cpuSeconds, Files.size(Path.of(file + ".mv.db")));
    }

    private static Result packed(Path path, int requests) throws SQLException {
        try (SessionFile file = SessionFile.create(path)) {
            Assembler assembler = new Assembler(Traffic.PROBES, false);
            assembler.process(100, 1);
            Writer writer = file.writer();
            Result result = run(requests, events -> {
                events.forEach(assembler::accept);
                writer.write(assembler.take(System.nanoTime()));
            });
            long began = System.nanoTime();
            writer.write(assembler.finish());
            double rest = (System.nanoTime() - began) / 1e9;
            long stored = writer.counts().events();
            if (stored != result.events) {
                throw new IllegalStateException("stored " + stored + " of " + result.events + " events");
            }
            long running = file.bytes();
            long sealing = System.nanoTime();
            writer.seal();
            System.out.printf(Locale.ROOT, "  %,d events: %.0f MB while running, sealed in %.0f ms to %.0f MB%n",
                    stored, running / 1e6, (System.nanoTime() - sealing) / 1e6, file.bytes() / 1e6);
            return new Result(stored, result.seconds + rest, result.cpuSeconds, file.bytes());
        }
    }

    /** Time and CPU without what it takes to make the events up. */
    private static Result run(int requests, Sink sink) throws SQLException {
        Traffic traffic = new Traffic(1, 500, 20_000);
        var cpu = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var thread = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        long count = 0;
        long cpuNanos = -cpu.getProcessCpuTime();
        for (int done = 0; done < requests; done += CHUNK) {
            long making = thread.getCurrentThreadCpuTime();
            List<Event> events = new ArrayList<>(CHUNK * Traffic.EVENTS);
            for (int i = 0; i < CHUNK; i++) {
                events.addAll(traffic.request());
            }
            cpuNanos -= thread.getCurrentThreadCpuTime() - making;
            long began = System.nanoTime();
            sink.take(events);
            nanos += System.nanoTime() - began;
            count += events.size();
        }
        return new Result(count, nanos / 1e9, (cpuNanos + cpu.getProcessCpuTime()) / 1e9, 0);
    }

    /** At a steady rate, taken each 250 ms as a session does: from a request's last event to its being stored. */
    private static double lagMillis(Path path) {
        try (SessionFile file = SessionFile.create(path)) {
            Assembler assembler = new Assembler(Traffic.PROBES, false);
            assembler.process(100, 1);
            Writer writer = file.writer();
            Traffic traffic = new Traffic(2, 500, PACED_PER_SECOND);
            long[] acceptedAt = new long[PACED_REQUESTS];
            long worst = 0;
            long began = System.nanoTime();
            long taken = began;
            for (int i = 0; i < PACED_REQUESTS; i++) {
                while (System.nanoTime() - began < i * 1_000_000_000L / PACED_PER_SECOND) {
                    LockSupport.parkNanos(50_000);
                }
                traffic.request().forEach(assembler::accept);
                acceptedAt[i] = System.nanoTime();
                if (acceptedAt[i] - taken >= 250_000_000) {
                    taken = acceptedAt[i];
                    Changes changes = assembler.take(taken);
                    writer.write(changes);
                    for (Request request : changes.requests()) {
                        worst = Math.max(worst, System.nanoTime() - acceptedAt[(int) request.ordinal()]);
                    }
                }
            }
            return worst / 1e6;
        }
    }

    private static void print(Result naive, Result packed, double lagMillis) {
        String row = "%-34s %14s %14s %14s%n";
        System.out.printf(row, "layout", "k events/s", "µs CPU/event", "bytes/event");
        for (Result result : List.of(naive, packed)) {
            System.out.printf(row, result == naive ? "a row an event, JSON, two indexes" : "assembled, packed, searchable",
                    number(result.perSecond() / 1000), number(result.cpuMicros()), number(result.bytesPerEvent()));
        }
        System.out.printf(row, "ratio", number(packed.perSecond() / naive.perSecond()),
                number(naive.cpuMicros() / packed.cpuMicros()), number(naive.bytesPerEvent() / packed.bytesPerEvent()));
        System.out.printf("found at most %.0f ms after the last event, at %,d events/s%n", lagMillis,
                PACED_PER_SECOND * Traffic.EVENTS);
        System.out.printf(Locale.ROOT, "store eventsPerSecond=%.0f cpuMicrosPerEvent=%.2f bytesPerEvent=%.1f naiveRatio=%.2f%n",
                packed.perSecond(), packed.cpuMicros(), packed.bytesPerEvent(), packed.perSecond() / naive.perSecond());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}

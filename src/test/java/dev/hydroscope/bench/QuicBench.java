package dev.hydroscope.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.PacketFilter;
import dev.hydroscope.store.PacketScope;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Event;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A million packets of one connection, beside hundreds of small ones, through the assembler to the file: how many events a
 * second; then pages and windows of the large one.
 */
public final class QuicBench {
    private static final long AT = 1_750_000_000_000_000_000L;
    private static final int BATCH = 50_000;
    private static final long LARGE = 1_000_000;
    private static final long WARM_UP = 60_000;
    private static final int TIMES = 31;

    private QuicBench() {
    }

    private record Result(long events, long packets, double seconds, double cpuSeconds, long bytes) {
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("hydroscope-bench");
        try {
            ingest(folder.resolve("warm-up.mv.db"), WARM_UP, 50);
            Path path = folder.resolve("session.mv.db");
            Result result = ingest(path, LARGE, 400);
            try (SessionFile file = SessionFile.open(path)) {
                read(file, result);
            }
        } finally {
            Scratch.delete(folder);
        }
    }

    /** Time and CPU without what it takes to make the events up. */
    private static Result ingest(Path path, long packets, int small) {
        var cpu = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var thread = ManagementFactory.getThreadMXBean();
        try (SessionFile file = SessionFile.create(path)) {
            Assembler assembler = new Assembler(QuicTrace.probes(), false);
            assembler.process(100, 1);
            Writer writer = file.writer();
            QuicTraffic traffic = new QuicTraffic(7, AT, packets, small);
            long nanos = 0;
            long count = 0;
            long cpuNanos = -cpu.getProcessCpuTime();
            for (boolean more = true; more;) {
                long making = thread.getCurrentThreadCpuTime();
                List<Event> events = new ArrayList<>(BATCH + 200);
                while (more && events.size() < BATCH) {
                    more = traffic.next(events);
                }
                cpuNanos -= thread.getCurrentThreadCpuTime() - making;
                long began = System.nanoTime();
                events.forEach(assembler::accept);
                writer.write(assembler.take(traffic.nowNanos()));
                nanos += System.nanoTime() - began;
                count += events.size();
            }
            long began = System.nanoTime();
            writer.write(assembler.finish());
            nanos += System.nanoTime() - began;
            cpuNanos += cpu.getProcessCpuTime();
            if (writer.counts().events() != count) {
                throw new IllegalStateException("stored " + writer.counts().events() + " of " + count + ": " + writer.problem());
            }
            writer.seal();
            return new Result(count, traffic.packets(), nanos / 1e9, cpuNanos / 1e9, file.bytes());
        }
    }

    private static void read(SessionFile file, Result result) {
        Reader reader = file.reader();
        ConnectionRow of = reader.connection(1).orElseThrow();
        long end = of.endedNanos();
        SplittableRandom random = new SplittableRandom(9);
        System.out.printf(Locale.ROOT, "%,d events, %,d packets, %.0f MB%n", result.events, result.packets,
                result.bytes / 1e6);
        System.out.printf("%-44s %10s %10s%n", "question", "median ms", "worst ms");
        double all = time("each packet of the large connection", 9, () -> count(reader, of, 0, Long.MAX_VALUE));
        double page = time("a page of 200 at some moment", TIMES, () -> reader.packets(of, PacketFilter.ALL,
                new PacketScope(at(random, of, end), 0, false, 0, 200, "")).rows().size());
        double newest = time("the newest 200", TIMES, () -> reader.packets(of, PacketFilter.ALL,
                new PacketScope(0, 0, true, 0, 200, "")).rows().size());
        double one = time("one packet by its number", TIMES, () -> reader.packet(of, dev.hydroscope.quic.Direction.SENT,
                dev.hydroscope.quic.Space.APPLICATION, random.nextLong(100, LARGE / 2)).isPresent() ? 1 : 0);
        double window = time("each packet of a hundredth of its time", TIMES, () -> {
            long from = at(random, of, end);
            return count(reader, of, from, from + (end - of.atNanos()) / 100);
        });
        System.out.printf(Locale.ROOT, "quic eventsPerSecond=%.0f cpuMicrosPerEvent=%.2f bytesPerEvent=%.1f packetsMillis=%.1f"
                + " windowMillis=%.1f pageMillis=%.2f newestMillis=%.2f onePacketMillis=%.2f%n", result.events / result.seconds,
                result.cpuSeconds * 1e6 / result.events, (double) result.bytes / result.events, all, window, page, newest, one);
    }

    private static long at(SplittableRandom random, ConnectionRow of, long end) {
        return random.nextLong(of.atNanos(), end);
    }

    private static long count(Reader reader, ConnectionRow of, long from, long to) {
        long[] count = new long[1];
        reader.eachPacket(of, from, to, (position, packet) -> {
            count[0]++;
            return true;
        });
        return count[0];
    }

    private interface Question {
        long ask();
    }

    private static double time(String name, int times, Question question) {
        double[] millis = new double[times];
        for (int i = -10; i < times; i++) {
            long began = System.nanoTime();
            if (question.ask() == 0) {
                throw new IllegalStateException(name + ": nothing found");
            }
            millis[Math.max(0, i)] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%-44s %10.2f %10.2f%n", name, millis[times / 2], millis[times - 1]);
        return millis[times / 2];
    }
}

package dev.hydroscope.bench;

import dev.hydroscope.quic.Download;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.Reader;
import dev.hydroscope.store.Series;
import dev.hydroscope.store.SessionFile;
import dev.hydroscope.store.Writer;
import dev.hydroscope.trace.Assembler;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Made;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * The series of a connection with a million packets, whole and in windows of every length, also just where its samples are read
 * instead of the finest buckets; and of one that sends a hundred thousand packets a second.
 */
public final class SeriesBench {
    private static final long AT = 1_750_000_000_000_000_000L;
    private static final long PACKETS = 1_000_000;
    private static final int WIDTH = 1000;
    private static final int BATCH = 50_000;
    private static final int WARM_UP = 60;
    private static final int TIMES = 201;
    /** A window of so many buckets of 2^19 ns is as wide as samples are read for. */
    private static final long RAW_NANOS = 2 * WIDTH * (1L << 19) - 1;

    private SeriesBench() {
    }

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("hydroscope-bench");
        try (SessionFile file = SessionFile.create(folder.resolve("usual.mv.db"));
                SessionFile dense = SessionFile.create(folder.resolve("dense.mv.db"))) {
            write(file);
            writeDense(dense);
            read(file.reader(), dense.reader());
        } finally {
            Scratch.delete(folder);
        }
    }

    private static void write(SessionFile file) {
        Writer writer = file.writer();
        Assembler assembler = new Assembler(QuicTrace.probes(), false);
        assembler.process(100, 1);
        QuicTraffic traffic = new QuicTraffic(7, AT, PACKETS, 20);
        for (boolean more = true; more;) {
            List<Event> events = new ArrayList<>(BATCH + 200);
            while (more && events.size() < BATCH) {
                more = traffic.next(events);
            }
            events.forEach(assembler::accept);
            writer.write(assembler.take(traffic.nowNanos()));
        }
        writer.write(assembler.finish());
        told("a million packets", writer);
    }

    private static void writeDense(SessionFile file) {
        Writer writer = file.writer();
        Connection connection = Made.connection(1, 1, AT);
        Download download = new Download(8, AT, 10_000, 0.002);
        while (download.packets() < PACKETS) {
            for (int i = 0; i < 1000; i++) {
                download.round();
            }
            List<Event> events = download.take();
            writer.write(new Changes(List.of(connection), List.of(), List.of(new Changes.Run(connection, events)), events.size()));
        }
        told("a hundred thousand a second", writer);
    }

    private static void told(String what, Writer writer) {
        if (!writer.problem().isEmpty() || writer.counts().lost() > 0) {
            throw new IllegalStateException(writer.problem());
        }
        System.out.printf(Locale.ROOT, "%s: %,d events, %,d packets%n", what, writer.counts().events(), writer.counts().packets());
    }

    private static void read(Reader reader, Reader dense) {
        ConnectionRow of = reader.connection(1).orElseThrow();
        ConnectionRow fast = dense.connection(1).orElseThrow();
        long length = length(reader, of);
        System.out.printf(Locale.ROOT, "%.1f s, the fast one %.1f s%n", length / 1e9, length(dense, fast) / 1e9);
        System.out.printf("%-44s %10s %10s %10s %8s%n", "window", "median ms", "worst ms", "worst CPU", "buckets");
        SplittableRandom random = new SplittableRandom(4);
        double[] whole = time("the whole connection", i -> reader.series(of, 0, 0, WIDTH + i % 7));
        double[] any = time("any window of any length", i -> {
            long span = (long) Math.pow(2, 10 + random.nextDouble() * (62 - Long.numberOfLeadingZeros(length) - 9));
            return window(reader, of, random, length, span);
        });
        double[] raw = time("just below a bucket of 1 ms: samples", i -> window(reader, of, random, length, RAW_NANOS));
        double[] finest = time("just above: the finest buckets", i -> window(reader, of, random, length, RAW_NANOS + 1));
        double[] denseRaw = time("a hundred thousand a second, just below",
                i -> window(dense, fast, random, length(dense, fast), RAW_NANOS));
        double[] denseWhole = time("a hundred thousand a second, whole", i -> dense.series(fast, 0, 0, WIDTH));
        double[] marks = time("its marks", i -> {
            reader.marks(of, 0, 0, WIDTH);
            return reader.series(of, AT, AT + 1000, 1);
        });
        System.out.printf(Locale.ROOT, "series wholeMillis=%.1f windowMillis=%.1f worstWindowMillis=%.1f rawMillis=%.1f"
                + " finestMillis=%.1f denseRawMillis=%.1f denseWholeMillis=%.1f marksMillis=%.1f%n", whole[0], any[0], any[1],
                raw[0], finest[0], denseRaw[0], denseWhole[0], marks[0]);
    }

    private static long length(Reader reader, ConnectionRow of) {
        Series series = reader.series(of, 0, 0, WIDTH);
        return series.grid().end() - of.atNanos();
    }

    private static Series window(Reader reader, ConnectionRow of, SplittableRandom random, long length, long span) {
        long from = of.atNanos() + random.nextLong(Math.max(1, length - span));
        return reader.series(of, from, from + span, WIDTH);
    }

    /** The median and the worst, in milliseconds; the CPU time of the worst tells what others took of them. */
    private static double[] time(String question, IntFunction<Series> ask) {
        for (int i = 0; i < WARM_UP; i++) {
            ask.apply(i);
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] millis = new double[TIMES];
        double cpu = 0;
        Series last = null;
        for (int i = 0; i < TIMES; i++) {
            long began = System.nanoTime();
            long spent = threads.getCurrentThreadCpuTime();
            last = ask.apply(i);
            cpu = Math.max(cpu, (threads.getCurrentThreadCpuTime() - spent) / 1e6);
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "%-44s %10.2f %10.2f %10.2f %8d%n", question, millis[TIMES / 2],
                millis[TIMES - 1], cpu, last.grid().buckets());
        return new double[] {millis[TIMES / 2], millis[TIMES - 1]};
    }
}

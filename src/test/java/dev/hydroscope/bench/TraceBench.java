package dev.hydroscope.bench;

import dev.hydroscope.probe.Chosen;
import dev.hydroscope.probe.ElfNotes;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Site;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.probe.Worker;
import dev.hydroscope.source.MeasuredProbes;
import dev.hydroscope.source.Measures;
import dev.hydroscope.standin.Kernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a hit costs the program that it happens in, added up by us and by bpftrace (which must be installed): a loop over one
 * probe, bare, counted, and as a histogram of an argument. They take turns, and all must have the same count.
 */
final class TraceBench {
    private static final int ROUNDS = 5;
    private static final int HITS = 1_000_000;
    /** It raises the semaphore some time before its program is in place. */
    private static final int BPFTRACE_ATTACHES_MILLIS = 1000;
    private static final Pattern COUNT = Pattern.compile("@: (\\d+)");
    private static final Pattern BAR = Pattern.compile("(?m)^[\\[(][^|]* (\\d+) \\|");

    private final Path program;
    private final List<Chosen> sites;

    private TraceBench(Path program) throws IOException {
        this.program = program;
        Probe probe = Probe.parse("demo:hit number:int third:int");
        this.sites = ElfNotes.read(program).stream().filter(site -> site.name().equals("hit"))
                .map(site -> new Chosen(site, probe, true)).toList();
    }

    /** A way to trace it; answers how many hits it saw. */
    private interface Way {
        long around(Worker worker, Work work) throws Exception;
    }

    private interface Work {
        void done() throws IOException;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("trace-bench");
        TraceBench bench = new TraceBench(Worker.compile(folder));
        Way[] ways = {(worker, work) -> bench.bare(work), (worker, work) -> bench.ours(worker, work, Measures.hits(bench.sites)),
            (worker, work) -> bench.bpftrace(worker, work, "@ = count();", COUNT),
            (worker, work) -> bench.ours(worker, work, Measures.histogram(bench.sites, "number")),
            (worker, work) -> bench.bpftrace(worker, work, "@ = hist(arg0);", BAR)};
        double[][] nanos = new double[ways.length][ROUNDS];
        System.out.println("ns of CPU a hit, of the program's thread\nround     bare    count bpftrace     hist bpftrace");
        for (int round = 0; round < ROUNDS; round++) {
            for (int way = 0; way < ways.length; way++) {
                nanos[way][round] = bench.run(ways[way]);
            }
            System.out.printf(Locale.ROOT, "%5d %8.0f %8.0f %8.0f %8.0f %8.0f%n", round + 1, nanos[0][round], nanos[1][round],
                    nanos[2][round], nanos[3][round], nanos[4][round]);
        }
        double bare = median(nanos[0]);
        System.out.printf(Locale.ROOT, "trace countNanos=%.0f bpftraceCountNanos=%.0f countRatio=%.2f histNanos=%.0f"
                + " bpftraceHistNanos=%.0f histRatio=%.2f%n", median(nanos[1]) - bare, median(nanos[2]) - bare,
                (median(nanos[1]) - bare) / (median(nanos[2]) - bare), median(nanos[3]) - bare, median(nanos[4]) - bare,
                (median(nanos[3]) - bare) / (median(nanos[4]) - bare));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private double run(Way way) throws Exception {
        try (Worker worker = Worker.start(program, "hit", "" + HITS, "0")) {
            long[] nanos = new long[1];
            long hits = way.around(worker, () -> {
                long begun = onCpu(worker.pid());
                worker.work();
                nanos[0] = onCpu(worker.pid()) - begun;
            });
            if (hits != HITS) {
                throw new IllegalStateException(hits + " hits of " + HITS);
            }
            return (double) nanos[0] / HITS;
        }
    }

    private static long onCpu(int pid) throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/" + pid + "/schedstat")).split(" ")[0]);
    }

    private long bare(Work work) throws IOException {
        work.done();
        return HITS;
    }

    private long ours(Worker worker, Work work, Measures measures) throws Exception {
        MeasuredProbes measured = MeasuredProbes.attach(Optional.of(Targets.find(worker.pid())), measures);
        work.done();
        measured.close();
        long counted = measured.histogram(0).count();
        return counted > 0 ? counted : measured.counters().allHits();
    }

    private long bpftrace(Worker worker, Work work, String what, Pattern count) throws Exception {
        Process process = new ProcessBuilder("bpftrace", "-p", "" + worker.pid(), "-e",
                "usdt:" + program + ":demo:hit { " + what + " }").redirectErrorStream(true).start();
        Site site = sites.get(0).site();
        while (Kernel.semaphore(worker.pid(), program, site.semaphoreFileOffset()) == 0 && process.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        TimeUnit.MILLISECONDS.sleep(BPFTRACE_ATTACHES_MILLIS);
        work.done();
        new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
        Matcher matcher = count.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        long hits = 0;
        while (matcher.find()) {
            hits += Long.parseLong(matcher.group(1));
        }
        return hits;
    }
}

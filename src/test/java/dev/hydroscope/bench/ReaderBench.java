package dev.hydroscope.bench;

import dev.hydroscope.probe.Selection;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.source.CaptureSettings;
import dev.hydroscope.source.ProbeSource;
import dev.hydroscope.standin.Standin;
import dev.hydroscope.trace.Event;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * What reading and decoding a record costs us, in CPU time of the reading thread: a ring is filled with headers by the real
 * program before reading begins, then read to its end as a session reads it.
 */
final class ReaderBench {
    private static final int ROUNDS = 7;
    private static final int WARM_UP = 3;
    private static final int RECORDS = 600_000;
    private static final int RING_BYTES = 256 << 20;

    private ReaderBench() {
    }

    public static void main(String[] args) throws Exception {
        double[] nanos = new double[ROUNDS];
        System.out.println("round   records  lost  ns a record");
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            double taken = round(i + 1);
            if (i >= 0) {
                nanos[i] = taken;
            }
        }
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "reader nanosPerRecord=%.1f%n", nanos[ROUNDS / 2]);
    }

    private static double round(int number) throws Exception {
        CaptureSettings settings = new CaptureSettings(Selection.Preset.ALL.globs(), false, 1, Set.of(), Set.of(),
                Set.of(), CaptureSettings.VALUE_LIMIT_BYTES, RING_BYTES);
        try (Standin standin = Standin.start("--wait", "--spin", "" + RECORDS);
                ProbeSource source = ProbeSource.attach(Targets.find(standin.pid()), settings)) {
            standin.lines();
            Stopwatch watch = new Stopwatch(source.counters().allDelivered());
            source.start(watch);
            watch.done.await();
            System.out.printf(Locale.ROOT, "%5s %9d %5d %12.1f%n", number > 0 ? "" + number : "warm", watch.records,
                    source.counters().allLost(), watch.nanosPerRecord());
            return watch.nanosPerRecord();
        }
    }

    /** Reads its thread's clock at the first batch and at the last; the first batch is not counted. */
    private static final class Stopwatch implements Consumer<List<Event>> {
        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final CountDownLatch done = new CountDownLatch(1);
        private final long expected;
        private long records;
        private long first;
        private long from;
        private long to;

        Stopwatch(long expected) {
            this.expected = expected;
        }

        @Override
        public void accept(List<Event> batch) {
            records += batch.size();
            if (first == 0) {
                first = records;
                from = threads.getCurrentThreadCpuTime();
            }
            if (records >= expected) {
                to = threads.getCurrentThreadCpuTime();
                done.countDown();
            }
        }

        double nanosPerRecord() {
            return (double) (to - from) / (records - first);
        }
    }
}

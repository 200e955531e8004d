package dev.hydroscope.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** From the command to the line that says `serve` answers: the median of five starts, each on an empty data folder. */
final class StartBench {
    private static final int RUNS = 5;

    private StartBench() {
    }

    public static void main(String[] args) throws Exception {
        start();
        double[] seconds = new double[RUNS];
        System.out.println("run  seconds to ready");
        for (int run = 0; run < RUNS; run++) {
            seconds[run] = start();
            System.out.printf(Locale.ROOT, "%3d  %16.3f%n", run + 1, seconds[run]);
        }
        Arrays.sort(seconds);
        System.out.printf(Locale.ROOT, "start seconds=%.3f%n", seconds[RUNS / 2]);
    }

    private static double start() throws Exception {
        Path data = Files.createTempDirectory("hydroscope-start");
        try (Serving serving = Serving.start(data, "")) {
            serving.get("/api/health");
            return serving.readySeconds();
        } finally {
            Scratch.delete(data);
        }
    }
}

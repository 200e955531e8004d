package dev.hydroscope.cli;

import dev.hydroscope.session.Units;
import picocli.CommandLine.Option;

/** How long trace runs. */
final class TraceRun {
    @Option(names = "--duration", paramLabel = "TIME", defaultValue = "", description = "end after this time: 10s, 5m")
    private String duration;
    @Option(names = "--max", paramLabel = "N", defaultValue = "0", description = "end after this many lines")
    private long max;
    @Option(names = "--list", description = "list the probes that would be traced, and end")
    private boolean list;

    /** What is wrong with them, or "". */
    String wrong(boolean adds) {
        return max < 0 || max > 0 && adds ? "--max is a number of lines of events"
                : !duration.isEmpty() && Units.millis(duration).orElse(0) <= 0
                        ? "--duration " + duration + " is no time such as 10s" : "";
    }

    boolean lists() {
        return list;
    }

    long max() {
        return max == 0 ? Long.MAX_VALUE : max;
    }

    /** 0 for as long as it goes. */
    long millis() {
        return duration.isEmpty() ? 0 : Units.millis(duration).orElseThrow();
    }
}

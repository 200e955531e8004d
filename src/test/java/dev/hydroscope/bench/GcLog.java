package dev.hydroscope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a JVM wrote with -Xlog:gc: how full its heap was before and after each collection, and how big it ever was. */
record GcLog(int collections, int peakUsedMB, int peakLiveMB, int peakCommittedMB, double longestPauseMillis) {
    private static final Pattern PAUSE = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\((\\d+)M\\) ([\\d.]+)ms");

    static GcLog read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(PAUSE::matcher).filter(Matcher::find).map(GcLog::of)
                .reduce(new GcLog(0, 0, 0, 0, 0), GcLog::and);
        }
    }

    private static GcLog of(Matcher pause) {
        return new GcLog(1, Integer.parseInt(pause.group(1)), Integer.parseInt(pause.group(2)),
            Integer.parseInt(pause.group(3)), Double.parseDouble(pause.group(4)));
    }

    private GcLog and(GcLog other) {
        return new GcLog(collections + other.collections, Math.max(peakUsedMB, other.peakUsedMB),
            Math.max(peakLiveMB, other.peakLiveMB), Math.max(peakCommittedMB, other.peakCommittedMB),
            Math.max(longestPauseMillis, other.longestPauseMillis));
    }
}

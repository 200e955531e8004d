package dev.hydroscope.source;

import dev.hydroscope.probe.Selection.Preset;
import dev.hydroscope.probe.Targets;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Makes the trace that `demo` replays where no probe can be attached: the stand-in's demo traffic, as the kernel gave it.
 * Run it, as root, after `mvn package`, when a probe or the stand-in has changed.
 */
final class DemoRecording {
    /** Every third connection, all of its events: a page's worth in little space. */
    private static final double SAMPLE = 0.3;
    private static final CaptureSettings SETTINGS = new CaptureSettings(Preset.ALL.globs(), false, SAMPLE, Set.of(), Set.of(),
            Set.of(), CaptureSettings.VALUE_LIMIT_BYTES, CaptureSettings.RING_BYTES);

    private DemoRecording() {
    }

    /** @param args the file to write, and the seconds to record */
    public static void main(String[] args) throws Exception {
        Process standIn = new ProcessBuilder("target/classes/native/h2o-standin", "--demo", "--wait").start();
        try (BufferedReader output = standIn.inputReader()) {
            output.readLine();
            ProbeSource source = ProbeSource.attach(Targets.find((int) standIn.pid()), SETTINGS);
            RecordingWriter recording = source.record(Path.of(args[0]));
            source.start(events -> { });
            Thread.sleep(Duration.ofSeconds(Long.parseLong(args[1])).toMillis());
            source.close();
            recording.close();
            System.out.println(source.counters().allDelivered() + " events, " + source.counters().allLost() + " lost");
        } finally {
            standIn.destroyForcibly();
        }
    }
}

package dev.hydroscope.source;

import dev.hydroscope.probe.Targets;
import dev.hydroscope.trace.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A process that is traced, and all that has come of it. */
final class Traced implements AutoCloseable {
    private final ProbeSource source;
    private final List<Event> events = new ArrayList<>();

    private Traced(ProbeSource source) {
        this.source = source;
        source.start(batch -> {
            synchronized (events) {
                events.addAll(batch);
            }
        });
    }

    static Traced attach(int pid, CaptureSettings settings) throws Exception {
        return new Traced(ProbeSource.attach(Targets.find(pid), settings));
    }

    static Traced attach(int pid, String... globs) throws Exception {
        return attach(pid, CaptureSettings.of(List.of(globs)));
    }

    static Traced follow(Path binary, String... globs) throws Exception {
        return new Traced(ProbeSource.follow(binary, CaptureSettings.of(List.of(globs))));
    }

    /** Everything, in a value limit and with application data where that is wanted. */
    static CaptureSettings settings(int valueLimitBytes, boolean appData, String... globs) {
        return new CaptureSettings(List.of(globs), appData, 1, Set.of(), Set.of(), Set.of(), valueLimitBytes,
                CaptureSettings.RING_BYTES);
    }

    ProbeSource source() {
        return source;
    }

    /** Detaches; then all that was delivered is here. */
    List<Event> finish() {
        source.close();
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    @Override
    public void close() {
        source.close();
    }
}

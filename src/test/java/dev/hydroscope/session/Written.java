package dev.hydroscope.session;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.source.Source;
import dev.hydroscope.trace.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Sealed sessions in a data folder, of events that are made up: for `serve` to show, and for benchmarks of that. */
public final class Written implements Source {
    private static final int BATCH = 5000;

    private final List<Probe> probes;
    private final Predicate<List<Event>> events;
    private final Thread thread = new Thread(this::run, "made-up");
    private Consumer<List<Event>> doorway;
    private volatile boolean done;

    private Written(List<Probe> probes, Predicate<List<Event>> events) {
        this.probes = probes;
        this.events = events;
    }

    /** @param events adds some more events to a list; false once there are no more */
    public static SessionInfo session(Path data, String name, List<Probe> probes, Predicate<List<Event>> events)
            throws Exception {
        try (Sessions sessions = Sessions.open(data)) {
            SessionSettings settings = SessionSettings.of(0, "all", name);
            var target = new SessionInfo.Target(100, Nanos.instant(0), "made up", "made up");
            var origin = new SessionInfo.Origin("recording", target, probes.stream().map(Probe::key).toList(),
                    settings.filters(), settings.redact());
            String id = sessions.begin(name, origin, () -> new Written(probes, events)).id();
            while (sessions.get(id).endedAt().isEmpty()) {
                Thread.sleep(100);
            }
            return sessions.get(id);
        }
    }

    private void run() {
        boolean more = true;
        while (more) {
            List<Event> batch = new ArrayList<>(BATCH + 200);
            while (more && batch.size() < BATCH) {
                more = events.test(batch);
            }
            doorway.accept(batch);
        }
        done = true;
    }

    @Override
    public void start(Consumer<List<Event>> takes) {
        doorway = takes;
        thread.start();
    }

    @Override
    public List<Probe> probes() {
        return probes;
    }

    @Override
    public List<Process> processes() {
        return List.of(new Process(100, 1));
    }

    @Override
    public Counters counters() {
        return Counters.none(probes.size());
    }

    @Override
    public long undecodable() {
        return 0;
    }

    @Override
    public boolean ended() {
        return done;
    }

    @Override
    public String reason() {
        return done ? "the made-up events are over" : "";
    }

    @Override
    public void close() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

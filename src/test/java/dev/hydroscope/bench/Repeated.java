package dev.hydroscope.bench;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.source.Source;
import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The same events over and over, as fast as they are taken. */
final class Repeated implements Source {
    private static final int BATCH = 2000;

    private final List<List<Event>> batches = new ArrayList<>();
    private final List<Probe> probes;
    private final int rounds;
    private volatile String reason = "";

    Repeated(List<Event> events, int rounds) {
        this.probes = events.stream().map(Event::probe).distinct().toList();
        this.rounds = rounds;
        for (int i = 0; i < events.size(); i += BATCH) {
            batches.add(List.copyOf(events.subList(i, Math.min(events.size(), i + BATCH))));
        }
    }

    @Override
    public void start(Consumer<List<Event>> doorway) {
        Thread thread = new Thread(() -> {
            for (int round = 0; round < rounds; round++) {
                batches.forEach(doorway);
            }
            reason = "all of it was given";
        }, "repeated");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public List<Probe> probes() {
        return probes;
    }

    @Override
    public List<Process> processes() {
        return List.of();
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
        return !reason.isEmpty();
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public void close() {
        // it has ended
    }
}

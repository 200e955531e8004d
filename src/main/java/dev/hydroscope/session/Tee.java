package dev.hydroscope.session;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.format.Caveats;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.source.Source;
import dev.hydroscope.trace.Event;
import java.util.List;
import java.util.function.Consumer;

/** A source whose batches somebody else gets, too, before the one who starts it. */
record Tee(Source source, Consumer<List<Event>> other) implements Source {
    @Override
    public void start(Consumer<List<Event>> doorway) {
        source.start(batch -> {
            other.accept(batch);
            doorway.accept(batch);
        });
    }

    @Override
    public List<Probe> probes() {
        return source.probes();
    }

    @Override
    public List<Process> processes() {
        return source.processes();
    }

    @Override
    public Counters counters() {
        return source.counters();
    }

    @Override
    public long undecodable() {
        return source.undecodable();
    }

    @Override
    public Caveats caveats() {
        return source.caveats();
    }

    @Override
    public boolean ended() {
        return source.ended();
    }

    @Override
    public String reason() {
        return source.reason();
    }

    @Override
    public void close() {
        source.close();
    }
}

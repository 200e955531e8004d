package dev.hydroscope.source;

import dev.hydroscope.bpf.ProcessWatch;
import dev.hydroscope.probe.Target;
import dev.hydroscope.probe.TargetException;
import dev.hydroscope.probe.Targets;
import dev.hydroscope.source.Source.Process;
import dev.hydroscope.trace.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whose events come: one process, which is watched, or every one that runs the binary, each known from its first event. */
final class Processes implements AutoCloseable {
    private final Optional<ProcessWatch> watch;
    private final List<Process> known = new CopyOnWriteArrayList<>();
    private final Map<Integer, Optional<Target>> byPid = new HashMap<>();
    private int latest;

    private Processes(Optional<ProcessWatch> watch) {
        this.watch = watch;
    }

    static Processes of(Target target, ProcessWatch watch) {
        Processes one = new Processes(Optional.of(watch));
        one.add(target.pid(), Clock.nanos(target.startedAt()), Optional.of(target));
        return one;
    }

    static Processes all() {
        return new Processes(Optional.empty());
    }

    private void add(int pid, long startNanos, Optional<Target> target) {
        known.add(new Process(pid, startNanos));
        byPid.put(pid, target);
        latest = pid;
    }

    /** In the order they were met. */
    List<Process> known() {
        return List.copyOf(known);
    }

    /** By one thread, before these events are handed on. */
    void meet(List<Event> events) {
        for (Event event : events) {
            if (event.pid() != latest) {
                latest = event.pid();
                if (!byPid.containsKey(event.pid())) {
                    meet(event);
                }
            }
        }
    }

    /** Of a process that has ended by now the time of its first event here stands for its start. */
    private void meet(Event event) {
        Optional<Target> target = find(event.pid());
        add(event.pid(), target.map(found -> Clock.nanos(found.startedAt())).orElse(event.atNanos()), target);
    }

    private static Optional<Target> find(int pid) {
        try {
            return Optional.of(Targets.find(pid));
        } catch (TargetException e) {
            return Optional.empty();
        }
    }

    /** Forgets the pids of processes that have ended, which may be given to others. By the same thread. */
    void look() {
        if (watch.isEmpty() && byPid.values().removeIf(target -> !target.map(Target::running).orElse(false))) {
            latest = 0;
        }
    }

    /** Nobody is left whose events could come. */
    boolean ended() {
        return watch.map(ProcessWatch::exited).orElse(false);
    }

    @Override
    public void close() {
        watch.ifPresent(ProcessWatch::close);
    }
}

package dev.hydroscope.source;

import dev.hydroscope.source.Source.Process;
import dev.hydroscope.trace.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The processes of events of which nothing else is known: each begins with the first of its events. */
final class Met {
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private final Set<Integer> pids = new HashSet<>();
    private int latest;

    List<Process> processes() {
        return List.copyOf(processes);
    }

    /** By one thread, before these events are handed on. */
    void meet(List<Event> events) {
        for (Event event : events) {
            if (event.pid() != latest || pids.isEmpty()) {
                latest = event.pid();
                if (pids.add(latest)) {
                    processes.add(new Process(latest, event.atNanos()));
                }
            }
        }
    }
}

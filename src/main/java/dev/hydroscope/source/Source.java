package dev.hydroscope.source;

import dev.hydroscope.bpf.Counters;
import dev.hydroscope.format.Caveats;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where events come from. Delivers them in batches, in order, from one thread of its own, between start and the return of
 * close; every event that the counters call delivered goes through the doorway or counts as undecodable.
 */
public interface Source extends AutoCloseable {
    /** Once. The doorway gets each batch for keeps and must not block for long: what it cannot take, it counts. */
    void start(Consumer<List<Event>> doorway);

    /** What is captured; the counters' index. */
    List<Probe> probes();

    /** The processes of the events, in the order they began; each stands here before its first event is delivered. */
    List<Process> processes();

    Counters counters();

    /** Records that arrived but could not be read. */
    long undecodable();

    /** What one has to know to read its events right. */
    default Caveats caveats() {
        return Caveats.NONE;
    }

    /** Nothing more will come: the target has exited, or the recording is at its end. */
    boolean ended();

    /** Why it ended, for people; "" while it has not. */
    String reason();

    /** Stops capturing, delivers what is still under way, and returns when the doorway has had the last of it. */
    @Override
    void close();

    /** @param startNanos since 1970, UTC; with the pid it names a process for good */
    record Process(int pid, long startNanos) {
    }
}

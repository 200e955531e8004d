package dev.hydroscope.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The processes of the session, numbered from 0 in the order they came; a pid that comes again is another process. */
final class Generations {
    private static final long UNKNOWN = 0;

    private final List<Generation> all = new ArrayList<>();
    private final Map<Integer, Generation> current = new HashMap<>();
    private Generation last;

    Generation of(int pid) {
        if (last == null || last.pid != pid) {
            last = current.computeIfAbsent(pid, p -> add(p, UNKNOWN));
        }
        return last;
    }

    /**
     * From here on events of the pid are this process's; the one before it, if it was another, is returned by itself.
     */
    List<Generation> announce(int pid, long startNanos) {
        Generation known = current.get(pid);
        if (known != null && (known.startNanos == UNKNOWN || known.startNanos == startNanos)) {
            known.startNanos = startNanos;
            return List.of();
        }
        last = add(pid, startNanos);
        current.put(pid, last);
        return known == null ? List.of() : List.of(known);
    }

    List<Generation> all() {
        return all;
    }

    private Generation add(int pid, long startNanos) {
        Generation generation = new Generation(all.size(), pid, startNanos);
        all.add(generation);
        return generation;
    }
}

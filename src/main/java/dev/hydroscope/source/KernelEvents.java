package dev.hydroscope.source;

import dev.hydroscope.bpf.Tracefs;
import dev.hydroscope.probe.Tracepoints;

/** The tracepoints of this machine's kernel. */
public final class KernelEvents {
    private KernelEvents() {
    }

    public static Tracepoints tracepoints() {
        return Tracepoints.at(Tracefs.path());
    }
}

package dev.hydroscope.session;

import dev.hydroscope.probe.Tracepoints;
import dev.hydroscope.source.KernelEvents;

/** This machine's kernel: what a session can be of that no process has. */
public final class Kernel {
    private Kernel() {
    }

    public static Tracepoints tracepoints() {
        return KernelEvents.tracepoints();
    }
}

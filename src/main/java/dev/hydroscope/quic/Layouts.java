package dev.hydroscope.quic;

import dev.hydroscope.probe.Probe;
import java.util.IdentityHashMap;
import java.util.Map;

/** The layout of each probe, found by the probe object itself. For one thread. */
public final class Layouts {
    private final Map<Probe, Layout> layouts = new IdentityHashMap<>();
    private Probe lastProbe;
    private Layout last;

    public Layout of(Probe probe) {
        if (probe != lastProbe) {
            last = layouts.computeIfAbsent(probe, Layout::new);
            lastProbe = probe;
        }
        return last;
    }
}

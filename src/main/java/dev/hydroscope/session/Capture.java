package dev.hydroscope.session;

import dev.hydroscope.bpf.Capability;

/** Whether probes can be attached on this machine; else why not, and what would mend it. */
public record Capture(boolean available, String reason, String hint) {
    public static Capture check() {
        Capability capability = Capability.check();
        return new Capture(capability.available(), capability.reason(), capability.hint());
    }
}

package dev.hydroscope.session;

import dev.hydroscope.format.SocketRequest;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Selection;
import dev.hydroscope.source.FormatException;
import dev.hydroscope.source.SocketSource;
import dev.hydroscope.source.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What a session's settings come to on H2O's h2olog socket, which chooses less finely than the kernel's side does. */
final class SocketAttachment {
    static final String SOURCE = "socket";

    private final SessionSettings settings;
    private final SocketRequest request;

    private SocketAttachment(SessionSettings settings, SocketRequest request) {
        this.settings = settings;
        this.request = request;
    }

    /** Refuses what H2O would not do, with the remedy. */
    static SocketAttachment to(SessionSettings settings) {
        refuse("addresses", settings.addresses().stream().anyMatch(address -> address.contains("/")),
                "holds a network: H2O's socket takes single addresses only", "send addresses, or trace by probes");
        refuse("sni", settings.sni().stream().anyMatch(name -> name.contains("*") || name.contains("?")),
                "holds a glob: H2O's socket takes whole names only", "send whole names, or trace by probes");
        refuse("sni", !settings.sni().isEmpty() && !settings.addresses().isEmpty(),
                "and addresses: H2O's socket takes connections that have both, not either", "send one of the two");
        refuse("requestHeaders", !settings.requestHeaders().isEmpty(), "cannot be chosen on H2O's socket", "leave it out");
        refuse("responseHeaders", !settings.responseHeaders().isEmpty(), "cannot be chosen on H2O's socket", "leave it out");
        refuse("withhold", !settings.withhold().isEmpty(), "cannot be kept from being read on H2O's socket",
                "send the names in redact: their values are masked before they are stored");
        List<String> globs = settings.preset().isEmpty() ? settings.probes()
                : Selection.Preset.of(settings.preset()).and(settings.probes());
        SocketRequest request = new SocketRequest(globs, settings.addresses(), settings.sni(), settings.sample(),
                settings.appData());
        refuse("probes", request.wanted().isEmpty(), "leaves none that H2O's log has", "leave it out to have them all");
        return new SocketAttachment(settings, request);
    }

    private static void refuse(String field, boolean wrong, String what, String remedy) {
        if (wrong) {
            throw Fields.wrong(field, what, remedy);
        }
    }

    String name() {
        return settings.name().isEmpty() ? "h2olog " + Path.of(settings.socket()).getFileName() : settings.name();
    }

    SessionInfo.Origin origin() {
        List<String> probes = request.wanted().stream().map(Probe::key).sorted().toList();
        return new SessionInfo.Origin(SOURCE,
                new SessionInfo.Target(0, Instant.now(), "H2O's h2olog socket", settings.socket()), probes,
                settings.filters(), settings.redact());
    }

    Source attach() {
        try {
            return SocketSource.open(Path.of(settings.socket()), request);
        } catch (FormatException e) {
            throw new Problem(Problem.Kind.UNAVAILABLE, e.getMessage(), e.hint(), e);
        }
    }
}

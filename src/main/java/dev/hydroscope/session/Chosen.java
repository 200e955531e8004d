package dev.hydroscope.session;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.probe.Selection;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Masking;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Masks events, and chooses those that are wanted by their probe or their header. For one thread. */
final class Chosen {
    private final Selection probes;
    private final Set<String> headers;
    private final Masking masking;
    private final Listening.Listener listener;
    private final Map<Probe, Wanted> known = new IdentityHashMap<>();
    private Probe lastProbe;
    private Wanted last = Wanted.NEVER;

    private enum Wanted { NEVER, ALWAYS, BY_NAME }

    Chosen(LineWish wish, List<String> masked, Listening.Listener listener) {
        this.probes = Selection.of(wish.probes());
        this.headers = Set.copyOf(wish.responseHeaders());
        this.masking = new Masking(masked);
        this.listener = listener;
    }

    Event mask(Event event) {
        return masking.mask(event);
    }

    /** @param masked as mask made it */
    void tell(Event masked, long connId) {
        Probe probe = masked.probe();
        if (probe != lastProbe) {
            last = known.computeIfAbsent(probe, this::wanted);
            lastProbe = probe;
        }
        if (last == Wanted.ALWAYS || last == Wanted.BY_NAME && headers.contains(name(masked))) {
            listener.event(masked, connId);
        }
    }

    private Wanted wanted(Probe probe) {
        if (!probes.includes(probe.provider(), probe.name())) {
            return Wanted.NEVER;
        }
        boolean response = probe.key().equals("h2o:send_response_header") && probe.argument("name") >= 0;
        return response && !headers.isEmpty() ? Wanted.BY_NAME : Wanted.ALWAYS;
    }

    private static String name(Event header) {
        return new String(header.bytes(header.probe().argument("name")), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}

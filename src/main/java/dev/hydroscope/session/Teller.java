package dev.hydroscope.session;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Masking;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Masks events, and chooses those that are wanted by their probe or their header. For one thread. */
final class Teller {
    private final Predicate<Probe> probes;
    private final Set<String> headers;
    private final Masking masking;
    private final Listening.Listener listener;
    private final Map<Probe, Wanted> known = new IdentityHashMap<>();
    private Probe lastProbe;
    private Wanted last = Wanted.NEVER;

    private enum Wanted { NEVER, ALWAYS, BY_NAME }

    /** @param settings with which it is captured: for its sake more may be than is wanted */
    Teller(LineWish wish, SessionSettings settings, Listening.Listener listener) {
        this.probes = wish.printed(settings);
        this.headers = Set.copyOf(wish.responseHeaders());
        this.masking = new Masking(settings.redact());
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
        if (!probes.test(probe)) {
            return Wanted.NEVER;
        }
        boolean response = probe.key().equals("h2o:send_response_header") && probe.argument("name") >= 0;
        return response && !headers.isEmpty() ? Wanted.BY_NAME : Wanted.ALWAYS;
    }

    private static String name(Event header) {
        return new String(header.bytes(header.probe().argument("name")), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}

package dev.hydroscope.store;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Argument.Kind;
import dev.hydroscope.probe.Argument.Sensitivity;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Peer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Takes out of an event's arguments what is hidden. A text that is not known to be harmless is taken for a secret. */
final class RedactedEvents {
    private static final Set<String> HARMLESS = Set.of("label", "error_type", "rcode", "rtt", "stats", "function");
    private static final Set<String> SAID = Set.of("reason_phrase", "err", "details");
    /** Whose arguments are known: elsewhere a name says nothing. */
    private static final Set<String> KNOWN = Set.of("h2o", "quicly", "picotls", "tcp");
    private static final byte[] NOTHING = {};

    private final Redactor redactor;
    private final boolean strict;
    private final Pseudonyms pseudonyms;

    RedactedEvents(Redactor redactor, boolean strict, Pseudonyms pseudonyms) {
        this.redactor = redactor;
        this.strict = strict;
        this.pseudonyms = pseudonyms;
    }

    Event of(Event event) {
        List<Argument> arguments = event.probe().arguments();
        boolean header = arguments.stream().anyMatch(argument -> argument.sensitivity() == Sensitivity.HEADER);
        Event shown = event;
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            if (!argument.kind().number() && event.captured(i) > 0) {
                byte[] left = !KNOWN.contains(event.probe().provider()) ? foreign(event, i)
                        : header && !argument.name().equals("name") ? value(event, i) : left(event, i, argument, header);
                shown = left == null ? shown : shown.with(i, left, Event.MASKED);
            }
        }
        return shown;
    }

    private byte[] foreign(Event event, int at) {
        Argument argument = event.probe().arguments().get(at);
        boolean address = argument.kind() == Kind.SOCKADDR;
        return address ? left(event, at, argument, false)
                : argument.sensitivity() == Sensitivity.NONE ? pseudonyms.of(event.bytes(at)) : Pseudonyms.hidden();
    }

    private byte[] value(Event event, int argument) {
        int name = event.probe().argument("name");
        boolean known = name >= 0 && !event.has(name, Event.CUT | Event.UNREADABLE | Event.WITHHELD);
        return known ? redactor.value(Names.lower(event.bytes(name)), event.bytes(argument), event.slot(argument))
                : Pseudonyms.hidden();
    }

    /** What is left of a text, or null where all of it may be seen. */
    private byte[] left(Event event, int at, Argument argument, boolean header) {
        if (header && argument.name().equals("name") || HARMLESS.contains(argument.name())) {
            return null;
        }
        if (argument.kind() == Kind.SOCKADDR) {
            return Peer.of(event.bytes(at)).map(peer -> peer.inNetwork().sockaddr()).orElse(NOTHING);
        }
        if (argument.name().equals("remote")) {
            return Redactor.network(event.text(at)).getBytes(StandardCharsets.UTF_8);
        }
        if (SAID.contains(argument.name())) {
            return strict ? Pseudonyms.hidden() : null;
        }
        boolean payload = argument.sensitivity() == Sensitivity.APPDATA || argument.kind() == Kind.HELLO
                || argument.name().equals("message");
        return payload ? Pseudonyms.hidden() : pseudonyms.of(event.bytes(at));
    }
}

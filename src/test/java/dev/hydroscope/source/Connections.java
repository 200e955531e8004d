package dev.hydroscope.source;

import dev.hydroscope.trace.Event;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many events each connection of a run has: by H2O's number, by the quicly pointer (named by the number that h3s_accept
 * gives it) and by the TLS pointer (named by its client random). A pointer that begins anew is another connection.
 */
final class Connections {
    final Map<String, Integer> numbers = new HashMap<>();
    final Map<String, Integer> quic = new HashMap<>();
    final Map<String, Integer> tls = new HashMap<>();
    /** The TLS sessions that belong to a QUIC connection, and to which. */
    final Map<String, String> quicOfTls = new HashMap<>();

    private final Map<Long, Open> openQuic = new HashMap<>();
    private final Map<Long, Open> openTls = new HashMap<>();
    private Open latestTls = new Open();

    private static final class Open {
        private String name = "";
        private int events;
        private Open carriedBy;
    }

    Connections(List<Event> events) {
        events.forEach(this::add);
        openQuic.values().forEach(open -> close(quic, open));
        openTls.values().forEach(this::closeTls);
    }

    private void add(Event event) {
        switch (event.probe().key()) {
            case "picotls:new" -> latestTls = begin(openTls, event);
            case "quicly:new_path" -> beginQuic(event);
            case "picotls:client_random" -> openTls.computeIfAbsent(event.number(0), key -> new Open()).name =
                    Arrays.toString(event.bytes(1));
            case "h2o:h3s_accept" -> openQuic.computeIfAbsent(event.number(2), key -> new Open()).name =
                    "" + event.number(0);
            default -> { }
        }
        if (event.probe().argument("conn_id") == 0) {
            numbers.merge("" + event.number(0), 1, Integer::sum);
        } else if (event.probe().provider().equals("quicly")) {
            openQuic.computeIfAbsent(event.number(0), key -> new Open()).events++;
        } else if (event.probe().provider().equals("picotls")) {
            openTls.computeIfAbsent(event.number(0), key -> new Open()).events++;
        }
    }

    private Open begin(Map<Long, Open> open, Event event) {
        Open begun = new Open();
        Open before = open.put(event.number(0), begun);
        if (before != null && open == openTls) {
            closeTls(before);
        } else if (before != null) {
            close(quic, before);
        }
        return begun;
    }

    private void beginQuic(Event event) {
        if (event.number(2) == 0) {
            latestTls.carriedBy = begin(openQuic, event);
        }
    }

    private void closeTls(Open open) {
        close(tls, open);
        if (open.carriedBy != null) {
            quicOfTls.put(open.name, open.carriedBy.name);
        }
    }

    private static void close(Map<String, Integer> into, Open open) {
        if (!open.name.isEmpty()) {
            into.put(open.name, open.events);
        }
    }
}

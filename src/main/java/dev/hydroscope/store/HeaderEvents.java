package dev.hydroscope.store;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Header;
import java.util.ArrayList;
import java.util.List;

/** Makes of a request's headers the events again that they were: they are not stored twice. */
final class HeaderEvents {
    static final Probe RECEIVED = probe("receive_request_header");
    static final Probe SENT = probe("send_response_header");
    /** H2O's own conn_id in the conn of a connection; above it stand the process's generation and a mark. */
    private static final long CONN_ID = (1L << 43) - 1;

    private HeaderEvents() {
    }

    private static Probe probe(String name) {
        return Catalogue.load().find("h2o", name).orElseThrow();
    }

    static List<EventRow> of(RequestRow request, int pid) {
        List<EventRow> events = new ArrayList<>();
        for (Header header : request.headers()) {
            events.add(new EventRow(event(request, header, pid), request.req()));
        }
        return events;
    }

    private static Event event(RequestRow request, Header header, int pid) {
        byte[] name = header.name();
        byte[] value = header.value();
        byte[] both = new byte[name.length + value.length];
        System.arraycopy(name, 0, both, 0, name.length);
        System.arraycopy(value, 0, both, name.length, value.length);
        long[] slots = {request.conn() & CONN_ID, request.req(), Event.slot(name.length, name.length, 0), name.length,
            Event.slot(value.length, header.valueLength(), header.flags()), header.valueLength()};
        return new Event(header.response() ? SENT : RECEIVED, header.atNanos(), pid, header.tid(), header.seq(), slots,
                both);
    }
}

package dev.hydroscope.format;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.util.IdentityHashMap;
import java.util.Map;

/** Events of HTTP as h2olog -H prints them; others have no line. */
final class TextLines {
    private final Map<Probe, Place> places = new IdentityHashMap<>();

    /** Where a probe has what its line says; `what` is empty for a probe without a line. */
    private record Place(String what, int conn, int req, int first, int second) {
        static Place of(Probe probe) {
            return !probe.provider().equals("h2o") ? none() : switch (probe.name()) {
                case "receive_request" -> place("RxProtocol", probe, "http_version", "http_version");
                case "receive_request_header" -> place("RxHeader  ", probe, "name", "value");
                case "send_response" -> place("TxStatus  ", probe, "status", "status");
                case "send_response_header" -> place("TxHeader  ", probe, "name", "value");
                default -> none();
            };
        }

        private static Place none() {
            return new Place("", -1, -1, -1, -1);
        }

        private static Place place(String what, Probe probe, String first, String second) {
            Place place = new Place(what, probe.argument("conn_id"), probe.argument("req_id"), probe.argument(first),
                    probe.argument(second));
            return place.conn < 0 || place.req < 0 || place.first < 0 || place.second < 0 ? none() : place;
        }

        boolean header() {
            return first != second;
        }
    }

    void write(Event event, LineBuffer line) {
        Place place = places.computeIfAbsent(event.probe(), Place::of);
        if (place.what.isEmpty()) {
            return;
        }
        line.add(event.number(place.conn)).add(' ').add(event.number(place.req)).add(' ').add(place.what).add(' ');
        if (place.header()) {
            line.shown(event.raw(), event.offset(place.first), event.captured(place.first)).add(' ')
                    .shown(event.raw(), event.offset(place.second), event.captured(place.second));
        } else if (place.what.equals("RxProtocol")) {
            long version = event.number(place.first);
            line.add("HTTP/").add(version >> 8).add('.').add(version & 0xff);
        } else {
            line.add(event.number(place.first));
        }
        line.add('\n');
    }
}

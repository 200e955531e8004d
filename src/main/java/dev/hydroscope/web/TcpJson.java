package dev.hydroscope.web;

import dev.hydroscope.session.Nanos;
import dev.hydroscope.session.SessionInfo;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.TcpRow;
import dev.hydroscope.store.TcpSeries;
import dev.hydroscope.trace.Tcp.Joined;
import dev.hydroscope.trace.Tcp.Numbers;
import dev.hydroscope.trace.TcpEnd;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The TCP connection under another as it is shown; null stands for what nobody told. */
final class TcpJson {
    private TcpJson() {
    }

    /**
     * Adds it to the JSON of a connection that is on it, or why there is none.
     *
     * @param over nothing will be told any more
     */
    static void add(Map<String, Object> json, ConnectionRow row, Optional<TcpRow> tcp, SessionInfo.Origin origin, boolean over) {
        json.put("tcp", tcp.map(of -> of(of, over)).orElse(null));
        json.put("tcpUnknown", tcp.isPresent() ? null : why(row, origin));
    }

    private static String why(ConnectionRow row, SessionInfo.Origin origin) {
        if (row.protocol().equals("HTTP/3")) {
            return "HTTP/3 runs over QUIC, not over TCP";
        }
        if (origin.probes().stream().noneMatch(probe -> probe.startsWith("tcp:"))) {
            return "this session did not follow TCP connections: the probes tcp:* were not among its own";
        }
        return "nothing told on which TCP connection this one is: none of its requests began while it was followed, or an event"
                + " was lost";
    }

    private static Map<String, Object> of(TcpRow row, boolean over) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tcp", row.number());
        json.put("conns", row.conns());
        json.put("local", RequestJson.known(row.local()));
        json.put("peer", RequestJson.known(row.peer()));
        json.put("vantage", RequestJson.known(row.vantage()));
        json.put("acceptedAt", time(row.beganNanos()));
        json.put("closedAt", time(row.closedNanos()));
        json.put("state", row.closedNanos() != 0 ? "closed" : over ? "left" : "open");
        json.put("asOf", time(row.numbers().atNanos()));
        numbers(json, row.numbers());
        json.put("samples", row.samples());
        json.put("end", row.end().map(end -> end(row, end)).orElse(null));
        json.put("joined", row.joined() == Joined.NEVER ? null : row.joined().name().toLowerCase(Locale.ROOT));
        return json;
    }

    private static Object time(long nanos) {
        return nanos == 0 ? null : Nanos.iso(nanos);
    }

    private static void numbers(Map<String, Object> json, Numbers numbers) {
        json.put("bytesReceived", StatisticsJson.known(numbers.bytesReceived()));
        json.put("bytesAcked", StatisticsJson.known(numbers.bytesAcked()));
        json.put("bytesSent", StatisticsJson.known(numbers.bytesSent()));
        json.put("retransmits", StatisticsJson.known(numbers.retransmits()));
        json.put("rttNanos", StatisticsJson.known(numbers.rttNanos()));
        json.put("rttMinNanos", StatisticsJson.known(numbers.rttMinNanos()));
        json.put("cwnd", StatisticsJson.known(numbers.cwnd()));
    }

    private static Map<String, Object> end(TcpRow row, TcpEnd end) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", end.kind().name().toLowerCase(Locale.ROOT));
        json.put("by", RequestJson.known(end.by(row.side())));
        json.put("lastState", end.lastState());
        json.put("error", RequestJson.known(end.error()));
        json.put("errno", row.error() == 0 ? null : row.error());
        return json;
    }

    static Map<String, Object> series(TcpSeries series, ConnectionRow of) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("points", series.points().stream().map(point -> point(point, of.atNanos())).toList());
        json.put("samples", series.samples());
        return json;
    }

    private static Map<String, Object> point(Numbers numbers, long sinceNanos) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", Nanos.iso(numbers.atNanos()));
        json.put("offsetNanos", numbers.atNanos() - sinceNanos);
        numbers(json, numbers);
        return json;
    }
}

package dev.hydroscope.web;

import dev.hydroscope.quic.ConnectionSummary;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.QuicRow;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A connection as the contract shows it. */
final class ConnectionJson {
    private ConnectionJson() {
    }

    /** With what its QUIC summary says in short; null where it has none. */
    static Map<String, Object> of(ConnectionRow row, Optional<QuicRow> quic) {
        Map<String, Object> json = of(row);
        json.put("packets", quic.map(of -> packets(of.summary())).orElse(null));
        json.put("loss", quic.map(of -> StatisticsJson.share(of.summary().lossBillionths())).orElse(null));
        json.put("rttNanos", quic.map(of -> StatisticsJson.known(of.summary().rtt(Measure.RTT_SMOOTHED))).orElse(null));
        return json;
    }

    private static Long packets(ConnectionSummary of) {
        return of.knows(Measure.PACKETS_SENT) || of.knows(Measure.PACKETS_RECEIVED)
                ? Long.valueOf(of.orZero(Measure.PACKETS_SENT) + of.orZero(Measure.PACKETS_RECEIVED)) : null;
    }

    static Map<String, Object> of(ConnectionRow row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("conn", row.conn());
        json.put("at", Nanos.iso(row.atNanos()));
        json.put("endedAt", row.endedNanos() == 0 ? null : Nanos.iso(row.endedNanos()));
        json.put("protocol", RequestJson.known(row.protocol()));
        json.put("peer", RequestJson.known(row.peer()));
        json.put("sni", RequestJson.known(row.sni()));
        json.put("alpn", RequestJson.known(row.alpn()));
        json.put("uuid", RequestJson.known(row.uuid()));
        json.put("pid", row.pid());
        json.put("generation", row.generation());
        json.put("requests", row.requests() < 0 ? null : row.requests());
        json.put("events", row.events() < 0 ? null : row.events());
        json.put("beforeCapture", row.beforeCapture());
        json.put("identity", row.identity().name().toLowerCase(Locale.ROOT));
        return json;
    }
}

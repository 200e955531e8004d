package dev.hydroscope.web;

import dev.hydroscope.session.Nanos;
import dev.hydroscope.store.ConnectionRow;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A connection as the contract shows it. */
final class ConnectionJson {
    private ConnectionJson() {
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
        json.put("requests", row.requests());
        json.put("events", row.events());
        json.put("beforeCapture", row.beforeCapture());
        json.put("identity", row.identity().name().toLowerCase(Locale.ROOT));
        return json;
    }
}

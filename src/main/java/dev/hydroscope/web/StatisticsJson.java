package dev.hydroscope.web;

import dev.hydroscope.quic.ConnectionSummary;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.query.QuicGroup;
import dev.hydroscope.query.QuicStatistics;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A session's statistics as they are shown; null stands for what nobody told. */
final class StatisticsJson {
    private StatisticsJson() {
    }

    static Map<String, Object> of(QuicStatistics.Wanted wanted, QuicStatistics statistics, long allConnections) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("by", wanted.by().name().toLowerCase(Locale.ROOT));
        json.put("order", wanted.order().name().toLowerCase(Locale.ROOT));
        json.put("least", wanted.least());
        json.put("total", group(statistics.total()));
        json.put("rows", statistics.rows().stream().map(StatisticsJson::named).toList());
        json.put("groups", statistics.groups());
        json.put("leftOut", leftOut(statistics));
        json.put("allConnections", allConnections);
        json.put("scanned", statistics.scanned());
        json.put("complete", statistics.complete());
        return json;
    }

    private static Map<String, Object> leftOut(QuicStatistics statistics) {
        long shown = statistics.rows().stream().mapToLong(QuicGroup::connections).sum();
        return Map.of("groups", statistics.groups() - statistics.rows().size(), "connections",
                statistics.total().connections() - shown);
    }

    private static Map<String, Object> named(QuicGroup group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", RequestJson.known(group.name()));
        json.put("search", RequestJson.known(group.search()));
        json.putAll(group(group));
        return json;
    }

    private static Map<String, Object> group(QuicGroup group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("connections", group.connections());
        json.put("requests", group.requests() < 0 ? null : group.requests());
        json.put("packetsSent", known(group.sum(Measure.PACKETS_SENT)));
        json.put("packetsReceived", known(group.sum(Measure.PACKETS_RECEIVED)));
        json.put("packetsLost", known(group.sum(Measure.PACKETS_LOST)));
        json.put("lateAcked", known(group.sum(Measure.LATE_ACKED)));
        json.put("lossShare", share(group.lossBillionths()));
        json.put("spuriousShare", share(group.spuriousBillionths()));
        json.put("ptos", known(group.sum(Measure.PTOS)));
        json.put("bytesSent", known(group.sum(Measure.BYTES_SENT)));
        json.put("bytesReceived", known(group.sum(Measure.BYTES_RECEIVED)));
        json.put("bytesDelivered", known(group.sum(Measure.STREAM_SHIFTED)));
        json.put("throughput", known(group.throughput()));
        json.put("goodput", known(group.goodput()));
        json.put("rtt", rtt(group));
        json.put("handshake", handshake(group));
        json.put("ccLimitedNanos", known(group.sum(Measure.CC_LIMITED)));
        json.put("blockedNanos", known(group.sum(Measure.BLOCKED)));
        return json;
    }

    private static Map<String, Object> rtt(QuicGroup group) {
        if (group.rttNanos(50) == ConnectionSummary.UNKNOWN) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("minNanos", group.rttMinNanos());
        json.put("p50Nanos", group.rttNanos(50));
        json.put("p95Nanos", group.rttNanos(95));
        json.put("source", group.rttTold() == group.connections() ? "quictrace" : group.rttTold() == 0 ? "measured" : "both");
        return json;
    }

    private static Map<String, Object> handshake(QuicGroup group) {
        return group.handshakes() == 0 ? null : Map.of("p50Nanos", group.handshakeNanos(50), "p95Nanos",
                group.handshakeNanos(95), "connections", group.handshakes());
    }

    static Long known(long value) {
        return value == ConnectionSummary.UNKNOWN ? null : Long.valueOf(value);
    }

    static Double share(long billionths) {
        return billionths == ConnectionSummary.UNKNOWN ? null : Double.valueOf(billionths / 1e9);
    }
}

package dev.hydroscope.web;

import dev.hydroscope.store.TcpTotals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the TCP connections of a session came to together, as the page shows it. */
final class TcpTotalsJson {
    private TcpTotalsJson() {
    }

    static Map<String, Object> of(TcpTotals of) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("connections", of.connections());
        json.put("never", of.never());
        json.put("resending", of.resending());
        json.put("retransmits", of.retransmits());
        json.put("bytesReceived", of.bytesReceived());
        json.put("bytesAcked", of.bytesAcked());
        json.put("resentShare", of.bytesSentOrderly() == 0 ? null
                : (double) (of.bytesSentOrderly() - of.bytesAckedOrderly()) / of.bytesSentOrderly());
        json.put("rtt", of.rtts().isEmpty() ? null : rtt(of.rtts()));
        Map<String, Object> ends = new LinkedHashMap<>();
        of.ends().forEach((kind, count) -> ends.put(kind.name().toLowerCase(Locale.ROOT), count));
        json.put("ends", ends);
        return json;
    }

    private static Map<String, Object> rtt(List<Long> sorted) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("connections", sorted.size());
        json.put("minNanos", sorted.get(0));
        json.put("p50Nanos", at(sorted, 0.5));
        json.put("p95Nanos", at(sorted, 0.95));
        json.put("p99Nanos", at(sorted, 0.99));
        json.put("maxNanos", sorted.get(sorted.size() - 1));
        json.put("buckets", buckets(sorted));
        return json;
    }

    /** The least that so many of them do not pass. */
    private static long at(List<Long> sorted, double share) {
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * share) - 1));
    }

    /** By powers of two, the empty ones between others too. */
    private static List<Map<String, Object>> buckets(List<Long> sorted) {
        int least = power(sorted.get(0));
        int most = power(sorted.get(sorted.size() - 1));
        long[] counts = new long[most - least + 1];
        sorted.forEach(nanos -> counts[power(nanos) - least]++);
        List<Map<String, Object>> buckets = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            Map<String, Object> bucket = new LinkedHashMap<>();
            bucket.put("fromNanos", 1L << (least + i));
            bucket.put("toNanos", 2L << (least + i));
            bucket.put("count", counts[i]);
            buckets.add(bucket);
        }
        return buckets;
    }

    private static int power(long nanos) {
        return 63 - Long.numberOfLeadingZeros(nanos);
    }
}

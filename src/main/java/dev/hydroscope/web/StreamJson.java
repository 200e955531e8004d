package dev.hydroscope.web;

import dev.hydroscope.quic.StreamSummary;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.RequestRow;
import dev.hydroscope.store.StreamRanges;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A QUIC stream as the contract shows it; offsets count from its connection's beginning. */
final class StreamJson {
    private StreamJson() {
    }

    static Map<String, Object> of(StreamSummary stream, Optional<RequestRow> request, ConnectionRow connection) {
        long since = connection.atNanos();
        long id = stream.stream();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stream", id);
        json.put("req", request.map(RequestRow::req).orElse(null));
        json.put("initiator", id < 0 ? null : (id & 1) == 0 ? "client" : "server");
        json.put("kind", id < 0 ? "crypto" : (id & 2) == 0 ? "bidi" : "uni");
        json.put("request", request.map(StreamJson::request).orElse(null));
        json.put("openedOffsetNanos", offset(stream.openedAt(), since));
        json.put("firstSentOffsetNanos", offset(stream.firstSentAt(), since));
        json.put("lastSentOffsetNanos", offset(stream.lastSentAt(), since));
        json.put("finishedOffsetNanos", offset(stream.finishedAt(), since));
        json.put("firstReceivedOffsetNanos", offset(stream.firstReceivedAt(), since));
        json.put("lastReceivedOffsetNanos", offset(stream.lastReceivedAt(), since));
        json.put("closedOffsetNanos", offset(stream.closedAt(), since));
        json.put("bytesSent", stream.sentBytes());
        json.put("bytesRetransmitted", stream.retransmittedBytes());
        json.put("bytesAcked", stream.ackedBytes());
        json.put("bytesLost", stream.lostBytes());
        json.put("bytesReceived", stream.receivedBytes());
        json.put("limit", stream.limit() < 0 ? null : stream.limit());
        json.put("reset", reset(stream));
        json.put("spans", VerdictJson.spans(stream.spans(), since));
        return json;
    }

    private static Map<String, Object> request(RequestRow row) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", RequestJson.known(row.method()));
        json.put("path", RequestJson.known(row.path()));
        json.put("status", row.status() == 0 ? null : row.status());
        json.put("durationNanos", row.durationNanos() < 0 ? null : row.durationNanos());
        return json;
    }

    private static Map<String, Object> reset(StreamSummary stream) {
        if (stream.resetCode() < 0 && stream.resetReceivedCode() < 0) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sent", stream.resetCode() < 0 ? null : stream.resetCode());
        json.put("received", stream.resetReceivedCode() < 0 ? null : stream.resetReceivedCode());
        return json;
    }

    private static Long offset(long atNanos, long sinceNanos) {
        return atNanos == 0 ? null : atNanos - sinceNanos;
    }

    /** What was merged says so: its count is more than 1, and its bytes fewer than its length where it has gaps. */
    static void ranges(Map<String, Object> json, StreamRanges ranges, long sinceNanos) {
        List<Map<String, Object>> list = new ArrayList<>();
        int merged = 0;
        for (StreamRanges.Range range : ranges.ranges()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("offsetNanos", range.fromNanos() - sinceNanos);
            each.put("toOffsetNanos", range.toNanos() - sinceNanos);
            each.put("offset", range.offset());
            each.put("length", range.length());
            each.put("bytes", range.bytes());
            each.put("count", range.count());
            each.put("kind", range.fate().name().toLowerCase(Locale.ROOT));
            list.add(each);
            merged += range.count() > 1 ? 1 : 0;
        }
        json.put("ranges", list);
        json.put("merged", merged);
    }
}

package dev.hydroscope.web;

import dev.hydroscope.quic.ConnectionSummary;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.quic.Word;
import dev.hydroscope.session.Nanos;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.QuicRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A QUIC connection's summary as it is shown; null stands for what nobody told, `unknown` says why. */
final class QuicJson {
    private static final List<String> ECN = List.of("off", "on", "probing");

    private final ConnectionRow row;
    private final QuicRow quic;
    private final ConnectionSummary of;

    private QuicJson(ConnectionRow row, QuicRow quic) {
        this.row = row;
        this.quic = quic;
        this.of = quic.summary();
    }

    /**
     * @param probes of the session, as provider:name
     * @param whole whether any other would have been told, had it fired
     */
    static Map<String, Object> of(ConnectionRow row, QuicRow quic, Set<String> probes, boolean whole) {
        QuicJson one = new QuicJson(row, quic);
        Unknowns unknowns = new Unknowns(row, quic, probes, whole);
        Map<String, Object> json = one.whole();
        json.put("lossShare", unknowns.told("packet_lost") ? StatisticsJson.share(one.of.lossBillionths()) : null);
        json.put("spuriousShare", StatisticsJson.share(one.of.spuriousBillionths()));
        json.put("unknown", unknowns.texts());
        return json;
    }

    private Map<String, Object> whole() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("conn", row.conn());
        json.put("vantage", RequestJson.known(of.get(Word.VANTAGE)));
        json.put("at", Nanos.iso(row.atNanos()));
        json.put("endedAt", row.endedNanos() == 0 ? null : Nanos.iso(row.endedNanos()));
        json.put("firstOffsetNanos", offset(Measure.FIRST_AT));
        json.put("lastOffsetNanos", offset(Measure.LAST_AT));
        json.put("packets", packets());
        json.put("bytes", bytes());
        json.put("rtt", of.rttTold() ? rtt("quictrace", Measure.RTT_MIN) : rtt("measured", Measure.OWN_RTT_MIN));
        json.put("rttMeasured", rtt("measured", Measure.OWN_RTT_MIN));
        json.put("cwnd", of.knows(Measure.CWND_LAST) ? Map.of("last", of.get(Measure.CWND_LAST), "min",
                of.get(Measure.CWND_MIN), "max", of.get(Measure.CWND_MAX)) : null);
        json.put("handshakeNanos", number(Measure.HANDSHAKE));
        json.put("congestions", number(Measure.CONGESTIONS));
        json.put("ccLimitedNanos", number(Measure.CC_LIMITED));
        json.put("blockedNanos", number(Measure.BLOCKED));
        json.put("close", close());
        json.put("paths", of.get(Word.PATHS).lines().map(QuicJson::path).toList());
        json.put("ecn", ecn());
        json.put("jumpstart", of.knows(Measure.JUMPSTART_CWND) ? Map.of("cwnd", of.get(Measure.JUMPSTART_CWND), "rttNanos",
                of.get(Measure.JUMPSTART_RTT)) : null);
        json.put("zeroRtt", number(Measure.ZERO_RTT));
        json.put("versions", of.get(Word.VERSIONS).isEmpty() ? List.of() : List.of(of.get(Word.VERSIONS).split(" ")));
        json.put("stats", stats());
        return json;
    }

    private Map<String, Object> packets() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sent", number(Measure.PACKETS_SENT));
        json.put("received", number(Measure.PACKETS_RECEIVED));
        json.put("acked", number(Measure.PACKETS_ACKED));
        json.put("lost", number(Measure.PACKETS_LOST));
        json.put("lateAcked", number(Measure.LATE_ACKED));
        json.put("ackOnly", number(Measure.ACK_ONLY));
        json.put("decryptionFailed", number(Measure.DECRYPTION_FAILED));
        json.put("ptos", number(Measure.PTOS));
        return json;
    }

    private Map<String, Object> bytes() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sent", number(Measure.BYTES_SENT));
        json.put("received", number(Measure.BYTES_RECEIVED));
        json.put("lost", number(Measure.BYTES_LOST));
        json.put("streamSent", number(Measure.STREAM_SENT));
        json.put("retransmitted", number(Measure.RETRANSMITTED));
        json.put("streamAcked", number(Measure.STREAM_ACKED));
        json.put("streamDelivered", StatisticsJson.known(of.delivered()));
        json.put("streamReceived", number(Measure.STREAM_RECEIVED));
        return json;
    }

    /** @param least the first of five that belong together */
    private Map<String, Object> rtt(String source, Measure least) {
        Measure[] all = Measure.values();
        int first = least.ordinal();
        if (of.orZero(all[first + 4]) == 0) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("minNanos", of.get(least));
        json.put("smoothedNanos", of.get(all[first + 1]));
        json.put("latestNanos", of.get(all[first + 2]));
        json.put("maxNanos", of.get(all[first + 3]));
        json.put("samples", of.get(all[first + 4]));
        json.put("source", source);
        return json;
    }

    private Map<String, Object> close() {
        if (of.get(Word.CLOSE_KIND).isEmpty()) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("by", RequestJson.known(quic.closedBy()));
        json.put("kind", of.get(Word.CLOSE_KIND));
        json.put("errorCode", number(Measure.CLOSE_CODE));
        json.put("errorName", RequestJson.known(quic.errorName()));
        json.put("frameType", number(Measure.CLOSE_FRAME));
        json.put("reason", RequestJson.known(of.get(Word.CLOSE_REASON)));
        json.put("at", Nanos.iso(of.get(Measure.CLOSED_AT)));
        json.put("offsetNanos", of.get(Measure.CLOSED_AT) - row.atNanos());
        return json;
    }

    private static Map<String, Object> path(String line) {
        String[] words = line.split(" ", 3);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("index", Long.parseLong(words[0]));
        json.put("state", words[1]);
        json.put("remote", words.length < 3 ? null : RequestJson.known(words[2]));
        return json;
    }

    private Map<String, Object> ecn() {
        if (!of.knows(Measure.ECN_STATE) && !of.knows(Measure.ECN_CE)) {
            return null;
        }
        long state = of.get(Measure.ECN_STATE);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", state >= 0 && state < ECN.size() ? ECN.get((int) state) : null);
        json.put("ceCount", of.orZero(Measure.ECN_CE));
        return json;
    }

    private Map<String, Object> stats() {
        Map<String, Object> json = new LinkedHashMap<>();
        of.get(Word.STATS).lines().map(line -> line.split(" ", 2)).filter(words -> !words[0].equals("size"))
                .forEach(words -> json.put(words[0], number(words[1])));
        return json.isEmpty() ? null : json;
    }

    /** As text where a script would read another number. */
    private static Object number(String text) {
        return text.length() < 16 ? Long.valueOf(text) : text;
    }

    private Long number(Measure measure) {
        return StatisticsJson.known(of.get(measure));
    }

    private Long offset(Measure measure) {
        return of.knows(measure) ? Long.valueOf(of.get(measure) - row.atNanos()) : null;
    }
}

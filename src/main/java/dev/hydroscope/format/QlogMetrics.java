package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/** Recovery metrics, of which a file tells only what changed, as the probes have them: all at once, whole milliseconds. */
final class QlogMetrics {
    private static final List<String> RTTS = List.of("min_rtt", "smoothed_rtt", "rtt_variance", "latest_rtt");
    private static final Set<String> TOLD =
            Set.of("min_rtt", "smoothed_rtt", "rtt_variance", "latest_rtt", "congestion_window", "bytes_in_flight", "pto_count");
    private static final long MOST = 0xffffffffL;

    private final QlogEvents to;
    private final long[] rtts = new long[RTTS.size()];
    private boolean rttKnown;
    private long cwnd = -1;
    private long inflight = -1;
    private long ptoCount = -1;

    QlogMetrics(QlogEvents to) {
        this.to = to;
    }

    void update(String name, JsonNode data) {
        boolean rtt = false;
        for (int i = 0; i < RTTS.size(); i++) {
            JsonNode value = data.path(RTTS.get(i));
            if (value.isNumber() || value.isTextual()) {
                rtts[i] = Math.max(0, Math.min(MOST, Math.round(value.asDouble())));
                rtt = true;
            }
        }
        rttKnown |= rtt;
        cwnd = QlogFlight.number(data.path("congestion_window"), QlogFlight.number(data.path("cwnd"), cwnd));
        inflight = QlogFlight.number(data.path("bytes_in_flight"), inflight);
        ptoCount = QlogFlight.number(data.path("pto_count"), ptoCount);
        if (rtt || data.has("congestion_window") || data.has("cwnd") || data.has("bytes_in_flight")) {
            tell();
        }
        if (more(data)) {
            to.other(name, data);
        }
    }

    private void tell() {
        to.quicly(rttKnown ? "quictrace_cc_ack" : "cc_ack_received");
        if (rttKnown) {
            ByteBuffer bytes = ByteBuffer.allocate(RTTS.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (long rtt : rtts) {
                bytes.putInt((int) rtt);
            }
            to.bytes("rtt", bytes.array());
        }
        window();
        to.done();
    }

    private void window() {
        if (cwnd >= 0) {
            to.number("cwnd", cwnd);
        }
        if (inflight >= 0) {
            to.number("inflight", inflight);
        }
    }

    /** ssthresh, a pacing rate: what the probes do not have. */
    private static boolean more(JsonNode data) {
        for (var names = data.fieldNames(); names.hasNext();) {
            if (!TOLD.contains(names.next())) {
                return true;
            }
        }
        return false;
    }

    void probeTimeout() {
        to.quicly("pto");
        window();
        if (ptoCount >= 0) {
            to.number("pto_count", ptoCount);
        }
        to.done();
    }

    void congestion(long largestLost) {
        to.quicly("cc_congestion").number("max_lost_pn", largestLost + 1);
        window();
        to.done();
    }
}

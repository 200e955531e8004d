package dev.hydroscope.web;

import dev.hydroscope.quic.ConnectionSummary;
import dev.hydroscope.quic.Measure;
import dev.hydroscope.quic.Word;
import dev.hydroscope.store.ConnectionRow;
import dev.hydroscope.store.QuicRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a summary is not known, and why; what is known in part only, too. */
final class Unknowns {
    private static final Map<String, String> TOLD_BY = Map.of("packet_sent", "packets and bytes sent", "packet_received",
            "packets received", "packet_lost", "losses", "packet_acked", "acknowledged packets", "pto", "probe timeouts",
            "enter_cc_limited", "time limited by the congestion window", "stream_send", "stream bytes sent");

    private final ConnectionRow row;
    private final ConnectionSummary of;
    private final Set<String> probes;
    private final boolean whole;
    private final List<String> texts = new ArrayList<>();

    /** @param whole whether a probe that is not among them would have been told, had it fired */
    Unknowns(ConnectionRow row, QuicRow quic, Set<String> probes, boolean whole) {
        this.row = row;
        this.of = quic.summary();
        this.probes = probes;
        this.whole = whole;
    }

    boolean told(String probe) {
        return probes.contains("quicly:" + probe) || whole && probes.contains("quicly:packet_sent");
    }

    List<String> texts() {
        if (row.beforeCapture()) {
            texts.add("what was before the capture: this connection began earlier");
        }
        TOLD_BY.keySet().stream().sorted().filter(probe -> !told(probe))
                .forEach(probe -> texts.add(TOLD_BY.get(probe) + ": this session has no " + probe));
        roundTrips();
        life();
        parts();
        add(of.knows(Measure.PACKETS_SENT) && !of.knows(Measure.STREAM_SENT) && told("stream_send"),
                "stream bytes sent: none was, or the source does not tell how many");
        add(of.knows(Measure.PACKETS_RECEIVED) && !of.knows(Measure.BYTES_RECEIVED), "bytes received: no event told them");
        statistics();
        return texts;
    }

    private void roundTrips() {
        if (!of.rttTold() && of.orZero(Measure.OWN_RTT_SAMPLES) > 0) {
            texts.add("the sender's own round trips: no quictrace_cc_ack told them; by the clock of the events, from sending to the"
                    + " acknowledgement, its delay included");
        } else if (!of.rttTold()) {
            texts.add("round trips: neither quictrace_cc_ack nor acknowledgements of packets seen sent");
        }
        add(!of.knows(Measure.CWND_LAST), "the congestion window: no acknowledgement told it");
    }

    private void life() {
        add(of.get(Word.VANTAGE).isEmpty(), "which end this is: neither accept nor connect was seen");
        add(!of.knows(Measure.HANDSHAKE), of.get(Word.VANTAGE).isEmpty()
                ? "how long the handshake took: its beginning was not seen"
                : "how long the handshake took: its end was not seen");
        add(row.endedNanos() != 0 && of.get(Word.CLOSE_KIND).isEmpty(), "why it ended: no close and no timeout was told");
        add(of.get(Word.VERSIONS).isEmpty(), "the version of QUIC: told of connections that this end opens, and of switches");
    }

    private void parts() {
        long unsized = of.orZero(Measure.LOST_UNSIZED);
        add(unsized > 0, "the size of " + number(unsized) + " lost packets: no event told when they were sent, or"
                + " it was too long before");
        add(of.orZero(Measure.SET_ASIDE) > 0, "what was under way when this connection was set aside (" + of.orZero(
                Measure.SET_ASIDE) + "×, more were open than are kept at hand): limits and retransmissions may lack");
    }

    /** The server's own count shows what the source did not tell. */
    private void statistics() {
        Map<String, String> own = of.get(Word.STATS).lines().map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(words -> words[0].replaceAll("[-.]", "_"), words -> words[1], (a, b) -> b));
        if (own.isEmpty()) {
            texts.add("quicly's own statistics: " + (told("conn_stats")
                    ? "they come when the connection is freed" : "this session has no conn_stats"));
        } else if (own.size() == 1 && own.containsKey("size")) {
            texts.add("quicly's own statistics: they came as " + own.get("size")
                    + " bytes, whose order in this version nobody has verified");
        }
        missed(own, "num_packets_sent", Measure.PACKETS_SENT, "packets sent");
        missed(own, "num_packets_received", Measure.PACKETS_RECEIVED, "packets received");
        missed(own, "num_packets_lost", Measure.PACKETS_LOST, "losses");
        missed(own, "num_bytes_sent", Measure.BYTES_SENT, "bytes sent");
        missed(own, "num_bytes_received", Measure.BYTES_RECEIVED, "bytes received");
    }

    private void missed(Map<String, String> own, String name, Measure measure, String what) {
        if (own.containsKey(name) && of.knows(measure) && Long.parseUnsignedLong(own.get(name)) > of.get(measure)) {
            long whole = Long.parseUnsignedLong(own.get(name));
            texts.add(number(whole - of.get(measure)) + " of " + number(whole) + " " + what
                    + ": quicly counted them, the source did not tell them");
        }
    }

    private void add(boolean is, String text) {
        if (is) {
            texts.add(text);
        }
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

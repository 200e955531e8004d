package dev.hydroscope.quic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is drawn of a connection, told event by event. */
class MetricsTest {
    private static final long START = 1_750_000_000_000_000_000L;
    private final Download events = new Download(1, START, 1, 0);
    private final List<String> told = new ArrayList<>();
    private final Metrics metrics = new Metrics(new Samples() {
        @Override
        public void sample(Metric metric, long atNanos, long value) {
            told.add((atNanos - START) / 1_000_000 + " " + metric.key() + " " + value);
        }

        @Override
        public void mark(Mark mark, long atNanos, long first, long second, String text) {
            told.add((atNanos - START) / 1_000_000 + " mark " + mark.kind() + " " + mark.words(first, second, text));
        }
    });

    private MetricsTest at(long millis) {
        events.pause(START + millis * 1_000_000 - events.nowNanos());
        return this;
    }

    private MetricsTest fire(String probe, Object... arguments) {
        events.fire(probe, arguments);
        return this;
    }

    private MetricsTest sent(long number, long length) {
        return fire("packet_prepare").fire("packet_sent", "pn", number, "len", length, "packet_type", 3, "ack_only", 0);
    }

    private MetricsTest acked(long number, long bytes, long cwnd, long inflight) {
        return fire("packet_acked", "pn", number, "is_late_ack", 0)
                .fire("cc_ack_received", "largest_acked", number, "bytes_acked", bytes, "cwnd", cwnd, "inflight", inflight);
    }

    /** Those of some metrics, or marks. */
    private void assertTold(Set<String> names, String... lines) {
        Layouts layouts = new Layouts();
        events.take().forEach(event -> metrics.accept(layouts.of(event.probe()), event));
        assertEquals(Stream.of(lines).toList(), told.stream().filter(line -> names.contains(line.split(" ")[1])).toList());
    }

    @Test
    void recoveryLastsUntilAPacketSentAfterItBeganIsAcked() {
        at(1).sent(0, 100).sent(1, 100).sent(2, 100).sent(3, 100);
        at(5).acked(0, 100, 10_000, 300);
        at(6).fire("packet_lost", "pn", 1, "packet_type", 3)
                .fire("cc_congestion", "max_lost_pn", 2, "inflight", 200, "cwnd", 7000);
        at(7).fire("packet_lost", "pn", 2, "packet_type", 3)
                .fire("cc_congestion", "max_lost_pn", 3, "inflight", 100, "cwnd", 7000);
        at(8).acked(3, 100, 7000, 0);
        at(9).sent(4, 100);
        at(12).acked(4, 100, 7100, 0);
        at(20).fire("free");
        assertTold(Set.of("slow_start", "recovery", "avoidance", "ssthresh", "mark", "lost"),
                "1 slow_start 1", "6 lost 100", "6 mark loss packet 1 lost (100 bytes)", "6 slow_start 0", "6 recovery 1",
                "6 ssthresh 7000", "6 mark congestion congestion: recovery begins, cwnd is now 7000", "7 lost 100",
                "7 mark loss packet 2 lost (100 bytes)", "12 avoidance 1", "12 recovery 0", "20 avoidance 0",
                "20 mark close connection freed");
    }

    @Test
    void aLossThatWasNoneIsTakenBack() {
        at(1).sent(0, 100).sent(1, 100).sent(2, 100);
        at(5).acked(0, 100, 10_000, 200);
        at(6).fire("packet_lost", "pn", 1, "packet_type", 3)
                .fire("cc_congestion", "max_lost_pn", 2, "inflight", 100, "cwnd", 5000);
        at(7).fire("packet_acked", "pn", 1, "is_late_ack", 1).acked(2, 100, 10_000, 0);
        assertTold(Set.of("slow_start", "recovery", "avoidance", "lateAcked"), "1 slow_start 1", "6 slow_start 0",
                "6 recovery 1", "7 lateAcked 100", "7 slow_start 1", "7 recovery 0");
    }

    @Test
    void inflightRisesWithWhatIsSentAndIsWhatTheSenderSays() {
        at(1).sent(0, 100).sent(1, 250);
        at(2).fire("packet_sent", "pn", 2, "len", 40, "packet_type", 3, "ack_only", 1);
        at(3).acked(0, 100, 10_000, 250);
        assertTold(Set.of("inflight", "acked"), "1 inflight 100", "1 inflight 350", "3 acked 100", "3 inflight 250");
    }

    @Test
    void whatIsSentAgainIsToldFromWhatIsNew() {
        at(1).fire("stream_send", "stream", 4, "off", 0, "data_len", 100).sent(0, 120);
        at(2).fire("stream_send", "stream", 4, "off", 50, "data_len", 150).sent(1, 170);
        at(3).fire("stream_send", "stream", -3, "off", 0, "data_len", 500).sent(2, 520);
        assertTold(Set.of("retransmitted", "dataSent"), "1 dataSent 100", "2 retransmitted 50", "2 dataSent 200");
    }

    @Test
    void aRoundTripIsMeasuredByTheNewestPacketOfAnAck() {
        at(1).sent(0, 100);
        at(4).sent(1, 100);
        at(10).fire("packet_acked", "pn", 0, "is_late_ack", 0).acked(1, 200, 10_000, 0);
        at(11).acked(1, 0, 10_000, 0);
        assertTold(Set.of("rttsample", "rtt"), "10 rttsample 6000000");
    }

    @Test
    void withoutTheSendersWordAnAckIsSummedUpFromItsPackets() {
        at(1).sent(0, 100).sent(1, 100);
        at(3).fire("packet_acked", "pn", 0, "is_late_ack", 0).fire("packet_acked", "pn", 1, "is_late_ack", 0);
        at(3).fire("send");
        assertTold(Set.of("acked", "rttsample", "inflight"), "1 inflight 100", "1 inflight 200", "3 acked 200", "3 inflight 0",
                "3 rttsample 2000000");
    }

    @Test
    void aLimitHoldsUntilItIsRaised() {
        at(1).fire("data_blocked_send", "off", 1000);
        at(2).fire("max_data_receive", "maximum", 1000);
        at(3).fire("max_data_receive", "maximum", 2000);
        at(4).fire("stream_data_blocked_send", "stream_id", 0, "maximum", 500)
                .fire("stream_data_blocked_send", "stream_id", 4, "maximum", 500);
        at(5).fire("max_stream_data_receive", "stream_id", 0, "maximum", 600);
        at(6).fire("stream_on_destroy", "stream", 4);
        assertTold(Set.of("conn_blocked", "stream_blocked"), "1 conn_blocked 1", "3 conn_blocked 0", "4 stream_blocked 1",
                "6 stream_blocked 0");
    }

    @Test
    void nothingHoldsTheSenderBackWhereOnlyTheApplicationDoes() {
        at(1).sent(0, 100);
        at(2).fire("enter_cc_limited", "pn", 1);
        at(3).acked(0, 100, 10_000, 0);
        at(4).fire("exit_cc_limited", "pn", 1);
        at(5).fire("data_blocked_send", "off", 1000);
        assertTold(Set.of("app_limited", "cc_limited", "conn_blocked"), "2 cc_limited 1", "4 cc_limited 0", "4 app_limited 1",
                "5 conn_blocked 1", "5 app_limited 0");
    }
}

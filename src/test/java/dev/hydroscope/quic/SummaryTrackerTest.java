package dev.hydroscope.quic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces written by hand, and what each comes to, exactly. */
class SummaryTrackerTest {
    private static final long AT = 1_700_000_000_000_000_000L;
    private static final long MILLI = 1_000_000;
    private final Fired fired = new Fired(AT);

    private ConnectionSummary sum() {
        return sum(new ConnectionSummary(), fired.events());
    }

    private static ConnectionSummary sum(ConnectionSummary before, List<Event> events) {
        SummaryTracker tracker = new SummaryTracker(before, new Room(1000));
        Layouts layouts = new Layouts();
        events.forEach(event -> tracker.accept(layouts.of(event.probe()), event));
        return tracker.summary();
    }

    private static byte[] rtt(int minimum, int smoothed, int variance, int latest) {
        return ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(minimum).putInt(smoothed).putInt(variance)
                .putInt(latest).array();
    }

    @Test
    void countsPacketsTheirFatesAndTheirBytes() {
        fired.sent(0, 0, 9, 1200).at(2, "packet_received", "pn", 4, "packet_type", 3)
                .at(5, "packet_sent", "pn", 10, "len", 40, "packet_type", 3, "ack_only", 1)
                .at(30, "packet_lost", "pn", 3, "packet_type", 3).at(30, "packet_lost", "pn", 4, "packet_type", 3)
                .at(31, "packet_acked", "pn", 5).at(32, "packet_acked", "pn", 3, "is_late_ack", 1)
                .at(33, "packet_decryption_failed", "pn", 9).at(60, "pto", "inflight", 1200, "cwnd", 9000, "pto_count", 1);
        ConnectionSummary of = sum();
        assertEquals(11, of.get(Measure.PACKETS_SENT));
        assertEquals(1, of.get(Measure.PACKETS_RECEIVED));
        assertEquals(2, of.get(Measure.PACKETS_LOST));
        assertEquals(2, of.get(Measure.PACKETS_ACKED));
        assertEquals(1, of.get(Measure.LATE_ACKED));
        assertEquals(1, of.get(Measure.ACK_ONLY));
        assertEquals(1, of.get(Measure.DECRYPTION_FAILED));
        assertEquals(1, of.get(Measure.PTOS));
        assertEquals(12_040, of.get(Measure.BYTES_SENT));
        assertEquals(2_400, of.get(Measure.BYTES_LOST));
        assertEquals(0, of.get(Measure.LOST_UNSIZED));
        assertEquals(2_000_000_000L / 11, of.lossBillionths());
        assertEquals(500_000_000, of.spuriousBillionths());
        assertEquals(60 * MILLI, of.lastedNanos());
    }

    @Test
    void aLossOfAPacketThatNobodySawSentHasNoSize() {
        fired.sent(0, 7, 7, 1200).at(9, "packet_lost", "pn", 6).at(9, "packet_lost", "pn", 7).at(9, "packet_lost", "pn", 7);
        assertEquals(1200, sum().get(Measure.BYTES_LOST));
        assertEquals(2, sum().get(Measure.LOST_UNSIZED));
    }

    @Test
    void knowsTheSizesOfThousandsInFlightAndForgetsTheOldestWhereThereIsNoRoom() {
        fired.sent(0, 0, 799, 100);
        for (int number = 0; number < 800; number++) {
            fired.at(200, "packet_lost", "pn", number);
        }
        assertEquals(800 * 100, sum().get(Measure.BYTES_LOST));
        SummaryTracker narrow = new SummaryTracker(new ConnectionSummary(), new Room(96));
        Layouts layouts = new Layouts();
        fired.events().forEach(event -> narrow.accept(layouts.of(event.probe()), event));
        assertEquals(128 * 100, narrow.summary().get(Measure.BYTES_LOST));
        assertEquals(800 - 128, narrow.summary().get(Measure.LOST_UNSIZED));
    }

    @Test
    void measuresFromSendingToTheAcknowledgementOfTheLargest() {
        fired.sent(0, 0, 3, 1200)
                .at(20, "packet_acked", "pn", 0).at(20, "packet_acked", "pn", 1)
                .at(20, "cc_ack_received", "largest_acked", 1, "bytes_acked", 2400, "cwnd", 14_000, "inflight", 2400)
                .at(30, "packet_acked", "pn", 2)
                .at(30, "cc_ack_received", "largest_acked", 9, "bytes_acked", 1200, "cwnd", 9000, "inflight", 1200)
                .at(40.3, "packet_acked", "pn", 3)
                .at(40.3, "cc_ack_received", "largest_acked", 3, "bytes_acked", 1200, "cwnd", 12_000, "inflight", 0);
        ConnectionSummary of = sum();
        assertEquals(2, of.get(Measure.OWN_RTT_SAMPLES));
        assertEquals(19_900_000, of.get(Measure.OWN_RTT_MIN));
        assertEquals(40 * MILLI, of.get(Measure.OWN_RTT_MAX));
        assertEquals(40 * MILLI, of.get(Measure.OWN_RTT_LATEST));
        assertEquals((19_900_000 * 7 + 40 * MILLI) / 8, of.get(Measure.OWN_RTT_SMOOTHED));
        assertFalse(of.rttTold());
        assertEquals(19_900_000, of.rtt(Measure.RTT_MIN));
        assertEquals(12_000, of.get(Measure.CWND_LAST));
        assertEquals(9000, of.get(Measure.CWND_MIN));
        assertEquals(14_000, of.get(Measure.CWND_MAX));
    }

    @Test
    void takesTheRoundTripsThatQuictraceTells() {
        fired.at(1, "quictrace_cc_ack", "rtt", rtt(-1, 333, 166, 0), "cwnd", 10_000)
                .at(2, "quictrace_cc_ack", "rtt", rtt(12, 40, 6, 80), "cwnd", 20_000)
                .at(3, "quictrace_cc_lost", "rtt", rtt(12, 30, 6, 20), "cwnd", 8_000);
        ConnectionSummary of = sum();
        assertTrue(of.rttTold());
        assertEquals(12 * MILLI, of.rtt(Measure.RTT_MIN));
        assertEquals(30 * MILLI, of.rtt(Measure.RTT_SMOOTHED));
        assertEquals(20 * MILLI, of.rtt(Measure.RTT_LATEST));
        assertEquals(80 * MILLI, of.rtt(Measure.RTT_MAX));
        assertEquals(2, of.get(Measure.RTT_SAMPLES), "before the first sample there is none");
    }

    @Test
    void takesThemFromLinesOfJsonToo() {
        Probe json = Probe.parse("quicly:quictrace_cc_ack conn:int min_rtt:int smoothed_rtt:int variance_rtt:int latest_rtt:int");
        fired.at(1, json, "min_rtt", 7, "smoothed_rtt", 9, "latest_rtt", 8);
        assertEquals(9 * MILLI, sum().rtt(Measure.RTT_SMOOTHED));
    }

    @Test
    void countsStreamBytesAndTellsWhatWasSentAgain() {
        fired.at(0, "stream_send", "stream", 0, "off", 0, "data_len", 1000)
                .at(1, "stream_send", "stream", 4, "off", 0, "data_len", 500)
                .at(2, "stream_send", "stream", 0, "off", 1000, "data_len", 200)
                .at(3, "stream_send", "stream", 0, "off", 900, "data_len", 400)
                .at(4, "stream_send", "stream", -3, "off", 0, "data_len", 970)
                .at(5, "stream_acked", "stream_id", 0, "off", 0, "len", 1000)
                .at(5, "stream_on_send_shift", "stream", 0, "delta", 1000)
                .at(6, "stream_receive", "stream", 0, "off", 0, "data_len", 77);
        ConnectionSummary of = sum();
        assertEquals(2100, of.get(Measure.STREAM_SENT), "the handshake's bytes are no application's");
        assertEquals(300, of.get(Measure.RETRANSMITTED));
        assertEquals(1000, of.get(Measure.STREAM_ACKED));
        assertEquals(1000, of.delivered());
        assertEquals(77, of.get(Measure.STREAM_RECEIVED));
    }

    @Test
    void addsUpTheTimeUnderTheWindowAndUnderFlowControl() {
        fired.sent(0, 0, 0, 1200).at(10, "enter_cc_limited", "pn", 1).at(15, "exit_cc_limited", "pn", 9)
                .at(20, "data_blocked_send", "off", 5000).at(22, "stream_data_blocked_send", "stream_id", 4, "maximum", 700)
                .at(25, "max_data_receive", "maximum", 9000).at(26, "max_stream_data_receive", "stream_id", 4, "maximum", 700)
                .at(30, "max_stream_data_receive", "stream_id", 4, "maximum", 900)
                .at(40, "enter_cc_limited", "pn", 20).at(47, "ping_send");
        ConnectionSummary of = sum();
        assertEquals(12 * MILLI, of.get(Measure.CC_LIMITED), "what is still so counts to the last event");
        assertEquals(10 * MILLI, of.get(Measure.BLOCKED), "of two at a time each moment once");
    }

    @Test
    void nothingIsUnderWayAfterTheClose() {
        fired.sent(0, 0, 0, 1200).at(10, "enter_cc_limited", "pn", 1).at(20, "data_blocked_send", "off", 5000)
                .at(25, "application_close_receive", "error_code", 0x100).at(90, "free");
        assertEquals(15 * MILLI, sum().get(Measure.CC_LIMITED));
        assertEquals(5 * MILLI, sum().get(Measure.BLOCKED));
        assertEquals(25 * MILLI, sum().lastedNanos());
    }

    @Test
    void whatHasNoLengthIsNotKnownRatherThanNone() {
        Probe send = Probe.parse("quicly:stream_send conn:int stream:int off:int");
        Probe receive = Probe.parse("quicly:receive conn:int bytes:bytes(52)");
        Probe lengthless = Probe.parse("quicly:receive conn:int");
        fired.at(0, send, "stream", 0).at(1, lengthless);
        assertFalse(sum().knows(Measure.STREAM_SENT));
        assertFalse(sum().knows(Measure.BYTES_RECEIVED));
        fired.at(2, receive, "bytes", new byte[52]);
        assertEquals(52, sum().get(Measure.BYTES_RECEIVED));
    }

    @Test
    void timesAServersHandshakeToTheEndOfTls() {
        fired.at(0, "h3_packet_receive", "bytes_len", 1280).at(0.1, "accept").at(0.4, "crypto_handshake", "ret", 523)
                .at(1, "crypto_handshake", "ret", 0).at(21, "crypto_handshake", "ret", 0).at(21.5, "handshake_done_send");
        assertEquals("server", sum().get(Word.VANTAGE));
        assertEquals(21 * MILLI, sum().get(Measure.HANDSHAKE));
        assertEquals(1280, sum().get(Measure.BYTES_RECEIVED), "of the datagram that it began with");
    }

    @Test
    void timesAClientsHandshakeAndKnowsItsVersions() {
        fired.at(0, "connect", "version", 1).at(9, "version_switch", "new_version", 0x6b3343cfL)
                .at(30, "crypto_handshake", "ret", 514).at(31, "crypto_handshake", "ret", 0);
        assertEquals("client", sum().get(Word.VANTAGE));
        assertEquals(31 * MILLI, sum().get(Measure.HANDSHAKE));
        assertEquals("0x00000001 0x6b3343cf", sum().get(Word.VERSIONS));
    }

    @Test
    void knowsNoHandshakeOfWhichItDidNotSeeTheBeginning() {
        fired.at(5, "crypto_handshake", "ret", 0).at(6, "handshake_done_send");
        assertFalse(sum().knows(Measure.HANDSHAKE));
        assertEquals("", sum().get(Word.VANTAGE));
    }

    @Test
    void theFirstCloseIsTheOne() {
        fired.at(1, "application_close_receive", "error_code", 0x100, "reason_phrase", "bye")
                .at(2, "transport_close_send", "error_code", 0, "frame_type", 0).at(3, "idle_timeout");
        ConnectionSummary of = sum();
        assertEquals("application", of.get(Word.CLOSE_KIND));
        assertEquals("received", of.get(Word.CLOSE_BY));
        assertEquals("bye", of.get(Word.CLOSE_REASON));
        assertEquals(0x100, of.get(Measure.CLOSE_CODE));
        assertEquals(AT + MILLI, of.get(Measure.CLOSED_AT));
    }

    @Test
    void keepsPathsEcnJumpstartAndEarlyData() {
        fired.at(0, "new_path", "path_index", 0, "remote", "192.0.2.1:4711")
                .at(1, "new_path", "path_index", 1, "remote", "192.0.2.9:4711").at(2, "promote_path", "path_index", 1)
                .at(3, "delete_path", "path_index", 0).at(4, "ecn_validation", "ecn_state", 1)
                .at(5, "ecn_congestion", "ce_count", 3)
                .at(6, "enter_jumpstart", "pn", 4, "rtt", 25, "cwnd", 10_000, "jumpstart_cwnd", 60_000)
                .at(7, "packet_received", "pn", 1, "packet_type", 1);
        ConnectionSummary of = sum();
        assertEquals("0 deleted 192.0.2.1:4711\n1 in_use 192.0.2.9:4711", of.get(Word.PATHS));
        assertEquals(1, of.get(Measure.ECN_STATE));
        assertEquals(3, of.get(Measure.ECN_CE));
        assertEquals(60_000, of.get(Measure.JUMPSTART_CWND));
        assertEquals(25 * MILLI, of.get(Measure.JUMPSTART_RTT));
        assertEquals(1, of.get(Measure.ZERO_RTT));
    }

    @Test
    void readsQuiclysOwnStatisticsByNameOrWhereTheirSizeIsKnown() {
        byte[] struct = ByteBuffer.allocate(1032).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 240).putLong(16, 2672)
                .putInt(816, 12).array();
        fired.at(9, "conn_stats", "stats", struct, "size", 1032);
        List<String> lines = sum().get(Word.STATS).lines().toList();
        assertTrue(lines.containsAll(List.of("num-packets.received 240", "num-packets.sent 2672", "rtt.minimum 12")));
        assertEquals("size 1000\n", sum(new ConnectionSummary(), new Fired(AT).at(1, "conn_stats", "stats", new byte[1000],
                "size", 1000).events()).get(Word.STATS));
        Probe json = Probe.parse("quicly:conn_stats conn:int time:int num_packets_received:int num_ptos:int");
        assertEquals("num_packets_received 5\nnum_ptos 2\n", sum(new ConnectionSummary(), new Fired(AT).at(1, json, "conn",
                99, "num_packets_received", 5, "num_ptos", 2).events()).get(Word.STATS));
    }

    @Test
    void goesOnFromASummaryThatWasSetAside() {
        ConnectionSummary before = sum(new ConnectionSummary(), fired.sent(0, 0, 4, 1000).at(1, "enter_cc_limited").events());
        ConnectionSummary after = sum(before, new Fired(AT).at(9, "packet_lost", "pn", 2).sent(10, 5, 6, 1000).events());
        assertEquals(7, after.get(Measure.PACKETS_SENT));
        assertEquals(1, after.get(Measure.PACKETS_LOST));
        assertEquals(1, after.get(Measure.LOST_UNSIZED));
        assertEquals(1, after.get(Measure.SET_ASIDE));
    }

    @Test
    void whatNobodyToldIsNotKnown() {
        ConnectionSummary of = sum(new ConnectionSummary(), new Fired(AT).at(0, "ping_receive").events());
        assertFalse(of.knows(Measure.PACKETS_SENT));
        assertEquals(ConnectionSummary.UNKNOWN, of.lossBillionths());
        assertEquals(ConnectionSummary.UNKNOWN, of.rtt(Measure.RTT_SMOOTHED));
        assertFalse(of.knows(Measure.CWND_LAST));
    }

    @ParameterizedTest
    @CsvSource({"transport, 0, NO_ERROR", "transport, 10, PROTOCOL_VIOLATION", "transport, 16, NO_VIABLE_PATH",
        "transport, 296, CRYPTO_ERROR (handshake_failure)", "transport, 99, ''", "application, 256, H3_NO_ERROR",
        "application, 268, H3_REQUEST_CANCELLED", "application, 272, H3_VERSION_FALLBACK",
        "application, 512, QPACK_DECOMPRESSION_FAILED", "application, 7, ''", "idle_timeout, 0, ''"})
    void callsACodeByItsName(String kind, long code, String name) {
        assertEquals(name, ErrorCode.of(kind, code));
    }
}

package dev.hydroscope.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.trace.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** qlog as implementations write it, each with its habits, becomes the events that probes would have told. */
class QlogReaderTest {
    private static final long NOW = 1_800_000_000_000_000_000L;
    private static final String SENT = "{\"time\":%s,\"name\":\"transport:packet_sent\","
            + "\"data\":{\"header\":{\"packet_type\":\"1RTT\","
            + "\"packet_number\":%d},\"frames\":[{\"frame_type\":\"stream\",\"stream_id\":4,\"offset\":%d,\"length\":100}],"
            + "\"raw\":{\"length\":140}}}";

    private record Read(List<Event> events, Caveats caveats) {
        List<String> probes() {
            return events.stream().map(event -> event.probe().name()).toList();
        }

        Event first(String probe) {
            return events.stream().filter(event -> event.probe().name().equals(probe)).findFirst()
                    .orElseThrow(() -> new AssertionError("no " + probe + " in " + probes()));
        }

        long count(String probe) {
            return events.stream().filter(event -> event.probe().name().equals(probe)).count();
        }
    }

    private static long number(Event event, String argument) {
        return event.number(event.probe().argument(argument));
    }

    private static Read read(String file) throws IOException {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        assertEquals("qlog", TraceFormats.of(bytes).orElseThrow().name());
        List<Event> events = new ArrayList<>();
        try (QlogReader reader = new QlogReader(new ByteArrayInputStream(bytes), NOW)) {
            for (boolean more = true; more;) {
                more = reader.read(events);
            }
            return new Read(events, reader.caveats());
        }
    }

    private static String sent(String time, int number, int offset) {
        return String.format(SENT, time, number, offset);
    }

    private static String acked(String time, String ranges) {
        return "{\"time\":" + time + ",\"name\":\"transport:packet_received\",\"data\":{\"header\":{\"packet_type\":\"1RTT\","
                + "\"packet_number\":7},\"frames\":[{\"frame_type\":\"ack\",\"ack_delay\":1.024,\"acked_ranges\":" + ranges
                + "}]}}";
    }

    private static String v03(String head, String... events) {
        return "{\"qlog_version\":\"0.3\",\"qlog_format\":\"JSON\",\"traces\":[{" + head + "\"events\":["
                + String.join(",", events) + "]}]}";
    }

    private static final String SERVER = "\"vantage_point\":{\"type\":\"server\"},\"common_fields\":{\"ODCID\":\"0a0b\","
            + "\"time_format\":\"relative\",\"reference_time\":1700000000000},";

    @Test
    void aPacketStandsBetweenItsProbes() throws IOException {
        Read read = read(v03(SERVER, sent("1.5", 0, 0)));
        assertEquals(List.of("accept", "h3s_accept", "packet_prepare", "stream_send", "packet_sent"), read.probes());
        assertEquals(1_700_000_000_001_500_000L, read.first("packet_sent").atNanos());
        assertEquals("0a0b", read.first("accept").text(read.first("accept").probe().argument("dcid")));
        assertEquals(140, number(read.first("packet_sent"), "len"));
        assertEquals(100, number(read.first("stream_send"), "data_len"));
    }

    /** Ranges come in any order, as numbers or as texts; what was acknowledged before is not acknowledged again. */
    @Test
    void anAckIsToldPacketByPacket() throws IOException {
        Read read = read(v03(SERVER, sent("1", 0, 0), sent("1", 1, 100), sent("1", 2, 200), sent("1", 3, 300),
                acked("9", "[[\"3\"],[0,\"1\"]]"), acked("10", "[[0,3]]")));
        assertEquals(List.of(0L, 1L, 3L, 2L), read.events.stream().filter(e -> e.probe().name().equals("packet_acked"))
                .map(e -> number(e, "pn")).toList());
        assertEquals(4, read.count("stream_acked"));
        assertEquals(1, number(read.first("ack_delay_received"), "ack_delay"));
    }

    @Test
    void whatWasLostAndThenAckedIsAckedLate() throws IOException {
        Read read = read(v03(SERVER, sent("1", 5, 0), "{\"time\":4,\"name\":\"recovery:packet_lost\",\"data\":{\"header\":"
                + "{\"packet_type\":\"1RTT\",\"packet_number\":5},\"trigger\":\"time_threshold\"}}", acked("9", "[[5]]")));
        assertEquals(1, read.count("stream_lost"));
        assertEquals(1, number(read.first("packet_acked"), "is_late_ack"));
    }

    /** As aioquic: the vantage point stands behind the events; the client sends first. */
    @Test
    void theFirstPacketTellsTheVantagePoint() throws IOException {
        Read client = read("{\"qlog_format\":\"JSON\",\"qlog_version\":\"0.3\",\"traces\":[{\"common_fields\":{\"ODCID\":\"00\"},"
                + "\"events\":[" + sent("1700000000000.25", 0, 0) + "],\"vantage_point\":{\"type\":\"client\"}}]}");
        assertEquals("connect", client.probes().get(0));
        assertEquals(1_700_000_000_000_250_000L, client.events.get(0).atNanos());
        assertEquals("accept", read(v03("", acked("1", "[[1]]"))).probes().get(0));
    }

    @Test
    void timesCountFromTheEventBefore() throws IOException {
        Read read = read(v03("\"common_fields\":{\"time_format\":\"delta\",\"reference_time\":\"1700000000000\"},",
                sent("5", 0, 0), sent("2.5", 1, 100)));
        assertEquals(1_700_000_000_007_500_000L, read.events.get(read.events.size() - 1).atNanos());
    }

    /** As quic-go: a monotonic clock, with the date beside it; neqo and quinn tell no date at all. */
    @Test
    void theDateIsTheWallClocksOrNone() throws IOException {
        String head = "\u001e{\"file_schema\":\"urn:ietf:params:qlog:file:sequential\",\"serialization_format\":"
                + "\"application/qlog+json-seq\",\"trace\":{\"vantage_point\":{\"type\":\"client\"},"
                + "\"common_fields\":{\"reference_time\":"
                + "{\"clock_type\":\"monotonic\",\"epoch\":\"unknown\"%s}}}}\n\u001e";
        String event = sent("3", 0, 0).replace("transport:", "quic:") + "\n";
        assertEquals(1_735_689_600_003_000_000L, read(String.format(head, ",\"wall_clock_time\":\"2025-01-01T01:00:00+01:00\"")
                + event).events.get(0).atNanos());
        Read undated = read(String.format(head, "") + event);
        assertEquals(NOW + 3_000_000, undated.events.get(0).atNanos());
        assertTrue(undated.caveats.notes().get(0).contains("date"), undated.caveats.toString());
        assertEquals(NOW, read(String.format(head, "") + event.replace(":3,", ":900000000.5,")).events.get(0).atNanos());
    }

    @Test
    void groupsAreConnectionsOfTheirOwn() throws IOException {
        String head = "{\"qlog_version\":\"0.3\",\"qlog_format\":\"NDJSON\",\"trace\":{\"vantage_point\":{\"type\":\"server\"}}}\n";
        Read read = read(head + sent("1", 0, 0).replace("\"time\"", "\"group_id\":\"a\",\"time\"") + "\n"
                + sent("2", 0, 0).replace("\"time\"", "\"group_id\":\"b\",\"time\"") + "\n");
        assertEquals(2, read.count("accept"));
        assertEquals(2, read.events.stream().map(event -> event.tid()).distinct().count());
    }

    /** The format's older way: values by columns. */
    @Test
    void rowsHaveTheNamesOfTheirColumns() throws IOException {
        Read read = read(v03("\"common_fields\":{\"reference_time\":\"1700000000000\"},\"event_fields\":[\"relative_time\","
                + "\"category\","
                + "\"event\",\"data\"],", "[7,\"transport\",\"packet_sent\",{\"packet_type\":\"initial\","
                + "\"header\":{\"packet_number\":"
                + "\"0\",\"packet_size\":1280},\"frames\":[{\"frame_type\":\"crypto\",\"offset\":0,\"length\":9}]}]"));
        assertEquals(-1, number(read.first("stream_send"), "stream"));
        assertEquals(1280, number(read.first("packet_sent"), "len"));
        assertEquals(1_700_000_000_007_000_000L, read.first("packet_sent").atNanos());
    }

    @Test
    void aFileThatIsCutIsReadAsFarAsItGoes() throws IOException {
        String whole = v03(SERVER, sent("1", 0, 0), sent("2", 1, 100));
        for (int length = whole.indexOf("\"events\"") + 12; length < whole.length(); length++) {
            Read read = read(whole.substring(0, length));
            assertEquals(1, read.caveats.undecodable(), "cut at " + length);
            assertTrue(read.caveats.notes().get(0).contains("cut after"), read.caveats.toString());
            assertTrue(read.count("packet_sent") <= 2);
        }
        assertEquals(0, read(whole).caveats.undecodable());
    }

    @Test
    void aBrokenRecordIsCountedAndTheNextIsRead() throws IOException {
        Read read = read("\u001e{\"qlog_version\":\"0.3\",\"qlog_format\":\"JSON-SEQ\",\"trace\":{}}\n\u001e" + sent("1", 0, 0)
                + "\n"
                + "\u001e{\"time\":2,\"na\n\u001e{\"hello\":1}\n\u001e{\n  \"time\": 3,"
                + "\n  \"name\": \"recovery:metrics_updated\",\n"
                + "  \"data\": {\"congestion_window\": 12000, \"ssthresh\": 6000}\n}\n\u001e" + sent("4", 1, 100).substring(0, 40));
        assertEquals(3, read.caveats.undecodable(), read.caveats.problems().toString());
        assertEquals(List.of(3L, 4L, 6L), read.caveats.problems().stream().map(Caveats.Line::line).toList());
        assertEquals(12000, number(read.first("cc_ack_received"), "cwnd"));
    }

    @Test
    void whatNoProbeTellsIsKeptAsItsText() throws IOException {
        Read read = read(v03(SERVER, sent("1", 0, 0), "{\"time\":2,\"name\":\"transport:parameters_set\",\"data\":"
                + "{\"owner\":\"remote\",\"initial_max_data\":1048576}}"));
        Event kept = read.events.stream().filter(event -> event.probe().provider().equals("qlog")).findFirst().orElseThrow();
        assertEquals("qlog:transport:parameters_set", kept.probe().key());
        assertTrue(kept.text(kept.probe().argument("data")).contains("1048576"));
    }

    @Test
    void headersMakeRequestsAndResponsesFromEitherEnd() throws IOException {
        for (boolean client : new boolean[] {true, false}) {
            String vantage = "\"vantage_point\":{\"type\":\"" + (client ? "client" : "server") + "\"},";
            Read read = read(v03(vantage, "{\"time\":1,\"name\":\"http:frame_" + (client ? "created" : "parsed")
                    + "\",\"data\":{\"stream_id\":4,\"frame\":{\"frame_type\":\"headers\",\"headers\":[{\"name\":\":method\","
                    + "\"value\":\"GET\"},"
                    + "{\"name\":\":path\",\"value\":\"/x\"}]}}}", "{\"time\":2,\"name\":\"http:frame_" + (client
                    ? "parsed" : "created")
                    + "\",\"data\":{\"stream_id\":4,\"frame\":{\"frame_type\":\"headers\",\"headers\":[{\"name\":\":status\","
                    + "\"value\":\"204\"},"
                    + "{\"name\":\"server\",\"value\":\"x\"}]}}}"));
            assertEquals(2, read.count("receive_request_header"));
            assertEquals(204, number(read.first("send_response"), "status"));
            assertEquals(1, read.count("send_response_header"));
        }
    }

    @Test
    void otherJsonIsNoQlog() {
        for (String other : List.of("{\"log\":{\"version\":\"1.2\"}}", "[]", "", "{\"module\":\"h2o\",\"type\":\"x\",\"tid\":1}")) {
            assertFalse(new QlogFormat().begins(other.getBytes(StandardCharsets.UTF_8)), other);
        }
    }

    /** Whatever stands in it: no exception, no endless work. */
    @Test
    void hostileValuesEndNothing() throws IOException {
        List<String> values = List.of("null", "[]", "{}", "-1", "1e300", "\"\"", "\"x\"", "18446744073709551615",
                "[[0,4611686018427387904]]",
                "true");
        String event = sent("1", 0, 0);
        for (String value : values) {
            for (String field : List.of("\"time\":1", "\"packet_number\":0", "\"stream_id\":4", "\"offset\":0", "\"length\":100",
                    "\"packet_type\":\"1RTT\"")) {
                read(v03(SERVER, event.replace(field, field.substring(0, field.indexOf(':') + 1) + value), acked("3",
                        "[[0,4611686018427387904]]")));
            }
            read(v03(SERVER, event, acked("2", value)));
            read(v03("\"common_fields\":" + value + ",\"vantage_point\":" + value + ",\"event_fields\":" + value + ",", event));
        }
    }
}

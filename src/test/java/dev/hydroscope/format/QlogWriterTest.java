package dev.hydroscope.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Probes become qlog's events, in the words of both versions. */
class QlogWriterTest {
    private static final long T0 = 1_795_205_208_625_000_000L;
    private static final TraceHead HEAD =
            new TraceHead("connection 32", 32, "cf6bea9ee9220723", "[2001:db8::7]:40347", "www.example.com", "h3,h3-29", false, T0);

    private static byte[] written(ExportFormat format, boolean several, List<Event> events) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TraceWriter writer = format.writer(out, several, "a \"title\"", "");
        writer.begin(HEAD);
        for (Event event : events) {
            writer.write(event);
        }
        writer.end();
        return out.toByteArray();
    }

    private static List<JsonNode> events(ExportFormat format, List<Event> events) throws IOException {
        return Written.events(Written.json(written(format, false, events)).path("traces").path(0));
    }

    private static Event fired(String key, long micros, Map<String, Object> values) {
        return Fired.of(key, T0 + micros * 1000, values);
    }

    private static List<Event> onePacketEachWay() {
        return List.of(fired("quicly:receive", 10, Map.of("bytes_len", 1200)),
                fired("quicly:packet_received", 11, Map.of("pn", 4, "decrypted_len", 1170, "packet_type", 3)),
                fired("quicly:stream_receive", 12, Map.of("stream", 0, "off", 0, "data_len", 900, "is_fin", 1)),
                fired("h2o:receive_request", 13, Map.of("req_id", 0, "http_version", 0x300)),
                fired("h2o:receive_request_header", 13, Map.of("req_id", 0, "name", ":path", "value", "/\u00e4\"\n")),
                fired("quicly:ack_block_received", 14, Map.of("ack_block_begin", 7, "ack_block_end", 7)),
                fired("quicly:packet_acked", 14, Map.of("pn", 7)),
                fired("quicly:ack_block_received", 14, Map.of("ack_block_begin", 9, "ack_block_end", 12)),
                fired("quicly:packet_acked", 14, Map.of("pn", 10)),
                fired("quicly:ack_delay_received", 15, Map.of("ack_delay", 3)),
                fired("quicly:packet_lost", 15, Map.of("pn", 6, "packet_type", 3)),
                fired("quicly:cc_ack_received", 16, Map.of("largest_acked", 12, "cwnd", 14720, "inflight", 1280)),
                fired("quicly:send", 17, Map.of()),
                fired("quicly:packet_prepare", 18, Map.of("first_octet", 64, "dcid", "aabb")),
                fired("quicly:ack_send", 18, Map.of("largest_acked", 4, "ack_delay", 2)),
                fired("quicly:stream_send", 19, Map.of("stream", 0, "off", 4096, "data_len", 1100)),
                fired("quicly:packet_sent", 20, Map.of("pn", 13, "len", 1280, "packet_type", 3)));
    }

    @Test
    void aPacketStandsWithTheFramesThatItsProbesTell() throws IOException {
        List<JsonNode> events = events(ExportFormat.QLOG_JSON, onePacketEachWay()).stream()
                .filter(event -> event.path("name").asText().startsWith("quic:packet_")).toList();
        assertEquals(List.of("quic:packet_received", "quic:packet_lost", "quic:packet_sent"),
                events.stream().map(event -> event.path("name").asText()).toList());
        assertEquals(Written.json("""
                {"header":{"packet_type":"1RTT","packet_number":4},
                 "frames":[{"frame_type":"stream","stream_id":0,"offset":0,"raw":{"payload_length":900},"fin":true},
                           {"frame_type":"ack","acked_ranges":[[7],[9,12]]}],
                 "raw":{"length":1200,"payload_length":1170}}""".getBytes()), events.get(0).path("data"));
        assertEquals("reordering_threshold", events.get(1).path("data").path("trigger").asText());
        assertEquals(Written.json("""
                {"header":{"packet_type":"1RTT","packet_number":13},
                 "frames":[{"frame_type":"ack","ack_delay":2.048,"acked_ranges":[[4]]},
                           {"frame_type":"stream","stream_id":0,"offset":4096,"raw":{"payload_length":1100}}],
                 "raw":{"length":1280}}""".getBytes()), events.get(2).path("data"));
    }

    @Test
    void oldFramesCarryTheirLengths() throws IOException {
        JsonNode sent = events(ExportFormat.QLOG_03, onePacketEachWay()).stream()
                .filter(event -> event.path("name").asText().equals("transport:packet_sent")).findFirst().orElseThrow();
        assertEquals(0.02, sent.path("time").asDouble());
        assertEquals(1100, sent.path("data").path("frames").path(1).path("length").asInt());
    }

    @Test
    void headersAreTextAsItIsStored() throws IOException {
        JsonNode parsed = events(ExportFormat.QLOG_JSON, onePacketEachWay()).stream()
                .filter(event -> event.path("name").asText().equals("http3:frame_parsed")).findFirst().orElseThrow();
        assertEquals("/\u00e4\"\n", parsed.path("data").path("frame").path("headers").path(0).path("value").asText());
    }

    @Test
    void timesNeverGoBack() throws IOException {
        double last = 0;
        for (JsonNode event : events(ExportFormat.QLOG_03, onePacketEachWay())) {
            assertTrue(event.path("time").asDouble() >= last, event.toString());
            last = event.path("time").asDouble();
        }
    }

    @Test
    void aServersHandshakeIsCompleteWithTheClientsHalf() throws IOException {
        List<Event> events = List.of(fired("quicly:accept", 0, Map.of()),
                fired("quicly:crypto_handshake", 2000, Map.of("ret", 0)),
                fired("quicly:packet_received", 20_000, Map.of("pn", 2, "decrypted_len", 40, "packet_type", 2)),
                fired("quicly:stream_receive", 20_001, Map.of("stream", -3, "off", 0, "data_len", 36)),
                fired("quicly:crypto_handshake", 20_002, Map.of("ret", 0)));
        assertEquals(List.of("attempted 0", "handshake_complete 20.002"), events(ExportFormat.QLOG_JSON, events).stream()
                .filter(event -> event.path("name").asText().equals("quic:connection_state_updated"))
                .map(event -> event.path("data").path("new").asText() + " " + event.path("time").asText()).toList());
    }

    @Test
    void connectionsOfOneSequenceAreCountedFromOneTime() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TraceWriter writer = ExportFormat.QLOG.writer(out, true, "", "");
        for (int second = 0; second < 2; second++) {
            writer.begin(new TraceHead("", 32 + second, "", "", "", "", false, T0 + second * 1_000_000_000L));
            writer.write(fired("quicly:packet_sent", second * 1_000_000L + 7, Map.of("pn", 1, "len", 9, "packet_type", 3)));
        }
        writer.end();
        List<JsonNode> sequence = Written.sequence(out.toByteArray());
        assertEquals("2026-11-20T20:06:48.625Z",
                sequence.get(0).path("trace").path("common_fields").path("reference_time").path("epoch").asText());
        assertEquals(List.of("32 0.007", "33 1000.007"), sequence.stream()
                .filter(record -> record.path("name").asText().equals("quic:packet_sent"))
                .map(record -> record.path("group_id").asText() + " " + record.path("time").asText()).toList());
    }

    @Test
    void whatNothingIsKnownOfIsNotWritten() throws IOException {
        JsonNode file = Written.json(written(ExportFormat.QLOG_03, true, List.of()));
        assertTrue(file.path("traces").isMissingNode(), file.toString());
        assertEquals(1, Written.sequence(written(ExportFormat.QLOG, true, List.of())).size());
    }

    /** Every probe in every state, whatever its arguments hold: nothing that the schemas do not allow. */
    @Test
    void everyProbeIsWrittenAsTheSchemasHaveIt() throws IOException {
        List<Event> events = new ArrayList<>();
        for (long number : new long[] {0, 1, 3, 0x101, 0x200, 1L << 31}) {
            for (Probe probe : Catalogue.load().h2o()) {
                Map<String, Object> values = new java.util.HashMap<>();
                probe.arguments().stream().filter(argument -> argument.kind().number()).forEach(argument ->
                        values.put(argument.name(), argument.name().equals("stream_id") ? 4L : number));
                values.put("cid", "00ff");
                values.put("dcid", "a1b2c3");
                values.putIfAbsent("rtt", new byte[16]);
                values.put("remote", "192.0.2.1:443");
                values.put("label", "CLIENT_TRAFFIC_SECRET_0");
                events.add(Fired.of(probe.key(), T0 + events.size(), values));
            }
        }
        assertEquals(List.of(), QlogSchema.v03().contained(Written.json(written(ExportFormat.QLOG_03, true, events))));
        assertEquals(List.of(), QlogSchema.draft().contained(Written.json(written(ExportFormat.QLOG_JSON, true, events))));
        assertEquals(List.of(), QlogSchema.draft().sequence(Written.sequence(written(ExportFormat.QLOG, true, events))));
        assertEquals(List.of(), QlogSchema.draft().sequence(Written.sequence(written(ExportFormat.QLOG, false, events))));
    }
}

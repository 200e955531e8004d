package dev.hydroscope.trace;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What a real H2O fired, in order: a JSON line an event, with the arguments that H2O's own log carries (no payloads).
 */
final class RecordedTraces {
    static final String HTTP1_AND_HTTP3 = "http1-and-http3";
    /**
     * HTTP/1 in clear and over TLS, HTTP/2 over TLS, two HTTP/3 connections; one socket, one ptls_t, one quicly_conn_t.
     */
    static final String REUSED_POINTERS = "tls-and-reused-pointers";
    /** The body of the ClientHello that began the first HTTP/3 connection of these. */
    static final byte[] HELLO = HexFormat.of().parseHex(""
            + "03030b1a0ca029d10722a114f69456fb3bc9ec78fad1910ae777686f5c237e4defd8000006130213011303010000b700"
            + "3300260024001d0020e183819d71315e4ac37d6211bad36450fc1d15499ea566125565e5a7fdc0585a00100011000f02"
            + "68330568332d32390568332d3237002b0003020304000d000e000c080508040503040304010201000a00060004001d00"
            + "170039004a030245c0050480100000060480b000000704801000000404810000000104800075300f08585d7e3fd739e5"
            + "cc0802406409010a0a010ac0000000ff04de1b04800061a80e0104200245dc002d0003020001");

    private RecordedTraces() {
    }

    static List<Map<String, Object>> lines(String name) {
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                RecordedTraces.class.getResourceAsStream("/traces/" + name + ".jsonl"), StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> line(mapper, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> line(ObjectMapper mapper, String line) {
        try {
            Map<String, Object> fields = mapper.readValue(line,
                    mapper.getTypeFactory().constructMapType(HashMap.class, String.class, Object.class));
            fields.put("stream", fields.getOrDefault("stream_id", 0));
            fields.computeIfPresent("src", (name, address) -> socketAddress((String) address));
            fields.computeIfPresent("dest", (name, address) -> socketAddress((String) address));
            if (fields.containsKey("message")) {
                hello(fields, fields.get("message"));
            }
            return fields;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log carries no bytes; those over TCP came from curl, which asked for localhost, once by --http1.1. */
    private static void hello(Map<String, Object> fields, Object message) {
        if (message.equals(1)) {
            boolean quic = ((Number) fields.get("len")).intValue() < 500;
            String[] protocols = ((String) fields.getOrDefault("alpn", "h2,http/1.1")).split(",");
            fields.put("bytes", quic ? HELLO : Hellos.hello("localhost", protocols));
        }
    }

    private static InetSocketAddress socketAddress(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    static void play(String name, Script script) {
        for (Map<String, Object> line : lines(name)) {
            script.accept(script.event((String) line.get("probe"), line));
        }
    }
}

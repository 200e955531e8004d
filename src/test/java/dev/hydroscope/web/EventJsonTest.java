package dev.hydroscope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hydroscope.format.Fired;
import dev.hydroscope.store.EventRow;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a probe told, as one can read it. */
class EventJsonTest {
    private static Object argument(String probe, String name, Object value) {
        EventRow row = new EventRow(Fired.of(probe, 1, Map.of(name, value)), -1);
        return ((Map<?, ?>) EventJson.of(row, 0).get("arguments")).get(name);
    }

    @Test
    void roundTripsAreMillisecondsAndNoStruct() {
        byte[] struct = HexFormat.of().parseHex("01000000030000000400000011010000");
        assertEquals("minimum 1 ms, smoothed 3 ms, variance 4 ms, latest 273 ms",
                argument("quicly:quictrace_cc_ack", "rtt", struct));
    }

    @Test
    void bytesThatAreNoTextAreHexadecimal() {
        assertEquals("00ff7f", argument("quicly:path_challenge_receive", "bytes", HexFormat.of().parseHex("00ff7f")));
        assertEquals("h\u00e9", argument("quicly:path_challenge_receive", "bytes", "h\u00e9"));
    }

    @Test
    void aHeaderStaysText() {
        assertEquals("a\tb", argument("h2o:receive_request_header", "value", "a\tb"));
    }
}

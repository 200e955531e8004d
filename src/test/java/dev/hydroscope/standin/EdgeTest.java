package dev.hydroscope.standin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.probe.Argument;
import dev.hydroscope.trace.Event;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the stand-in passes to its probes is what is read out of the kernel: every argument, and what tracers stumble over. */
class EdgeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VALUE = 4;
    private static Traced traced;

    @BeforeAll
    static void trace() throws Exception {
        traced = Traced.run(Traced.everything(16 << 20), "--edge");
        assertEquals(traced.summary().firedTotal(), traced.events().size(), "something was lost");
    }

    @Test
    void everyArgumentOfEveryProbeIsReadRight() throws Exception {
        List<String> wrong = new ArrayList<>();
        List<JsonNode> calls = passed("probe");
        Iterator<Event> events = traced.events().subList(traced.events().size() - calls.size(), traced.events().size()).iterator();
        for (JsonNode call : calls) {
            Event event = events.next();
            assertEquals(call.get("probe").asText(), event.probe().key());
            for (int i = 0; i < event.probe().arguments().size(); i++) {
                if (!matches(call.get("arguments").get(i), event, i)) {
                    wrong.add(call.get("probe").asText() + " " + event.probe().arguments().get(i).name() + ": "
                            + call.get("arguments").get(i) + " became " + Long.toHexString(event.slot(i)));
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(2 * 135, calls.size());
    }

    private static boolean matches(JsonNode passed, Event event, int i) {
        Argument argument = event.probe().arguments().get(i);
        return switch (argument.kind()) {
            case INT, STREAM -> event.number(i) == passed.bigIntegerValue().longValue();
            case POINTER -> event.number(i) == Long.parseUnsignedLong(passed.asText().substring(2), 16);
            case SOCKADDR -> passed.asText().equals(address(event.bytes(i)));
            case BYTES, HELLO -> passed.asText().equals(event.text(i));
            case STRING -> passed.asText().equals(event.text(i)) || isCut(passed.asText(), event, i);
        };
    }

    private static boolean isCut(String passed, Event event, int i) {
        int most = Integer.parseInt(event.probe().arguments().get(i).length());
        return event.has(i, Event.CUT) && passed.startsWith(event.text(i)) && passed.length() >= most
                && event.captured(i) >= most - 1;
    }

    private static String address(byte[] bytes) {
        return bytes.length != 16 ? "" : (bytes[4] & 0xff) + "." + (bytes[5] & 0xff) + "." + (bytes[6] & 0xff) + "."
                + (bytes[7] & 0xff) + ":" + ((bytes[2] & 0xff) << 8 | bytes[3] & 0xff);
    }

    @Test
    void aValueOfAnyLengthIsCutAtTheLimitAndKeepsItsLength() throws Exception {
        for (JsonNode header : passed("header")) {
            if (header.get("header").asText().equals("x-length")) {
                Event event = event(header);
                int length = header.get("length").asInt();
                int kept = Math.min(length, 8192);
                assertEquals(alphabet(kept), event.text(VALUE), length + " bytes");
                assertEquals(length, event.originalLength(VALUE));
                assertEquals(length > kept, event.has(VALUE, Event.CUT), length + " bytes");
            }
        }
    }

    @Test
    void bytesArriveAsTheyAre() throws Exception {
        int compared = 0;
        for (JsonNode header : passed("header")) {
            if (!header.get("hex").asText().isEmpty()) {
                Event event = event(header);
                assertEquals(header.get("header").asText(), event.text(2));
                assertArrayEquals(HexFormat.of().parseHex(header.get("hex").asText()), event.bytes(VALUE), header.toString());
                compared++;
            }
        }
        assertEquals(13, compared);
    }

    @Test
    void memoryThatIsNotThereIsSaidToBeUnreadable() throws Exception {
        for (JsonNode header : passed("header")) {
            String name = header.get("header").asText();
            if (name.equals("x-null")) {
                assertTrue(event(header).has(VALUE, Event.NULL), name);
            } else if (name.equals("x-nowhere") || name.equals("x-over-the-edge")) {
                assertTrue(event(header).has(VALUE, Event.UNREADABLE), name);
                assertEquals(0, event(header).captured(VALUE), name);
                assertEquals(header.get("length").asLong(), event(header).originalLength(VALUE), name);
            }
        }
    }

    private static Event event(JsonNode header) {
        return traced.events().get(header.get("req").asInt() - 1);
    }

    private static String alphabet(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + i % 26));
        }
        return text.toString();
    }

    private static List<JsonNode> passed(String field) throws Exception {
        List<JsonNode> passed = new ArrayList<>();
        for (String line : traced.lines()) {
            JsonNode node = JSON.readTree(line);
            if (node.has(field)) {
                passed.add(node);
            }
        }
        return passed;
    }
}

package dev.hydroscope.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.format.H2ologWriter.Form;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are others' bytes: in a file they stay what they are, but a line stays a line; a terminal obeys none of them. */
class ControlsTest {
    private static final Probe HEADER = Catalogue.load().find("h2o", "receive_request_header").orElseThrow();

    private static Event header(byte[] value) {
        byte[] bytes = new byte[1 + value.length];
        bytes[0] = 'x';
        System.arraycopy(value, 0, bytes, 1, value.length);
        return new Event(HEADER, 1_000_000, 1, 1, 1,
                new long[] {7, 1, Event.slot(1, 1, 0), 1, Event.slot(value.length, value.length, 0), value.length}, bytes);
    }

    private interface Making {
        H2ologWriter writer(ByteArrayOutputStream out, Form form);
    }

    private static byte[] line(Making making, Form form, byte[] value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (H2ologWriter writer = making.writer(out, form)) {
            writer.write(header(value), 0);
        }
        return out.toByteArray();
    }

    @Test
    void inAFileEveryByteStandsButTheEndsOfLines() throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes("7 1 RxHeader   x ".getBytes(StandardCharsets.US_ASCII));
        for (byte b : all) {
            if (b == '\n' || b == '\r') {
                expected.writeBytes((b == '\n' ? "\\u000a" : "\\u000d").getBytes(StandardCharsets.US_ASCII));
            } else {
                expected.write(b);
            }
        }
        expected.write('\n');
        assertArrayEquals(expected.toByteArray(), line(H2ologWriter::exactly, Form.TEXT, all));
    }

    @ParameterizedTest
    @CsvSource({"plain, plain", "x\u001b[2J, x\\u001b[2J", "a\tb, a\\u0009b", "\u009b31m, \\u009b31m",
        "\u202egnp.exe, \\u202egnp.exe",
        "\u2066x, \\u2066x", "zażółć 日本, zażółć 日本", "back\\slash \"quoted\", back\\slash \"quoted\"", "\ud83d\ude00, \ud83d\ude00",
        "\udb40\udc41, \\udb40\\udc41"})
    void onATerminalNothingIsObeyed(String value, String shown) throws IOException {
        assertEquals("7 1 RxHeader   x " + shown + "\n", new String(line(H2ologWriter::toTerminal, Form.TEXT,
                value.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8));
    }

    @Test
    void jsonOnATerminalIsJsonOfTheSameText() throws IOException {
        String value = "\u001b[2J \u202e \u009b \" \\ \u65e5 \ud83d\ude00 \n";
        byte[] line = line(H2ologWriter::toTerminal, Form.H2OLOG, value.getBytes(StandardCharsets.UTF_8));
        String text = new String(line, StandardCharsets.UTF_8);
        assertEquals(value, new ObjectMapper().readTree(text).get("value").asText());
        assertEquals(0, text.strip().codePoints().filter(c -> Character.isISOControl(c) || c == 0x202e).count());
    }

    @Test
    void bytesThatAreNoTextDoNotReachATerminal() throws IOException {
        byte[] line = line(H2ologWriter::toTerminal, Form.TEXT, new byte[] {'a', (byte) 0x9b, '3', '1', 'm'});
        assertEquals("7 1 RxHeader   x a\ufffd31m\n", new String(line, StandardCharsets.UTF_8));
    }
}

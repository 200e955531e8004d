package dev.hydroscope.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.format.EventLines.Times;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Peer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines for people: columns that stand, values that say what they are, and nothing that a terminal would obey. */
class EventLinesTest {
    private static final long NOON = 1_769_860_800_000_000_000L;
    private static final Probe SAID = Probe.parse("demo:said text:string number:int at:pointer");

    private static String lines(Times times, Event... events) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EventLines lines = new EventLines(out, times, List.of(SAID), tid -> "name" + tid)) {
            for (Event event : events) {
                lines.write(event, 0);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Event said(long nanos, byte[] text, long flags, long original) {
        return new Event(SAID, NOON + nanos, 70, 71, 0, new long[] {Event.slot(text.length, original, flags), -5, 0xbeefL}, text);
    }

    /** How a text is shown. */
    private static String shown(byte[] text, long flags, long original) throws IOException {
        String line = lines(Times.NONE, said(0, text, flags, original)).split("\n")[1];
        return line.substring(line.indexOf("text=") + 5, line.indexOf(" number="));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void columnsStandBelowTheirNames() throws IOException {
        assertEquals("""
                TIME                PID     TID COMM            PROBE
                12:00:00.000001      70      71 name71          demo:said text="hello" number=-5 at=0xbeef
                """, lines(Times.UTC, said(1999, bytes("hello"), 0, 5)));
    }

    @Test
    void deltaIsWhatHasPassedSinceTheLineBefore() throws IOException {
        String[] lines = lines(Times.DELTA, said(0, bytes("a"), 0, 1), said(1_000_000_123L, bytes("b"), 0, 1),
                said(1_000_000_100L, bytes("c"), 0, 1)).split("\n");
        assertTrue(lines[1].startsWith("    0.000000000 "), lines[1]);
        assertTrue(lines[2].startsWith("    1.000000123 "), lines[2]);
        assertEquals(lines[1].indexOf("name"), lines[3].indexOf("name"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "plain text, \"plain text\"", "say \"hi\", \"say \\\"hi\\\"\"", "back\\slash, \"back\\\\slash\"",
        "naïve ☃, \"naïve ☃\""
    })
    void textIsQuoted(String text, String shown) throws IOException {
        assertEquals(shown, shown(bytes(text), 0, text.length()));
    }

    @Test
    void nothingMovesTheTerminal() throws IOException {
        assertEquals("\"a\\nb\\x1b[2J\\0\"", shown(bytes("a\nb\u001b[2J\0"), 0, 9));
        assertEquals("\"\\u{202e}cod\\\"\"", shown(bytes("\u202ecod\""), 0, 9));
        assertEquals("\"\\x85\\xff(\"", shown(new byte[] {(byte) 0x85, (byte) 0xff, '('}, 0, 3));
    }

    @Test
    void whatIsNotAllThereSaysSo() throws IOException {
        assertEquals("\"abc\"... (3 of 40 bytes)", shown(bytes("abc"), Event.CUT, 40));
        assertEquals("\"abc\"... (3 bytes of more)", shown(bytes("abc"), Event.CUT, 0xffff_ffffL));
        assertEquals("<withheld, 16 bytes>", shown(bytes(""), Event.WITHHELD, 16));
        assertEquals("<withheld>", shown(bytes(""), Event.WITHHELD, 0));
        assertEquals("<unreadable>", shown(bytes(""), Event.UNREADABLE, 0));
        assertEquals("NULL", shown(bytes(""), Event.NULL, 0));
        assertEquals("\"Basic\" (masked)", shown(bytes("Basic"), Event.MASKED, 30));
    }

    @Test
    void addressesAreRead() throws IOException {
        Probe probe = Probe.parse("demo:peer address:sockaddr");
        byte[] sockaddr = Peer.parse("192.0.2.1:80").orElseThrow().sockaddr();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EventLines lines = new EventLines(out, Times.NONE, List.of(probe), tid -> "")) {
            lines.write(new Event(probe, NOON, 1, 1, 0, new long[] {Event.slot(16, 16, 0)}, sockaddr), 0);
        }
        assertTrue(out.toString(StandardCharsets.UTF_8).endsWith("demo:peer address=192.0.2.1:80\n"));
    }
}

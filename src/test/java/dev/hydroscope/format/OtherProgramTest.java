package dev.hydroscope.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.format.H2ologWriter.Form;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Our own lines tell events of any program, and are read again as what they were; whatever that program calls things. */
class OtherProgramTest {
    private static final long AT = 1_700_000_000_123_456_789L;

    @Test
    void linesAreReadAgain() throws Exception {
        Event exec = event("?sched:sched_process_exec filename:string pid:int old_pid:int type:string", new long[] {
            Event.slot(7, 7, 0), -5, 4711, Event.slot(3, 3, 0)}, "/bin/lsabc");
        Event read = again(exec);
        assertEquals("sched:sched_process_exec", read.probe().key());
        assertEquals(AT, read.atNanos());
        assertEquals(42, read.pid());
        assertEquals(List.of("filename", "pid", "old_pid", "type"), read.probe().arguments().stream().map(a -> a.name()).toList());
        assertEquals("/bin/ls", read.text(0));
        assertEquals(-5, read.number(1));
        assertEquals("abc", read.text(3));
    }

    @Test
    void functionsAndTheirReturnsAreProbesToo() throws Exception {
        assertEquals("libc.so.6:malloc%return", again(event("?libc.so.6:malloc%return ret:int", new long[] {8}, "")).probe().key());
    }

    @Test
    void aNameDoesNotBreakItsLine() throws Exception {
        Event hostile = event("?a\"b:c\\d\",\"pid\":9,\"x x:int", new long[] {1}, "");
        Event read = again(hostile);
        assertEquals(hostile.probe().key(), read.probe().key());
        assertEquals(42, read.pid());
    }

    @Test
    void aModuleThatH2oDoesNotHaveIsTakenOfOurOwnLinesOnly() throws Exception {
        String h2olog = "{\"module\":\"nginx\",\"type\":\"x\",\"tid\":1,\"time\":1700000000123}\n";
        List<Event> events = new ArrayList<>();
        H2ologReader reader = new H2ologReader(new ByteArrayInputStream(h2olog.getBytes(StandardCharsets.UTF_8)), false, 0);
        reader.read(events);
        assertTrue(events.isEmpty());
        assertEquals(1, reader.caveats().undecodable());
    }

    private static Event event(String line, long[] slots, String bytes) {
        return new Event(Probe.parse(line), AT, 42, 43, 0, slots, bytes.getBytes(StandardCharsets.UTF_8));
    }

    private static Event again(Event event) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (H2ologWriter writer = new H2ologWriter(out, Form.JSONL)) {
            writer.write(event, 0);
        }
        List<Event> events = new ArrayList<>();
        H2ologReader reader = new H2ologReader(new ByteArrayInputStream(out.toByteArray()), false, 0);
        reader.read(events);
        assertEquals(0, reader.caveats().undecodable(), () -> out + " " + reader.caveats().problems());
        return events.get(0);
    }
}

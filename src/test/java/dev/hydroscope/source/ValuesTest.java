package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.standin.Kernel;
import dev.hydroscope.trace.Event;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel side makes of values: every operand and kind, and the odd ones. */
class ValuesTest {
    private static final int NAME = 2;
    private static final int VALUE = 4;
    private static final int UUID = 3;
    private static final int BYTES = 2;

    @TempDir
    private static Path folder;
    private static Path program;

    @BeforeAll
    static void compile() throws Exception {
        Kernel.assumeProbes();
        program = Values.compile(folder);
    }

    private static List<Event> trace(CaptureSettings settings, String... lines) throws Exception {
        try (Values values = Values.start(program); Traced traced = Traced.attach(values.pid(), settings)) {
            values.fire(lines);
            return traced.finish();
        }
    }

    private static List<Event> trace(String... lines) throws Exception {
        return trace(CaptureSettings.of(List.of("*")), lines);
    }

    @Test
    void readsEveryFormOfOperand() throws Exception {
        Event event = trace("operands").get(0);
        long[] values = new long[12];
        Arrays.setAll(values, event::number);
        assertArrayEquals(new long[] {22, 11, -55, -5, 251, -300, 65236, -70000, 4294897296L, -9, -55, -1}, values);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 1024, 8192})
    void cutsAtTheLimitAndKeepsTheLength(int limit) throws Exception {
        int[] lengths = {0, 1, limit - 1, limit, limit + 1, 65536};
        List<Event> events = trace(Traced.settings(limit, false, "*"),
                Arrays.stream(lengths).mapToObj(length -> "lengths 3 " + length).toArray(String[]::new));
        assertEquals(lengths.length, events.size());
        for (int i = 0; i < lengths.length; i++) {
            Event event = events.get(i);
            assertEquals("v".repeat(Math.min(limit, lengths[i])), event.text(VALUE));
            assertEquals(lengths[i], event.originalLength(VALUE));
            assertEquals(lengths[i] > limit, event.has(VALUE, Event.CUT));
            assertEquals("nnn", event.text(NAME));
        }
    }

    @Test
    void cutsALongNameLikeAnyValue() throws Exception {
        Event event = trace("lengths 2000 5").get(0);
        assertEquals("n".repeat(1024), event.text(NAME));
        assertEquals(2000, event.originalLength(NAME));
        assertEquals("vvvvv", event.text(VALUE));
    }

    @Test
    void cutsStringsAtTheirOwnMost() throws Exception {
        List<Event> events = trace("uuid 0", "uuid 47", "uuid 48", "uuid 49");
        assertEquals(List.of(0, 47, 48, 48), events.stream().map(event -> event.captured(UUID)).toList());
        assertEquals(List.of(0L, 47L, 48L, 0xffffffffL), events.stream().map(event -> event.originalLength(UUID)).toList());
        assertEquals(List.of(false, false, false, true), events.stream().map(event -> event.has(UUID, Event.CUT)).toList());
    }

    @Test
    void tellsNullFromUnreadable() throws Exception {
        List<Event> events = trace("null", "unreadable");
        assertTrue(events.get(0).has(NAME, Event.NULL));
        assertEquals(4, events.get(0).originalLength(NAME));
        assertTrue(events.get(0).has(VALUE, Event.NULL));
        assertTrue(events.get(1).has(UUID, Event.NULL));
        assertEquals("odd", events.get(2).text(NAME));
        assertTrue(events.get(2).has(VALUE, Event.UNREADABLE));
        assertEquals(5, events.get(2).originalLength(VALUE));
        assertTrue(events.get(3).has(UUID, Event.UNREADABLE));
    }

    @Test
    void readsUpToTheEndOfMemoryAndNeverPastTheLength() throws Exception {
        List<Event> events = trace("edge");
        assertEquals("edgewise", events.get(0).text(NAME));
        assertEquals("edgewise", events.get(0).text(VALUE));
        assertEquals("beyond", events.get(1).text(NAME));
        assertTrue(events.get(1).has(VALUE, Event.UNREADABLE));
    }

    @Test
    void copiesAClientHelloAndWithholdsEveryOtherMessage() throws Exception {
        List<Event> events = trace(Traced.settings(64, false, "*"), "message 1 600", "message 1 5000", "message 20 48");
        assertEquals("m".repeat(600), events.get(0).text(BYTES));
        assertEquals("m".repeat(4096), events.get(1).text(BYTES));
        assertTrue(events.get(1).has(BYTES, Event.CUT));
        assertTrue(events.get(2).has(BYTES, Event.WITHHELD));
        assertEquals(48, events.get(2).originalLength(BYTES));
        assertEquals(0, events.get(2).captured(BYTES));
    }

    @Test
    void copiesEveryMessageWhereApplicationDataIsAskedFor() throws Exception {
        Event event = trace(Traced.settings(64, true, "*"), "message 20 48").get(0);
        assertEquals("m".repeat(48), event.text(BYTES));
    }

    @Test
    void keepsOnlyTheHeadersThatAreListedForTheirDirection() throws Exception {
        CaptureSettings settings = new CaptureSettings(List.of("*"), false, 1, Set.of("User-Agent", ":path"),
                Set.of("server"), Set.of(), 1024, 1 << 20);
        String[] lines = {"request user-agent a", "request USER-agent b", "request server c", "request :path d",
            "request user-agen e", "request user-agentx f", "response server g", "response user-agent h", "lengths 200 3"};
        try (Values values = Values.start(program); Traced traced = Traced.attach(values.pid(), settings)) {
            values.fire(lines);
            List<Event> events = traced.finish();
            assertEquals(List.of("a", "b", "d", "g"), events.stream().map(event -> event.text(VALUE)).toList());
            assertEquals(5, traced.source().counters().allFiltered());
            assertEquals(lines.length, traced.source().counters().allHits());
        }
    }

    @Test
    void keepsEveryHeaderOfADirectionWithoutAList() throws Exception {
        CaptureSettings settings = new CaptureSettings(List.of("*"), false, 1, Set.of("accept"), Set.of(), Set.of(), 1024,
                1 << 20);
        List<Event> events = trace(settings, "request user-agent a", "response server b", "request accept c");
        assertEquals(List.of("b", "c"), events.stream().map(event -> event.text(VALUE)).toList());
    }

    @Test
    void withholdsTheValuesOfListedHeadersOnly() throws Exception {
        CaptureSettings settings = new CaptureSettings(List.of("*"), false, 1, Set.of(), Set.of(),
                Set.of("cookie", "x-" + "long".repeat(15)), 1024, 1 << 20);
        List<Event> events = trace(settings, "request Cookie abcdef", "request cookies open", "response cookie x",
                "request x-" + "LONG".repeat(15) + " secret");
        assertTrue(events.get(0).has(VALUE, Event.WITHHELD));
        assertEquals(6, events.get(0).originalLength(VALUE));
        assertEquals("Cookie", events.get(0).text(NAME));
        assertEquals("Cookie".length(), events.get(0).raw().length);
        assertEquals("open", events.get(1).text(VALUE));
        assertTrue(events.get(2).has(VALUE, Event.WITHHELD));
        assertTrue(events.get(3).has(VALUE, Event.WITHHELD));
    }

    @Test
    void knowsANameThatIsLongerThanTheLimitOfValues() throws Exception {
        CaptureSettings settings = new CaptureSettings(List.of("*"), false, 1, Set.of("proxy-authorization", "accept"),
                Set.of(), Set.of("proxy-authorization"), 16, 1 << 20);
        List<Event> events = trace(settings, "request proxy-authorization secret", "request proxy-authorizatioN secret",
                "request proxy-authorizati x", "request accept y");
        assertEquals(List.of("proxy-authorization", "proxy-authorizatioN", "accept"),
                events.stream().map(event -> event.text(NAME)).toList());
        assertEquals(List.of("", "", "y"), events.stream().map(event -> event.text(VALUE)).toList());
        assertTrue(events.get(0).has(VALUE, Event.WITHHELD));
    }

    @Test
    void withholdsTheValueOfANameThatCannotBeRead() throws Exception {
        CaptureSettings settings = new CaptureSettings(List.of("*"), false, 1, Set.of(), Set.of(), Set.of("cookie"), 1024,
                1 << 20);
        List<Event> events = trace(settings, "nameless secret");
        assertTrue(events.get(0).has(NAME, Event.UNREADABLE));
        assertTrue(events.get(0).has(VALUE, Event.WITHHELD));
        assertEquals(0, events.get(0).raw().length);
    }
}

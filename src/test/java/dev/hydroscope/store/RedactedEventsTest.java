package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a link shows of the arguments of programs of which nothing is known. */
class RedactedEventsTest {
    private static final String SECRET = "select password from users";
    private final Redactor redactor = new Redactor(Redaction.values()[0], new byte[32]);

    /** A name that is harmless in H2O says nothing elsewhere. */
    @ParameterizedTest
    @ValueSource(strings = {"label", "function", "stats", "details", "remote", "sql"})
    void aTextOfAnotherProgramIsHiddenWhateverItIsCalled(String argument) {
        Event shown = redactor.event(new EventRow(event("libpq.so.5:PQexec " + argument + ":string"), 0)).event();
        assertTrue(shown.has(0, Event.MASKED), argument);
        assertNotEquals(SECRET, shown.text(0));
    }

    @Test
    void h2osOwnLabelsStay() {
        assertEquals(SECRET, redactor.event(new EventRow(event("h2o:h3s_test label:string"), 0)).event().text(0));
    }

    private static Event event(String probe) {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        return new Event(Probe.parse(probe), 1, 1, 1, 0, new long[] {Event.slot(bytes.length, bytes.length, 0)}, bytes);
    }
}

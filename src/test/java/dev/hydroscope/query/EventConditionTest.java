package dev.hydroscope.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A condition on one event, in the words of the query language. */
class EventConditionTest {
    private static final Probe OPEN = Probe.parse("libc.so.6:open path:string size:int");
    private static final Probe CLOSE = Probe.parse("libc.so.6:close fd:int");
    private static final List<Probe> PROBES = List.of(OPEN, CLOSE);

    private static Event open(String path, long size) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        return new Event(OPEN, 0, 10, 11, 0, new long[] {Event.slot(bytes.length, bytes.length, 0), size}, bytes);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "size > 4096, true", "size > 5000, false", "size >= 5k, true", "size = 0x1388, true", "size = 5us, true",
        "size < 5us, false", "size != 5000, false", "path ~ \"ETC\", true", "path ^= /etc, true", "path = /etc/hosts, true",
        "path != /etc/hosts, false", "path =~ \"^/.*s$\", true", "path ~ x or size > 1, true", "path ~ x and size > 1, false",
        "path ~ x size > 1, false", "not path ~ x, true", "not (path ~ etc or size > 1), false", "pid = 10, true",
        "tid = 10, false", "probe ~ open, true", "probe = libc.so.6:close, false", "fd = 3, false", "not fd = 3, true",
        "fd, false", "path, true", "``, true"
    })
    void holdsOrNot(String condition, boolean holds) {
        assertEquals(holds, EventCondition.parse(condition, PROBES).test(open("/etc/hosts", 5000)), condition);
    }

    @Test
    void whatCouldNotBeReadIsLikeNothing() {
        Event unread = new Event(OPEN, 0, 10, 11, 0, new long[] {Event.UNREADABLE, 1}, new byte[0]);
        assertEquals(false, EventCondition.parse("path != x", PROBES).test(unread));
        assertEquals(false, EventCondition.parse("path", PROBES).test(unread));
        assertEquals(true, EventCondition.parse("not path = x", PROBES).test(unread));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "sise > 3 | no probe here has an argument `sise`", "size ~ 3 | `~` is for text, and size is none",
        "size > big | `big` is no number", "size > | `size >` compares with nothing", "(size > 3 | a bracket that is not closed",
        "size > 3) | a bracket closes that none has opened", "and size > 3 | no probe here has an argument `and`",
        "path =~ \"(\" | the regular expression is wrong", "size > 3 and | the filter ends where a condition should stand",
        "\"x\" | `x` where a condition should stand"
    })
    void saysWhatItDoesNotUnderstand(String condition, String message) {
        QuerySyntaxException wrong = assertThrows(QuerySyntaxException.class, () -> EventCondition.parse(condition, PROBES));
        assertEquals(message.strip().replace("`", ""), wrong.getMessage().replace("`", "").split(": missing")[0].strip());
        assertEquals(false, wrong.hint().isEmpty());
    }
}

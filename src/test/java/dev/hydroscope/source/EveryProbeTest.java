package dev.hydroscope.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.standin.Kernel;
import dev.hydroscope.standin.Standin;
import dev.hydroscope.trace.Event;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each of the catalogue's probes fires with arguments that the stand-in tells: each arrives as it was, or withheld. */
class EveryProbeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeAll
    static void needsProbes() {
        Kernel.assumeProbes();
    }

    private record Fired(String probe, List<JsonNode> arguments) {
        static Fired of(String line) throws Exception {
            JsonNode node = JSON.readTree(line);
            List<JsonNode> arguments = new ArrayList<>();
            node.get("arguments").forEach(arguments::add);
            return new Fired(node.get("probe").asText(), arguments);
        }
    }

    private static List<Fired> once(Standin standin) throws Exception {
        List<Fired> fired = new ArrayList<>();
        for (String line : standin.lines()) {
            if (line.startsWith("{\"probe\"")) {
                fired.add(Fired.of(line));
            }
        }
        assertTrue(fired.size() >= Catalogue.load().h2o().size());
        return fired;
    }

    private static void compare(boolean sensitive, String... globs) throws Exception {
        try (Standin standin = Standin.start("--wait", "--edge", "--linger");
                Traced traced = Traced.attach(standin.pid(), Traced.settings(8192, sensitive, globs))) {
            List<Fired> fired = once(standin);
            List<Event> events = traced.finish();
            events = events.subList(events.size() - fired.size(), events.size());
            for (int i = 0; i < fired.size(); i++) {
                assertEquals(fired.get(i).probe, events.get(i).probe().key());
                compare(fired.get(i), events.get(i), sensitive);
            }
        }
    }

    private static void compare(Fired fired, Event event, boolean sensitive) {
        List<Argument> arguments = event.probe().arguments();
        assertEquals(fired.arguments.size(), arguments.size(), fired.probe);
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            String where = fired.probe + " " + argument.name();
            boolean hidden = argument.sensitivity() == Argument.Sensitivity.APPDATA
                    || argument.sensitivity() == Argument.Sensitivity.SECRET;
            if (hidden && !sensitive) {
                assertTrue(event.has(i, Event.WITHHELD), where);
                assertEquals(0, event.captured(i), where);
            } else {
                String whole = fired.arguments.get(i).asText();
                boolean cut = argument.kind() == Argument.Kind.STRING && event.has(i, Event.CUT);
                String expected = cut ? whole.substring(0, Integer.parseInt(argument.length())) : whole;
                assertEquals(plain(expected, argument), text(event, i, argument), where);
            }
        }
    }

    /** Numbers as the 64 bits they are: what is unsigned in C may be negative here. */
    private static String plain(String told, Argument argument) {
        if (!argument.kind().number()) {
            return told;
        }
        boolean hex = told.startsWith("0x");
        return Long.toString(new BigInteger(hex ? told.substring(2) : told, hex ? 16 : 10).longValue());
    }

    private static String text(Event event, int index, Argument argument) {
        return switch (argument.kind()) {
            case INT, POINTER, STREAM -> Long.toString(event.number(index));
            case SOCKADDR -> address(ByteBuffer.wrap(event.bytes(index)));
            case STRING, BYTES, HELLO -> event.text(index);
        };
    }

    private static String address(ByteBuffer sockaddr) {
        return (sockaddr.get(4) & 0xff) + "." + (sockaddr.get(5) & 0xff) + "." + (sockaddr.get(6) & 0xff) + "."
                + (sockaddr.get(7) & 0xff) + ":" + (sockaddr.getShort(2) & 0xffff);
    }

    @Test
    void arrivesAsItWasWithNothingSensitive() throws Exception {
        compare(false, "*");
    }

    @Test
    void arrivesWholeWhereSecretsAreAskedForByName() throws Exception {
        List<String> globs = new ArrayList<>(List.of("*"));
        Catalogue.load().h2o().stream().map(Probe::key).forEach(globs::add);
        compare(true, globs.toArray(String[]::new));
    }

    @Test
    void withholdsSecretsFromApplicationDataWithoutTheirName() throws Exception {
        try (Standin standin = Standin.start("--wait", "--edge", "--linger");
                Traced traced = Traced.attach(standin.pid(), Traced.settings(1024, true, "*"))) {
            once(standin);
            for (Event event : traced.finish()) {
                for (int i = 0; i < event.probe().arguments().size(); i++) {
                    if (event.probe().arguments().get(i).sensitivity() == Argument.Sensitivity.SECRET) {
                        assertTrue(event.has(i, Event.WITHHELD), event.probe().key());
                    }
                }
            }
        }
    }
}

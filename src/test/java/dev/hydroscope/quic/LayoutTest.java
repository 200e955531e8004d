package dev.hydroscope.quic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Event;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Collection<Probe> CATALOGUE = Catalogue.load().h2o();

    @Test
    void everyQuiclyProbeOfTheCatalogueHasItsKindAndEveryKindItsProbe() {
        List<String> probes = CATALOGUE.stream().filter(probe -> probe.provider().equals("quicly")).map(Probe::name)
                .sorted().toList();
        List<String> kinds = Arrays.stream(Kind.values()).filter(kind -> kind.ordinal() < Kind.H3S_ACCEPT.ordinal())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT)).sorted().toList();
        assertEquals(probes, kinds);
    }

    @Test
    void everyFieldIsAnArgumentOfSomeProbe() {
        var names = CATALOGUE.stream().flatMap(probe -> probe.arguments().stream()).map(argument -> argument.name())
                .collect(Collectors.toSet());
        Arrays.stream(Field.values()).map(field -> field.name().toLowerCase(Locale.ROOT))
                .forEach(name -> assertTrue(names.contains(name), name));
    }

    @Test
    void readsNumbersByTheirNameAndSaysWhatIsNotCarried() {
        Probe sent = Probe.parse("quicly:packet_sent conn:pointer at:int pn:int len:int");
        Layout layout = new Layouts().of(sent);
        Event event = new Event(sent, 1, 1, 1, 1, new long[] {7, 0, 12, 1280}, new byte[0]);
        assertEquals(Kind.PACKET_SENT, layout.kind());
        assertEquals(12, layout.number(event, Field.PN, -1));
        assertEquals(-1, layout.number(event, Field.PACKET_TYPE, -1));
        assertFalse(layout.has(Field.ACK_ONLY));
    }

    @Test
    void findsTheStreamUnderEitherOfItsNames() {
        Probe acked = Probe.parse("quicly:stream_acked conn:pointer at:int stream_id:int off:int len:int");
        assertEquals(2, new Layouts().of(acked).place(Field.STREAM));
    }
}

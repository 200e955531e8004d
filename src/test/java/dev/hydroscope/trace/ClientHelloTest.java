package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClientHelloTest {
    @Test
    void aRealOneOverQuicOffersItsProtocolsAndHasNoName() {
        assertEquals(new ClientHello("", List.of("h3", "h3-29", "h3-27")), ClientHello.parse(RecordedTraces.HELLO));
    }

    @Test
    void theNameAndTheProtocolsAreReadFromAmongOtherExtensions() {
        assertEquals(new ClientHello("www.example.com", List.of("h2", "http/1.1")),
                ClientHello.parse(Hellos.hello("www.example.com", "h2", "http/1.1")));
    }

    @Test
    void aCutOneTellsWhatStandsWholeBeforeTheCutAndNeverPartOfAName() {
        byte[] hello = Hellos.hello("www.example.com", "h2", "http/1.1");
        for (int length = 0; length < hello.length; length++) {
            ClientHello cut = ClientHello.parse(Arrays.copyOf(hello, length));
            assertTrue(cut.sni().isEmpty() || cut.sni().equals("www.example.com"));
            assertTrue(cut.alpn().isEmpty() || cut.alpn().equals(List.of("h2", "http/1.1")));
        }
        assertEquals("www.example.com", ClientHello.parse(Arrays.copyOf(hello, hello.length - 50)).sni());
    }

    @Test
    void garbageTellsNothingAndNeverThrows() {
        Random random = new Random(2);
        byte[] hello = Hellos.hello("www.example.com", "h2");
        for (int i = 0; i < 200_000; i++) {
            byte[] broken = Arrays.copyOf(hello, random.nextInt(hello.length + 20));
            for (int j = random.nextInt(6); j > 0 && broken.length > 0; j--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            ClientHello.parse(broken);
        }
        byte[] noise = new byte[300];
        random.nextBytes(noise);
        assertEquals(new ClientHello("", List.of()), ClientHello.parse(noise));
    }
}

package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7:65535, 192.0.2.7:65535", "[2001:db8::1]:443, [2001:db8::1]:443", "::1:443, [::1]:443",
        "[0:0:0:0:0:0:0:0]:1, [::]:1", "[1:0:0:2:0:0:0:3]:1, [1:0:0:2::3]:1", "[1:2:3:4:5:6:0:0]:1, [1:2:3:4:5:6::]:1",
        "[1:0:2:3:4:5:6:7]:1, [1:0:2:3:4:5:6:7]:1",
        "[::ffff:192.0.2.7]:1, 192.0.2.7:1", "[2001:DB8::a]:1, [2001:db8::a]:1",
    })
    void anAddressIsWrittenAsPeopleWriteIt(String text, String written) {
        assertEquals(Optional.of(written), Peer.parse(text).map(Peer::toString));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:1", "192.0.2.7", "192.0.2.999:1", "[::1]", "@:1", "[1.2.3.4.5]:1",
        "1::2::3:4:1"})
    void whatIsNoNumericAddressIsNone(String text) {
        assertEquals(Optional.empty(), Peer.parse(text));
    }

    @Test
    void aCapturedSockaddrTellsTheSame() {
        byte[] v4 = {2, 0, 0x12, 0x67, (byte) 192, 0, 2, 7, 0, 0, 0, 0, 0, 0, 0, 0};
        assertEquals(Peer.parse("192.0.2.7:4711"), Peer.of(v4));
        byte[] v6 = new byte[28];
        v6[0] = 10;
        v6[3] = 80;
        v6[23] = 1;
        assertEquals(Peer.parse("[::1]:80"), Peer.of(v6));
        assertEquals(Optional.empty(), Peer.of(new byte[] {1, 0}));
    }

    @Test
    void garbageIsNoAddressAndNeverThrows() {
        Random random = new Random(4);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(30)];
            random.nextBytes(bytes);
            if (bytes.length > 1) {
                bytes[0] = (byte) (random.nextBoolean() ? 2 : 10);
                bytes[1] = 0;
            }
            Peer.of(bytes).map(Peer::toString);
            char[] text = new char[random.nextInt(20)];
            for (int j = 0; j < text.length; j++) {
                text[j] = "0123456789abcf:.[]".charAt(random.nextInt(18));
            }
            Peer.parse(new String(text)).map(Peer::toString);
        }
    }
}

package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PacketRingTest {
    private final PacketRing ring = new PacketRing(-1);

    @Test
    void growsRatherThanLetGoOfAPacketInFlight() {
        for (long number = 0; number < 1000; number++) {
            ring.put(number, number * 10);
        }
        for (long number = 0; number < 1000; number++) {
            assertEquals(number * 10, ring.find(number));
            assertFalse(ring.mayBeForgotten(number));
        }
    }

    @Test
    void aNumberThatWasNeverToldIsNotLookedFor() {
        ring.put(7, 70);
        ring.put(9, 90);
        assertEquals(-1, ring.find(8));
        assertFalse(ring.mayBeForgotten(8));
    }

    @Test
    void aSettledNumberThatMadeRoomIsLookedFor() {
        for (long number = 0; number < 100; number++) {
            ring.put(number, number);
            ring.settle(number);
        }
        assertEquals(-1, ring.find(3));
        assertTrue(ring.mayBeForgotten(3));
        assertFalse(ring.mayBeForgotten(100));
    }

    @Test
    void whatStoodInTheFileBeforeMayBeThere() {
        PacketRing resumed = new PacketRing(500);
        assertTrue(resumed.mayBeForgotten(499));
        assertFalse(resumed.mayBeForgotten(501));
    }
}

package dev.hydroscope.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecoderTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Probe RECEIVE = CATALOGUE.find("h2o", "receive_request", 3);
    private static final Probe HEADER = CATALOGUE.find("h2o", "receive_request_header", 6);

    private final Decoder decoder = new Decoder(List.of(RECEIVE, HEADER), 1_000_000);
    private final List<Event> events = new ArrayList<>();

    @Test
    void numbersAreInTheirSlotsAndTheClockIsThatOfTheWall() {
        assertTrue(decode(record(0, 3, "", 7, -1, 0x101)));
        Event event = events.get(0);
        assertEquals(RECEIVE, event.probe());
        assertEquals(1_000_042, event.atNanos());
        assertEquals(List.of(10, 11, 12), List.of(event.pid(), event.tid(), event.seq()));
        assertEquals(List.of(7L, -1L, 0x101L), List.of(event.number(0), event.number(1), event.number(2)));
    }

    @Test
    void textsStandOneAfterTheOtherBehindTheSlots() {
        long cut = Event.slot(3, 5000, Event.CUT);
        assertTrue(decode(record(1, 6, "accept*/*", 7, 1, Event.slot(6, 6, 0), 6, cut, 5000)));
        Event event = events.get(0);
        assertEquals("accept", event.text(2));
        assertArrayEquals("*/*".getBytes(StandardCharsets.US_ASCII), event.bytes(4));
        assertEquals(5000, event.originalLength(4));
        assertTrue(event.has(4, Event.CUT));
    }

    @Test
    void bytesBeyondTheLastValueAreSkippedAsAReserveMayBeLargerThanItsRecord() {
        assertTrue(decode(record(1, 6, "ab=====", 7, 1, Event.slot(1, 1, 0), 1, Event.slot(1, 1, 0), 1)));
        assertEquals(2, events.get(0).raw().length);
        assertEquals("b", events.get(0).text(4));
    }

    @Test
    void aRecordAnywhereInTheBufferIsReadInPlace() {
        ByteBuffer record = record(0, 3, "", 7, 1, 0x200);
        ByteBuffer ring = ByteBuffer.allocateDirect(200).order(ByteOrder.LITTLE_ENDIAN);
        ring.put(100, record, 0, record.limit());
        assertTrue(decoder.decode(ring, 100, record.limit(), events));
        assertEquals(7, events.get(0).number(0));
    }

    @Test
    void whatDoesNotAddUpIsCountedAndNothingElse() {
        ByteBuffer whole = record(1, 6, "accept*/*", 7, 1, Event.slot(6, 6, 0), 6, Event.slot(3, 3, 0), 3);
        for (int length = 0; length < whole.limit(); length++) {
            assertFalse(decoder.decode(whole, 0, length, events), "cut at " + length);
        }
        assertFalse(decode(record(2, 3, "", 1, 2, 3)), "no such site");
        assertFalse(decode(record(0, 4, "", 1, 2, 3, 4)), "not that probe's number of arguments");
        ByteBuffer tooLong = record(1, 6, "ab", 7, 1, Event.slot(2, 2, 0), 2, Event.slot(1, 1, 0), 1);
        assertFalse(decode(tooLong), "its values are longer than it is");
        assertEquals(whole.limit() + 3, decoder.undecodable());
        assertEquals(List.of(), events);
    }

    @Test
    void garbageNeverThrows() {
        Random random = new Random(1);
        byte[] bytes = new byte[256];
        for (int i = 0; i < 200_000; i++) {
            random.nextBytes(bytes);
            bytes[20] = (byte) random.nextInt(3);
            bytes[21] = 0;
            bytes[22] = (byte) random.nextInt(8);
            bytes[23] = 0;
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            decoder.decode(buffer, random.nextInt(300) - 20, random.nextInt(300) - 20, events);
        }
        assertEquals(200_000, events.size() + decoder.undecodable());
        assertFalse(events.isEmpty());
        for (Event event : events) {
            for (int i = 0; i < event.probe().arguments().size(); i++) {
                if (!event.probe().arguments().get(i).kind().number()) {
                    event.text(i);
                }
            }
        }
    }

    private boolean decode(ByteBuffer record) {
        return decoder.decode(record, 0, record.limit(), events);
    }

    private static ByteBuffer record(int site, int count, String texts, long... slots) {
        byte[] bytes = texts.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer record = ByteBuffer.allocate(24 + 8 * slots.length + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(42).putInt(10).putInt(11).putInt(12).putShort((short) site).putShort((short) count);
        for (long slot : slots) {
            record.putLong(slot);
        }
        return record.put(bytes).flip();
    }
}

package dev.hydroscope.source;

import dev.hydroscope.probe.Catalogue;
import dev.hydroscope.probe.Probe;
import dev.hydroscope.trace.Decoder;
import dev.hydroscope.trace.Event;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Has the decoder compiled before the first event comes: a cold one would let the ring fill while it is at its slowest. */
final class Warmth {
    private static final int RECORDS = 12_000;
    private static final int BATCH = 500;
    private static final int TEXT_BYTES = 48;
    private static final long GAINED = decodeMany();

    private Warmth() {
    }

    /** Once a JVM, some milliseconds; answers how many records were decoded for it. */
    static long gain() {
        return GAINED;
    }

    private static long decodeMany() {
        Probe probe = Catalogue.load().find("h2o", "receive_request_header", 6);
        Decoder decoder = new Decoder(List.of(probe), 0);
        ByteBuffer record = record();
        List<Event> batch = new ArrayList<>();
        long decoded = 0;
        for (int i = 0; i < RECORDS; i++) {
            decoded += decoder.decode(record, 0, record.capacity(), batch) ? 1 : 0;
            if (batch.size() == BATCH) {
                batch = new ArrayList<>();
            }
        }
        return decoded;
    }

    private static ByteBuffer record() {
        long text = Event.slot(TEXT_BYTES / 2, TEXT_BYTES / 2, 0);
        return ByteBuffer.allocateDirect(24 + 6 * Long.BYTES + TEXT_BYTES).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(1).putInt(1).putInt(1).putInt(1).putShort((short) 0).putShort((short) 6)
                .putLong(1).putLong(1).putLong(text).putLong(TEXT_BYTES / 2).putLong(text).putLong(TEXT_BYTES / 2)
                .rewind();
    }
}

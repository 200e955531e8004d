package dev.hydroscope.store;

import dev.hydroscope.quic.Mark;
import dev.hydroscope.quic.Samples;
import java.nio.charset.StandardCharsets;

/** Reads the marks that {@link MarkLog} packed. */
final class MarkReader {
    private MarkReader() {
    }

    static void read(byte[] data, Samples into) {
        Unpacker unpacker = new Unpacker(data);
        long at = 0;
        while (unpacker.more()) {
            int mark = (int) unpacker.number();
            at += unpacker.signed();
            long first = unpacker.signed();
            long second = unpacker.signed();
            byte[] text = unpacker.text();
            into.mark(Mark.at(mark), at, first, second, text.length == 0 ? "" : new String(text, StandardCharsets.UTF_8));
        }
    }
}

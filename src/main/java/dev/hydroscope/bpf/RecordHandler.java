package dev.hydroscope.bpf;

import java.nio.ByteBuffer;

/** Takes one record of the ring, in place: the bytes are only there until it returns. */
@FunctionalInterface
public interface RecordHandler {
    void record(ByteBuffer ring, int offset, int length);
}

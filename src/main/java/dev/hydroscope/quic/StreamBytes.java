package dev.hydroscope.quic;

/** Is told what happened to a stream's bytes. */
public interface StreamBytes {
    /** The order is the file's. */
    enum Fate { SENT, RETRANSMITTED, LOST, ACKED, RECEIVED, REORDERED }

    void bytes(long stream, long atNanos, long offset, long length, Fate fate);
}

package dev.hydroscope.bpf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The ring between the kernel and us, read in place from mapped memory. For one reading thread at a time. */
public final class RingBuffer implements AutoCloseable {
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final int BUSY = 1 << 31;
    private static final int DISCARDED = 1 << 30;
    private static final int HEADER_BYTES = 8;
    /** The kernel gets room back this often, and at the end of a read. */
    private static final int RELEASE_EVERY_BYTES = 64 << 10;

    private final Mapping consumer;
    private final Mapping producer;
    private final ByteBuffer position;
    private final ByteBuffer limit;
    private final int mask;
    private final int data;
    private boolean closed;

    RingBuffer(int fd, int bytes) throws ProbeException {
        int page = Mapping.PAGE_BYTES;
        consumer = Mapping.of(fd, 0, page, true);
        producer = Mapping.of(fd, page, page + 2 * bytes, false);
        position = consumer.buffer();
        limit = producer.buffer();
        mask = bytes - 1;
        data = page;
    }

    /** Hands on what is there now, at most {@code max} records; answers how many. */
    public int read(RecordHandler handler, int max) {
        if (closed) {
            return 0;
        }
        long at = (long) LONG.getAcquire(position, 0);
        long released = at;
        int count = 0;
        for (long end = (long) LONG.getAcquire(limit, 0); at < end && count < max; count++) {
            int offset = data + (int) (at & mask);
            int length = (int) INT.getAcquire(limit, offset);
            if ((length & BUSY) != 0) {
                break;
            }
            int size = length & ~(BUSY | DISCARDED);
            if ((length & DISCARDED) == 0) {
                handler.record(limit, offset + HEADER_BYTES, size);
            }
            at += size + HEADER_BYTES + 7 & -8;
            if (at - released >= RELEASE_EVERY_BYTES) {
                LONG.setRelease(position, 0, at);
                released = at;
            }
        }
        LONG.setRelease(position, 0, at);
        return count;
    }

    /** How much of it is waiting to be read, from 0 to 1. */
    public double fill() {
        return closed ? 0 : ((long) LONG.getAcquire(limit, 0) - (long) LONG.getAcquire(position, 0)) / (mask + 1.0);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            producer.close();
            consumer.close();
        }
    }
}

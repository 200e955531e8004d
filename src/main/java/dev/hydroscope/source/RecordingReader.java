package dev.hydroscope.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/**
 * The frames of a recording, one after the other. A file that was cut, as a killed recorder leaves it, gives what it
 * holds and then CUT; one that was altered gives DAMAGED where it no longer adds up.
 */
final class RecordingReader implements AutoCloseable {
    static final int SHORTEST_RECORD = 24;
    private static final int SITE = 20;

    private final InputStream in;
    private final int sites;
    private ByteBuffer buffer = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    private Source.Process process = new Source.Process(0, 0);
    private long records;

    enum Frame { RECORD, PROCESS, END, CUT, DAMAGED }

    RecordingReader(InputStream in, int sites) {
        this.in = in;
        this.sites = sites;
    }

    /** What comes next; after END, CUT and DAMAGED nothing does. */
    Frame next() throws IOException {
        try {
            int length = take(4).getInt(0);
            return switch (length) {
                case Recording.PROCESS -> process(take(12));
                case Recording.END -> take(8).getLong(0) == records ? Frame.END : Frame.DAMAGED;
                default -> record(length);
            };
        } catch (EOFException e) {
            return Frame.CUT;
        } catch (ZipException e) {
            return Frame.DAMAGED;
        }
    }

    /** The record, from 0 to its limit, until the next is read. */
    ByteBuffer record() {
        return buffer;
    }

    /** Of the record: an index of the recording's probes. */
    int site() {
        return buffer.getShort(SITE) & 0xffff;
    }

    Source.Process process() {
        return process;
    }

    long records() {
        return records;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private Frame process(ByteBuffer bytes) {
        process = new Source.Process(bytes.getInt(0), bytes.getLong(4));
        return Frame.PROCESS;
    }

    private Frame record(int length) throws IOException {
        if (length < SHORTEST_RECORD || length > Recording.LONGEST_RECORD) {
            return Frame.DAMAGED;
        }
        take(length);
        records++;
        return site() < sites ? Frame.RECORD : Frame.DAMAGED;
    }

    private ByteBuffer take(int length) throws IOException {
        if (length > buffer.capacity()) {
            buffer = ByteBuffer.allocate(Math.max(length, 2 * buffer.capacity())).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (in.readNBytes(buffer.array(), 0, length) < length) {
            throw new EOFException();
        }
        return buffer.limit(length).position(0);
    }
}

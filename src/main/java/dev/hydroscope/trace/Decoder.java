package dev.hydroscope.trace;

import dev.hydroscope.probe.Argument;
import dev.hydroscope.probe.Probe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads ring records, laid out as bpf/trace.h says, into events. Trusts nothing: a record that does not add up is
 * counted, never thrown. For one thread at a time; the count may be read from others.
 */
public final class Decoder {
    private static final int AT = 0;
    private static final int PID = 8;
    private static final int TID = 12;
    private static final int SEQ = 16;
    private static final int SITE = 20;
    private static final int COUNT = 22;
    private static final int SLOTS = 24;
    private static final byte[] NOTHING = {};

    private final Probe[] probes;
    private final int[][] texts;
    private final long clockOffsetNanos;
    private volatile long undecodable;

    /**
     * @param probes by site index; a probe stands once for each of its sites
     * @param clockOffsetNanos what makes a record's CLOCK_MONOTONIC time nanoseconds since 1970, UTC
     */
    public Decoder(List<Probe> probes, long clockOffsetNanos) {
        this.probes = probes.toArray(Probe[]::new);
        this.texts = probes.stream().map(Decoder::texts).toArray(int[][]::new);
        this.clockOffsetNanos = clockOffsetNanos;
    }

    private static int[] texts(Probe probe) {
        List<Argument> arguments = probe.arguments();
        return IntStream.range(0, arguments.size())
                .filter(i -> !arguments.get(i).kind().number()).toArray();
    }

    /**
     * Adds the record's event to the batch, or counts the record as undecodable and returns false. The buffer is little
     * endian and may be used again at once; bytes after the record's last value (a bucketed reserve) are skipped.
     */
    public boolean decode(ByteBuffer buffer, int offset, int length, List<Event> batch) {
        assert buffer.order() == ByteOrder.LITTLE_ENDIAN;
        if (offset < 0 || length < SLOTS || offset > buffer.limit() - length) {
            return refuse();
        }
        int site = buffer.getShort(offset + SITE) & 0xffff;
        int count = buffer.getShort(offset + COUNT) & 0xffff;
        int start = SLOTS + count * Long.BYTES;
        if (site >= probes.length || count != probes[site].arguments().size() || start > length) {
            return refuse();
        }
        long[] slots = new long[count];
        for (int i = 0; i < count; i++) {
            slots[i] = buffer.getLong(offset + SLOTS + i * Long.BYTES);
        }
        int captured = captured(slots, texts[site]);
        if (captured > length - start) {
            return refuse();
        }
        batch.add(new Event(probes[site], buffer.getLong(offset + AT) + clockOffsetNanos, buffer.getInt(offset + PID),
                buffer.getInt(offset + TID), buffer.getInt(offset + SEQ), slots,
                bytes(buffer, offset + start, captured)));
        return true;
    }

    /** Records that did not add up. */
    public long undecodable() {
        return undecodable;
    }

    private static int captured(long[] slots, int[] texts) {
        int captured = 0;
        for (int text : texts) {
            captured += (int) (slots[text] & 0xffff);
        }
        return captured;
    }

    private static byte[] bytes(ByteBuffer buffer, int from, int length) {
        if (length == 0) {
            return NOTHING;
        }
        byte[] bytes = new byte[length];
        buffer.get(from, bytes);
        return bytes;
    }

    /** Only the decoding thread writes the count, so that the sum needs no lock. */
    private boolean refuse() {
        undecodable = undecodable + 1;
        return false;
    }
}

package dev.hydroscope.store;

import dev.hydroscope.quic.StreamSummary;
import java.util.ArrayList;
import java.util.List;

/** Streams of a connection, some to a row; each by itself, so that only those are packed again that have changed. */
final class StreamPacker {
    static final int STREAMS = 32;

    private StreamPacker() {
    }

    static byte[] pack(StreamSummary stream, long baseNanos) {
        Packer packer = new Packer(64);
        packer.signed(stream.stream());
        for (long at : new long[] {stream.openedAt(), stream.firstSentAt(), stream.lastSentAt(), stream.finishedAt(),
            stream.firstReceivedAt(), stream.lastReceivedAt(), stream.closedAt()}) {
            packer.number(at == 0 ? 0 : 1 + (at - baseNanos << 1 ^ at - baseNanos >> 63));
        }
        for (long number : new long[] {stream.sentBytes(), stream.retransmittedBytes(), stream.ackedBytes(),
            stream.lostBytes(), stream.receivedBytes(), stream.resetCode() + 1, stream.resetReceivedCode() + 1,
            stream.limit() + 1}) {
            packer.number(number);
        }
        VerdictPacker.spans(packer, stream.spans(), baseNanos);
        return packer.take();
    }

    /** A row: the moment that its times are counted from, then one stream behind the other. */
    static byte[] row(long baseNanos, List<byte[]> streams) {
        Packer packer = new Packer(16 + streams.size() * 64);
        packer.number(baseNanos);
        streams.forEach(each -> packer.bytes(each, 0, each.length));
        return packer.take();
    }

    static List<StreamSummary> unpack(byte[] row) {
        Unpacker unpacker = new Unpacker(row);
        long base = unpacker.number();
        List<StreamSummary> streams = new ArrayList<>(STREAMS);
        while (unpacker.more()) {
            streams.add(stream(unpacker, base));
        }
        return streams;
    }

    private static StreamSummary stream(Unpacker unpacker, long base) {
        long id = unpacker.signed();
        long[] at = new long[7];
        for (int i = 0; i < at.length; i++) {
            long told = unpacker.number() - 1;
            at[i] = told < 0 ? 0 : base + (told >>> 1 ^ -(told & 1));
        }
        long[] n = new long[8];
        for (int i = 0; i < n.length; i++) {
            n[i] = unpacker.number();
        }
        return new StreamSummary(id, at[0], at[1], at[2], at[3], at[4], at[5], at[6], n[0], n[1], n[2], n[3], n[4],
                n[5] - 1, n[6] - 1, n[7] - 1, VerdictPacker.spans(unpacker, base));
    }
}

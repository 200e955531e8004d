package dev.hydroscope.store;

import dev.hydroscope.quic.Frame;
import dev.hydroscope.quic.Frames;
import dev.hydroscope.quic.PacketSlot;
import dev.hydroscope.quic.Space;
import dev.hydroscope.quic.StreamBytes.Fate;
import dev.hydroscope.store.BytesPacker.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whose bytes went when: packet by packet where they can be told apart, else the bytes of each stream in columns of time. Of
 * a column the busiest streams are named, the others are one.
 */
public final class Multiplexing {
    private static final int NAMED = 12;
    /** As many as this to a column are given as they are. */
    private static final int EACH = 2;

    private final boolean sent;
    private final long fromNanos;
    private final long columnNanos;
    private final int width;
    private final List<Share> packets = new ArrayList<>();
    private SharesOfColumn[] columns = {};

    /**
     * What of one stream went at one time.
     *
     * @param stream meaningless where streams is more than 1
     * @param streams how many it stands for
     * @param space with the number that of its packet; null where it stands for a column
     * @param end of the offsets that were gone through, bytes may be fewer
     */
    public record Share(long fromNanos, long toNanos, long stream, int streams, long offset, long end, long bytes, long again,
            Space space, long number) {
    }

    Multiplexing(boolean sent, long fromNanos, long toNanos, int width) {
        this.sent = sent;
        this.fromNanos = fromNanos;
        this.width = width;
        this.columnNanos = Math.max(1, (toNanos - fromNanos) / width + 1);
    }

    /** @return whether there may be more of them */
    boolean add(PacketSlot packet) {
        if (packet.sent() != sent) {
            return true;
        }
        Frames frames = packet.frames;
        for (int at = 0; at < frames.end(); at = frames.next(at)) {
            if (frames.type(at).data()) {
                long offset = Math.max(0, frames.value(at, 1));
                long bytes = Math.max(0, frames.value(at, 2));
                int again = sent ? Frame.RETRANSMITTED : Frame.REORDERED;
                packets.add(new Share(packet.atNanos, packet.atNanos, frames.value(at, 0), 1, offset, offset + bytes, bytes,
                        (frames.flags(at) & again) == 0 ? 0 : bytes, packet.space, packet.number));
            }
        }
        return packets.size() <= width * EACH;
    }

    /** Whether the packets do not do: there are too many of them, or none was told. */
    boolean inColumns() {
        if (!packets.isEmpty() && packets.size() <= width * EACH) {
            return false;
        }
        packets.clear();
        columns = new SharesOfColumn[width];
        return true;
    }

    void add(Stretch stretch) {
        boolean again = stretch.fate() == (sent ? Fate.RETRANSMITTED : Fate.REORDERED);
        if (!again && stretch.fate() != (sent ? Fate.SENT : Fate.RECEIVED)) {
            return;
        }
        long first = (stretch.fromNanos() - fromNanos) / columnNanos;
        long last = (stretch.toNanos() - fromNanos) / columnNanos;
        long step = stretch.length() / (last - first + 1);
        for (long column = first; column <= last; column++) {
            long offset = stretch.offset() + step * (column - first);
            long bytes = column == last ? stretch.offset() + stretch.length() - offset : step;
            if (column >= 0 && column < width) {
                column((int) column).add(stretch.stream(), offset, bytes, again);
            }
        }
    }

    private SharesOfColumn column(int place) {
        if (columns[place] == null) {
            columns[place] = new SharesOfColumn();
        }
        return columns[place];
    }

    /** Whether every packet is here. */
    public boolean exact() {
        return columns.length == 0;
    }

    public long columnNanos() {
        return columnNanos;
    }

    /** In the order of time; of a column by stream, the nameless last. */
    public List<Share> shares() {
        if (exact()) {
            packets.sort(Comparator.comparingLong(Share::fromNanos));
            return packets;
        }
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            if (columns[i] != null) {
                long from = fromNanos + i * columnNanos;
                columns[i].named(NAMED, from, from + columnNanos, shares);
            }
        }
        return shares;
    }
}

package dev.hydroscope.store;

import dev.hydroscope.quic.Direction;
import dev.hydroscope.quic.Packet;
import dev.hydroscope.quic.PacketSlot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A page of packets with their neighbours. Chunks of which none is wanted are looked through without making an object of any
 * packet.
 */
final class PacketPage {
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final PacketFilter filter;
    private final PacketScope scope;
    private final List<PacketRow> rows = new ArrayList<>();
    private final long began = System.nanoTime();
    private PacketChunks.Row before;
    /** What was given last, or may not be given again. */
    private long last;
    private int left;
    /** The chunk to go on in. */
    private long at;
    private long scanned;
    private boolean complete = true;

    PacketPage(PacketFilter filter, PacketScope scope) {
        this.filter = filter;
        this.scope = scope;
        PacketScope.Place place = PacketScope.Place.parse(scope.after(), scope.newest());
        last = place.position();
        left = place.left();
        at = place.chunk();
    }

    Page<PacketRow> read(Connection connection, long ordinal) throws SQLException {
        PacketReader reader = new PacketReader(connection, ordinal);
        PacketChunks chunks = reader.chunks(range(reader), scope.newest());
        boolean more = false;
        for (PacketChunks.Row row = chunks.next(); row != null && !more; row = chunks.next()) {
            at = row.at();
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                complete = false;
                break;
            }
            more = chunk(row);
            before = row;
        }
        String next = more || !complete ? new PacketScope.Place(last, left, at).text() : "";
        return new Page<>(rows, next, scanned, complete);
    }

    private PacketReader.Range range(PacketReader reader) throws SQLException {
        PacketReader.Range range = reader.all().and(reader.times(scope.fromNanos(), scope.endNanos()));
        if (filter.numbered() && filter.directions().size() == 1 && scope.context() == 0) {
            boolean sent = filter.directions().contains(Direction.SENT);
            range = range.and(reader.numbers(sent, filter.leastNumber(), filter.mostNumber()));
        }
        if (scope.after().isEmpty()) {
            return range;
        }
        // the one before as well: neighbours may stand there
        return range.and(scope.newest() ? new PacketReader.Range(0, at + 2) : new PacketReader.Range(at - 1, Long.MAX_VALUE));
    }

    /** @return whether the page is full and more may follow */
    private boolean chunk(PacketChunks.Row row) {
        boolean[] wanted = wanted(row);
        boolean any = left > 0;
        for (boolean one : wanted) {
            any |= one;
        }
        if (!any) {
            return false;
        }
        List<PacketRow> packets = packets(row);
        for (int i = 0; i < packets.size(); i++) {
            PacketRow packet = packets.get(i);
            if (!open(packet.position())) {
                continue;
            }
            if (wanted[(int) (packet.position() - row.position())]) {
                if (!neighbours(packets, i) || !give(packet, false)) {
                    return true;
                }
                left = scope.context();
            } else if (left > 0) {
                if (inTime(packet.packet().atNanos()) && !give(packet, true)) {
                    return true;
                }
                left--;
            }
        }
        return false;
    }

    private boolean[] wanted(PacketChunks.Row row) {
        PacketUnpacker packets = new PacketUnpacker(row.data());
        boolean[] wanted = new boolean[packets.count()];
        for (int i = 0; i < wanted.length; i++) {
            PacketSlot packet = packets.next();
            if (open(row.position() + i) && inTime(packet.atNanos)) {
                scanned++;
                wanted[i] = filter.wants(packet);
            }
        }
        return wanted;
    }

    private boolean inTime(long atNanos) {
        return atNanos >= scope.fromNanos() && atNanos <= scope.endNanos();
    }

    /** Whether it comes behind all that was given. */
    private boolean open(long position) {
        return scope.newest() ? position < last : position > last;
    }

    /** Those that come before it and were not given. */
    private boolean neighbours(List<PacketRow> packets, int at) {
        int missing = scope.context() - at;
        if (missing > 0 && before != null) {
            List<PacketRow> earlier = packets(before);
            for (PacketRow packet : earlier.subList(Math.max(0, earlier.size() - missing), earlier.size())) {
                if (!neighbour(packet)) {
                    return false;
                }
            }
        }
        for (PacketRow packet : packets.subList(Math.max(0, at - scope.context()), at)) {
            if (!neighbour(packet)) {
                return false;
            }
        }
        return true;
    }

    private boolean neighbour(PacketRow packet) {
        return !open(packet.position()) || !inTime(packet.packet().atNanos()) || give(packet, true);
    }

    private boolean give(PacketRow packet, boolean context) {
        if (rows.size() == scope.limit()) {
            return false;
        }
        rows.add(new PacketRow(packet.position(), packet.packet(), context));
        last = packet.position();
        return true;
    }

    /** In the order of the page. */
    private List<PacketRow> packets(PacketChunks.Row row) {
        PacketUnpacker packets = new PacketUnpacker(row.data());
        List<PacketRow> list = new ArrayList<>(packets.count());
        for (long position = row.position(); packets.more(); position++) {
            Packet packet = packets.next().packet();
            list.add(new PacketRow(position, packet, false));
        }
        if (scope.newest()) {
            Collections.reverse(list);
        }
        return list;
    }
}

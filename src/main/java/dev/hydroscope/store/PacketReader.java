package dev.hydroscope.store;

import dev.hydroscope.quic.Packet;
import dev.hydroscope.quic.PacketSlot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Finds packets of a connection by time and by number: ranges of rows, whatever the connection's size. */
final class PacketReader {
    /** Packets stand nearly in the order of their times and numbers: none is more rows than this from where they put it. */
    private static final int SLACK = 2;

    private final Connection connection;
    private final PacketRows rows;
    private final long base;
    private final long end;
    private final long ordinal;

    PacketReader(Connection connection, long ordinal) throws SQLException {
        this.connection = connection;
        this.rows = new PacketRows(connection);
        this.ordinal = ordinal;
        this.base = PacketTable.firstChunk(ordinal);
        this.end = rows.end(ordinal);
    }

    /** Which of the connection's chunks hold what is asked for. */
    record Range(long low, long high) {
        Range and(Range other) {
            return new Range(Math.max(low, other.low), Math.min(high, other.high));
        }
    }

    Range all() {
        return new Range(0, end - base);
    }

    Range times(long fromNanos, long toNanos) throws SQLException {
        return range(fromNanos <= 0 ? base : rows.find(base, end, "last_at", fromNanos),
                toNanos == Long.MAX_VALUE ? end : rows.find(base, end, "first_at", toNanos + 1));
    }

    /** Of a sequence of numbers; those of the handshake may repeat the application's, and stand at the beginning. */
    Range numbers(boolean sent, long least, long most) throws SQLException {
        String column = sent ? "most_sent" : "most_received";
        return range(least <= 0 ? base : rows.find(base, end, column, least),
                most == Long.MAX_VALUE ? end : rows.find(base, end, column, most) + 1);
    }

    private Range range(long low, long high) {
        return new Range(Math.max(0, low - base - SLACK), Math.min(end, high + SLACK) - base);
    }

    PacketChunks chunks(Range range, boolean newest) {
        return new PacketChunks(connection, ordinal, range.low, range.high, newest);
    }

    /** The packet that was dealt with at that moment: the last one to arrive, unless one was sent since. */
    Optional<Packet> arrivedBy(long atNanos) throws SQLException {
        PacketChunks chunks = chunks(times(atNanos, atNanos), true);
        for (PacketChunks.Row row = chunks.next(); row != null; row = chunks.next()) {
            Packet last = null;
            for (PacketUnpacker packets = new PacketUnpacker(row.data()); packets.more();) {
                PacketSlot packet = packets.next();
                last = packet.atNanos > atNanos ? last : packet.sent() ? null : packet.packet();
            }
            if (last != null) {
                return Optional.of(last);
            }
        }
        return Optional.empty();
    }

    /** Shows all of a range of time, oldest first. */
    void each(long fromNanos, long toNanos, PacketVisitor visitor) throws SQLException {
        PacketChunks chunks = chunks(times(fromNanos, toNanos), false);
        for (PacketChunks.Row row = chunks.next(); row != null; row = chunks.next()) {
            PacketUnpacker packets = new PacketUnpacker(row.data());
            for (long position = row.position(); packets.more(); position++) {
                PacketSlot packet = packets.next();
                if (packet.atNanos >= fromNanos && packet.atNanos <= toNanos && !visitor.visit(position, packet)) {
                    return;
                }
            }
        }
    }
}

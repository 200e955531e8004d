package dev.hydroscope.sql;

import dev.hydroscope.quic.Direction;
import dev.hydroscope.quic.Fate;
import dev.hydroscope.quic.Frame;
import dev.hydroscope.quic.PacketSlot;
import dev.hydroscope.quic.Space;
import dev.hydroscope.quic.Trigger;
import dev.hydroscope.store.PacketBatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.h2.value.Value;
import org.h2.value.ValueNull;

/** Packets in the order they were sent and received in, connection by connection. */
final class PacketRows {
    private PacketRows() {
    }

    /** A packet; its frames are read only where a statement asks for them. */
    record Row(long conn, PacketBatch batch, int position, Direction direction, Space space, long number, int size,
            boolean payloadSize, boolean ackOnly, long preparedNanos, long atNanos, Fate fate, Trigger trigger, long fateAtNanos,
            long lostAtNanos) {
        static Row of(long conn, PacketBatch batch, int position, PacketSlot slot) {
            return new Row(conn, batch, position, slot.direction, slot.space, slot.number, slot.size, slot.payloadSize,
                    slot.ackOnly, slot.preparedAtNanos, slot.atNanos, slot.fate, slot.trigger, slot.fateAtNanos,
                    slot.lostAtNanos);
        }

        boolean sent() {
            return direction == Direction.SENT;
        }

        Value fateWord() {
            return sent() ? Cell.text(fate.word()) : ValueNull.INSTANCE;
        }

        Value triggerWord() {
            return trigger == Trigger.NONE ? ValueNull.INSTANCE : Cell.text(trigger.word());
        }

        /** By our clock. */
        Value rtt() {
            return Cell.known(sent() && fate.acked() ? fateAtNanos - atNanos : -1);
        }

        Value prepared() {
            return sent() ? Cell.time(preparedNanos) : ValueNull.INSTANCE;
        }

        Value frames() {
            return Cell.text(batch.packet(position).frames().stream().map(Frame::text).collect(Collectors.joining("; ")));
        }
    }

    static Iterator<Row> of(Opened session, Bounds bounds) {
        Within within = new Within(session, bounds, "sent_at");
        long least = bounds.least("number");
        long most = bounds.most("number");
        return Batches.each(within.chunks(part -> within.sweep.packets(part, least)), chunk -> {
            long conn = within.conn(chunk.connection());
            List<Row> rows = new ArrayList<>();
            chunk.content().each((position, slot) -> {
                if (slot.number >= least && slot.number <= most && within.holds(slot.atNanos)) {
                    rows.add(Row.of(conn, chunk.content(), (int) position, slot));
                }
                return true;
            });
            return rows.iterator();
        });
    }
}

package dev.hydroscope.store;

import dev.hydroscope.quic.Packet;
import java.util.ArrayList;
import java.util.List;

/** Some packets of a connection that stand together; not for several threads. */
public final class PacketBatch {
    private final byte[] data;
    private List<Packet> packets = List.of();

    PacketBatch(byte[] data) {
        this.data = data;
    }

    /** Shows them without making an object of each; their positions are those in this batch. */
    public void each(PacketVisitor visitor) {
        PacketUnpacker unpacker = new PacketUnpacker(data);
        boolean wanted = true;
        for (int position = 0; wanted && unpacker.more(); position++) {
            wanted = visitor.visit(position, unpacker.next());
        }
    }

    /** The one at a position, with its frames. */
    public Packet packet(int position) {
        if (packets.isEmpty()) {
            packets = new ArrayList<>();
            each((place, slot) -> packets.add(slot.packet()));
        }
        return packets.get(position);
    }
}

package dev.hydroscope.store;

import dev.hydroscope.quic.PacketSlot;

/** Is shown packets one after the other. */
public interface PacketVisitor {
    /**
     * @param position its place among its connection's packets
     * @return whether to go on
     */
    boolean visit(long position, PacketSlot packet);
}

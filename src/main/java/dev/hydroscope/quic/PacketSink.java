package dev.hydroscope.quic;

/** Takes what a {@link PacketBook} finds out. */
public interface PacketSink {
    /** A packet and all that is told of its frames; the slot is used again when this returns. */
    void packet(PacketSlot packet);

    /** @param late whether the sender says that it had declared it lost */
    void acked(Space space, long number, boolean late, long atNanos);

    void lost(Space space, long number, Trigger trigger, long atNanos);
}

package dev.hydroscope.store;

import dev.hydroscope.quic.Direction;
import dev.hydroscope.quic.Fate;
import dev.hydroscope.quic.FrameType;
import dev.hydroscope.quic.PacketSlot;
import dev.hydroscope.quic.Space;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which packets are wanted; an empty set wants any.
 *
 * @param text to be found in what a packet says of itself, whatever the case; "": any
 */
public record PacketFilter(Set<Direction> directions, Set<Space> spaces, Set<Fate> fates, Set<FrameType> frames,
        OptionalLong stream, long leastNumber, long mostNumber, String text) {
    public static final PacketFilter ALL = new PacketFilter(Set.of(), Set.of(), Set.of(), Set.of(), OptionalLong.empty(),
            Long.MIN_VALUE, Long.MAX_VALUE, "");

    public PacketFilter {
        text = text.toLowerCase(Locale.ROOT);
    }

    public static PacketFilter one(Direction direction, Space space, long number) {
        return new PacketFilter(Set.of(direction), Set.of(space), Set.of(), Set.of(), OptionalLong.empty(), number, number, "");
    }

    boolean numbered() {
        return leastNumber != Long.MIN_VALUE || mostNumber != Long.MAX_VALUE;
    }

    boolean wants(PacketSlot packet) {
        return packet.number >= leastNumber && packet.number <= mostNumber
                && (directions.isEmpty() || directions.contains(packet.direction))
                && (spaces.isEmpty() || spaces.contains(packet.space))
                && (fates.isEmpty() || packet.sent() && fates.contains(packet.fate))
                && (frames.isEmpty() || frames.stream().anyMatch(packet::has))
                && (stream.isEmpty() || packet.touches(stream.getAsLong()))
                && (text.isEmpty() || packet.packet().text().contains(text));
    }
}

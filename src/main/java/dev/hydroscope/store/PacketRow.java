package dev.hydroscope.store;

import dev.hydroscope.quic.Packet;

/**
 * A packet and its place among its connection's.
 *
 * @param context whether it is only here as the neighbour of one that was wanted
 */
public record PacketRow(long position, Packet packet, boolean context) {
}

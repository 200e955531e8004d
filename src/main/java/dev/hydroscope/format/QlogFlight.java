package dev.hydroscope.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What was sent and is not known to have arrived, by space and number, so that an ACK can be told packet by packet. */
final class QlogFlight {
    private static final int SPACES = 4;
    private static final int MOST = 1 << 17;

    /** A piece of a stream. */
    record Piece(long stream, long offset, long length) {
    }

    static final class Sent {
        private final List<Piece> pieces;
        private boolean lost;

        Sent(List<Piece> pieces) {
            this.pieces = pieces;
        }

        List<Piece> pieces() {
            return pieces;
        }

        boolean lost() {
            return lost;
        }
    }

    private final List<NavigableMap<Long, Sent>> spaces = new ArrayList<>();

    QlogFlight() {
        for (int i = 0; i < SPACES; i++) {
            spaces.add(new TreeMap<>());
        }
    }

    /** 0-RTT shares its numbers with 1-RTT. */
    private NavigableMap<Long, Sent> space(int packetType) {
        return spaces.get(packetType == 1 ? 3 : packetType & 3);
    }

    void sent(int packetType, long number, List<Piece> pieces) {
        NavigableMap<Long, Sent> space = space(packetType);
        if (space.size() == MOST) {
            space.pollFirstEntry();
        }
        space.put(number, new Sent(pieces));
    }

    /** What is under way of these numbers, and no more of it. */
    List<Map.Entry<Long, Sent>> acked(int packetType, long least, long most) {
        if (least > most) {
            return List.of();
        }
        NavigableMap<Long, Sent> range = space(packetType).subMap(least, true, most, true);
        if (range.isEmpty()) {
            return List.of();
        }
        List<Map.Entry<Long, Sent>> found = new ArrayList<>();
        range.forEach((number, sent) -> found.add(Map.entry(number, sent)));
        range.clear();
        return found;
    }

    /** The pieces that were in it; a later ACK finds it still, and comes late. */
    List<Piece> lost(int packetType, long number) {
        Sent sent = space(packetType).get(number);
        if (sent == null || sent.lost) {
            return List.of();
        }
        sent.lost = true;
        return sent.pieces;
    }

    /** A number or a text that is one. */
    static long number(JsonNode node, long otherwise) {
        if (node.isIntegralNumber()) {
            return node.asLong();
        }
        if (node.isNumber()) {
            return Math.round(node.asDouble());
        }
        try {
            return node.isTextual() ? Long.parseUnsignedLong(node.asText()) : otherwise;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}

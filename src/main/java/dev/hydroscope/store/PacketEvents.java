package dev.hydroscope.store;

import dev.hydroscope.quic.Field;
import dev.hydroscope.quic.Kind;
import dev.hydroscope.quic.Layout;
import dev.hydroscope.quic.Layouts;
import dev.hydroscope.quic.Packet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The events of one packet: those that make it up, and those that told its fate. Found by time, and told from others of the
 * same moment by their order.
 */
final class PacketEvents {
    /** What a packet caused beyond its frames comes at once, or is not told to be its. */
    private static final long AFTER_NANOS = 5_000_000;
    private static final int MOST = 10_000;
    private static final Set<Kind> NEXT = EnumSet.of(Kind.SEND, Kind.RECEIVE, Kind.PACKET_PREPARE, Kind.PACKET_RECEIVED,
            Kind.PACKET_SENT);
    private static final Set<Kind> WITH_FATE = EnumSet.of(Kind.STREAM_ACKED, Kind.STREAM_LOST, Kind.CC_CONGESTION,
            Kind.QUICTRACE_CC_LOST, Kind.NEW_TOKEN_ACKED, Kind.CRYPTO_SEND_KEY_UPDATE_CONFIRMED);

    private final EventReader events;
    private final ConnectionRow connection;
    private final Packet packet;
    private final Layouts layouts = new Layouts();
    private final Set<EventRow> found = new TreeSet<>(EventReader.ORDER);

    PacketEvents(EventReader events, ConnectionRow connection, Packet packet) {
        this.events = events;
        this.connection = connection;
        this.packet = packet;
    }

    /** In order. */
    List<EventRow> all() throws SQLException {
        if (packet.sent()) {
            sent();
            fate(packet.fateAtNanos());
            fate(packet.lostAtNanos());
        } else {
            received();
        }
        return new ArrayList<>(found);
    }

    private List<EventRow> between(long fromNanos, long toNanos) throws SQLException {
        return events.of(connection, EventReader.Key.FIRST, fromNanos, toNanos, probe -> true, MOST);
    }

    private Kind kind(EventRow row) {
        return layouts.of(row.event().probe()).kind();
    }

    private int find(List<EventRow> rows, Kind kind) {
        for (int i = 0; i < rows.size(); i++) {
            Layout layout = layouts.of(rows.get(i).event().probe());
            long type = packet.space().ordinal();
            if (layout.kind() == kind && layout.number(rows.get(i).event(), Field.PN, -1) == packet.number()
                    && layout.number(rows.get(i).event(), Field.PACKET_TYPE, type) == type) {
                return i;
            }
        }
        return -1;
    }

    private void sent() throws SQLException {
        List<EventRow> rows = between(packet.preparedAtNanos(), packet.atNanos());
        int last = find(rows, Kind.PACKET_SENT);
        int first = last;
        while (first > 0 && kind(rows.get(first)) != Kind.PACKET_PREPARE && kind(rows.get(first - 1)) != Kind.PACKET_SENT) {
            first--;
        }
        if (last >= 0) {
            found.addAll(rows.subList(first, last + 1));
        }
    }

    private void received() throws SQLException {
        List<EventRow> rows = between(packet.atNanos() - AFTER_NANOS, packet.endAtNanos() + AFTER_NANOS);
        int first = find(rows, Kind.PACKET_RECEIVED);
        if (first < 0) {
            return;
        }
        int end = first + 1;
        while (end < rows.size() && !NEXT.contains(kind(rows.get(end)))) {
            end++;
        }
        boolean told = first > 0 && kind(rows.get(first - 1)) == Kind.RECEIVE;
        found.addAll(rows.subList(told ? first - 1 : first, end));
    }

    private void fate(long atNanos) throws SQLException {
        if (atNanos == 0) {
            return;
        }
        List<EventRow> rows = between(atNanos, atNanos + AFTER_NANOS);
        int acked = find(rows, Kind.PACKET_ACKED);
        int first = acked >= 0 && rows.get(acked).event().atNanos() == atNanos ? acked : find(rows, Kind.PACKET_LOST);
        int end = first + 1;
        while (first >= 0 && end < rows.size() && WITH_FATE.contains(kind(rows.get(end)))) {
            end++;
        }
        if (first >= 0) {
            found.addAll(rows.subList(first, end));
        }
    }
}

package dev.hydroscope.store;

import dev.hydroscope.quic.Layouts;
import dev.hydroscope.quic.Mark;
import dev.hydroscope.quic.Metrics;
import dev.hydroscope.quic.Samples;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads the marks that {@link MarkLog} packed; of a connection that has no series, from its events. */
final class MarkReader {
    private final Connection connection;
    private final Probes probes;
    private final ConnectionRow of;

    MarkReader(Connection connection, Probes probes, ConnectionRow of) {
        this.connection = connection;
        this.probes = probes;
        this.of = of;
    }

    /** @param toNanos 0: to its end */
    List<MarkRow> read(long fromNanos, long toNanos, int limit) throws SQLException {
        StoredEvents events = new StoredEvents(connection, probes, of.ordinal());
        long from = fromNanos == 0 ? of.atNanos() : fromNanos;
        SeriesRow last;
        try (SeriesRows rows = new SeriesRows(connection, of.ordinal())) {
            last = rows.last(SeriesRow.SAMPLES);
        }
        long to = toNanos == 0 ? events.latestNanos(last != null && last.steps() == 0, from) : toNanos;
        MarkList list = new MarkList(from, to, limit);
        if (last != null) {
            stored(list, from, to);
        } else if (SeriesReader.quic(of)) {
            Metrics metrics = new Metrics(list);
            Layouts layouts = new Layouts();
            int[] count = new int[1];
            events.each(event -> {
                metrics.accept(layouts.of(event.probe()), event);
                return ++count[0] < SeriesReader.MOST_EVENTS;
            });
        }
        return list.rows();
    }

    private void stored(MarkList list, long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT data FROM mark WHERE id >= ? AND id < ? AND last_at >= ? AND first_at <= ? ORDER BY id")) {
            select.setLong(1, MarkLog.firstId(of.ordinal()));
            select.setLong(2, MarkLog.firstId(of.ordinal() + 1));
            select.setLong(3, from);
            select.setLong(4, to);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    read(result.getBytes(1), list);
                }
            }
        }
    }

    private static void read(byte[] data, Samples into) {
        Unpacker unpacker = new Unpacker(data);
        long at = 0;
        while (unpacker.more()) {
            int mark = (int) unpacker.number();
            at += unpacker.signed();
            long first = unpacker.signed();
            long second = unpacker.signed();
            byte[] text = unpacker.text();
            into.mark(Mark.at(mark), at, first, second, text.length == 0 ? "" : new String(text, StandardCharsets.UTF_8));
        }
    }
}

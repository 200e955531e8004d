package dev.hydroscope.store;

import dev.hydroscope.quic.ConnectionStreams;
import dev.hydroscope.quic.Layouts;
import dev.hydroscope.quic.StreamSummary;
import dev.hydroscope.store.BytesPacker.Stretch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the streams of a connection and what happened to their bytes. */
final class StreamReader {
    private final Connection connection;
    private final Probes probes;
    private final ConnectionRow of;
    private final long first;
    private final long last;

    StreamReader(Connection connection, Probes probes, ConnectionRow of) {
        this.connection = connection;
        this.probes = probes;
        this.of = of;
        this.first = StreamTable.firstChunk(of.ordinal());
        this.last = StreamTable.firstChunk(of.ordinal() + 1) - 1;
    }

    /**
     * Streams in the order they were first seen, of which something is told in a time.
     *
     * @param after the `next` of the page before, or ""
     */
    Page<StreamSummary> streams(long fromNanos, long toNanos, int limit, String after) throws SQLException {
        long behind = after.isEmpty() ? 0 : Tokens.number(after);
        List<StreamSummary> found = new ArrayList<>();
        long scanned = 0;
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id, data FROM stream WHERE id BETWEEN ? AND ? ORDER BY id")) {
            select.setLong(1, Math.min(last, first + behind / StreamPacker.STREAMS));
            select.setLong(2, last);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    long place = (result.getLong(1) - first) * StreamPacker.STREAMS;
                    for (StreamSummary stream : StreamPacker.unpack(result.getBytes(2))) {
                        scanned++;
                        if (place >= behind && stream.within(fromNanos, toNanos)) {
                            found.add(stream);
                        }
                        place++;
                        if (found.size() == limit) {
                            return new Page<>(found, Long.toString(place), scanned, true);
                        }
                    }
                }
            }
        }
        return new Page<>(found, "", scanned, true);
    }

    /** All that is stored under a stream's number: more than one where its connection had been forgotten in between. */
    List<StreamSummary> stream(long id) throws SQLException {
        List<StreamSummary> found = new ArrayList<>(1);
        try (PreparedStatement select = connection.prepareStatement("SELECT data FROM stream WHERE id BETWEEN ? AND ?"
                + " AND least_stream <= ? AND most_stream >= ? ORDER BY id")) {
            select.setLong(1, first);
            select.setLong(2, last);
            select.setLong(3, id);
            select.setLong(4, id);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    StreamPacker.unpack(result.getBytes(1)).stream().filter(stream -> stream.stream() == id)
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    /** What happened to a stream's bytes in a time: from its rows or, of a connection too small to have them, its events. */
    void bytes(long id, long fromNanos, long toNanos, Consumer<Stretch> into) throws SQLException {
        bytes(id, id, fromNanos, toNanos, into);
    }

    private void bytes(long least, long most, long fromNanos, long toNanos, Consumer<Stretch> into) throws SQLException {
        Consumer<Stretch> wanted = stretch -> {
            if (stretch.stream() >= least && stretch.stream() <= most && stretch.toNanos() >= fromNanos
                    && stretch.fromNanos() <= toNanos) {
                into.accept(stretch);
            }
        };
        if (stored()) {
            rows(least, most, fromNanos, toNanos, wanted);
        } else {
            events(wanted);
        }
    }

    /** Whose bytes went when: by packets unless there are too many to be told apart. */
    Multiplexing multiplexing(boolean sent, long fromNanos, long toNanos, int width) throws SQLException {
        Multiplexing found = new Multiplexing(sent, fromNanos, toNanos, width);
        new PacketReader(connection, of.ordinal()).each(fromNanos, toNanos, (position, packet) -> found.add(packet));
        if (found.inColumns()) {
            bytes(Long.MIN_VALUE, Long.MAX_VALUE, fromNanos, toNanos, found::add);
        }
        return found;
    }

    private boolean stored() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT id FROM stream_bytes WHERE id BETWEEN ? AND ? LIMIT 1")) {
            select.setLong(1, first);
            select.setLong(2, last);
            try (ResultSet result = select.executeQuery()) {
                return result.next();
            }
        }
    }

    private void rows(long least, long most, long fromNanos, long toNanos, Consumer<Stretch> into) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT data FROM stream_bytes WHERE id BETWEEN ? AND ?"
                + " AND last_at >= ? AND first_at <= ? AND least_stream <= ? AND most_stream >= ? ORDER BY id")) {
            long[] numbers = {first, last, fromNanos, toNanos, most, least};
            for (int i = 0; i < numbers.length; i++) {
                select.setLong(i + 1, numbers[i]);
            }
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    BytesPacker.unpack(result.getBytes(1), into);
                }
            }
        }
    }

    private void events(Consumer<Stretch> into) throws SQLException {
        Layouts layouts = new Layouts();
        ConnectionStreams streams = new ConnectionStreams(true, false, opened -> { },
                (stream, at, offset, length, fate) -> into.accept(new Stretch(stream, fate, at, at, offset, length, 1)));
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT data FROM event WHERE id BETWEEN ? AND ? ORDER BY id")) {
            select.setLong(1, EventTable.firstChunk(of.ordinal()));
            select.setLong(2, EventTable.firstChunk(of.ordinal() + 1) - 1);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    for (EventRow row : ChunkReader.read(probes, result.getBytes(1))) {
                        streams.accept(layouts.of(row.event().probe()), row.event());
                    }
                }
            }
        }
    }
}

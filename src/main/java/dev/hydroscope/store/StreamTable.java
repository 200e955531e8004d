package dev.hydroscope.store;

import dev.hydroscope.quic.Layout;
import dev.hydroscope.quic.Verdict;
import dev.hydroscope.trace.Changes.Run;
import dev.hydroscope.trace.Request;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The streams of QUIC connections, what happened to their bytes, and the verdicts of their requests. Some thousand
 * connections are followed at once; one that comes back after it was forgotten goes on in rows behind its others.
 */
final class StreamTable implements QuicTable {
    private static final int FOLLOWED = 4096;
    static final int MOST_STREAMS = 1 << 16;
    private static final int CHUNK_BITS = 26;

    private final PreparedStatement fresh;
    private final PreparedStatement grown;
    private final PreparedStatement bytes;
    private final PreparedStatement lastStreams;
    private final PreparedStatement lastBytes;
    private final Map<Long, Followed> followed = new LinkedHashMap<>(64, 0.75f, true);
    private final List<Followed> changed = new ArrayList<>();
    private long nextConnection;

    StreamTable(Connection connection) throws SQLException {
        String values = "INTO stream (id, least_stream, most_stream, streams, data) VALUES (?, ?, ?, ?, ?)";
        this.fresh = connection.prepareStatement("INSERT " + values);
        this.grown = connection.prepareStatement("MERGE " + values);
        this.bytes = connection.prepareStatement("MERGE INTO stream_bytes (id, first_at, last_at, least_stream, most_stream,"
                + " data) VALUES (?, ?, ?, ?, ?, ?)");
        this.lastStreams = connection.prepareStatement("SELECT MAX(id) FROM stream WHERE id BETWEEN ? AND ?");
        this.lastBytes = connection.prepareStatement("SELECT MAX(id) FROM stream_bytes WHERE id BETWEEN ? AND ?");
        try (PreparedStatement last = connection.prepareStatement("SELECT COALESCE(MAX(id), -1) FROM stream");
                ResultSet result = last.executeQuery()) {
            result.next();
            nextConnection = (result.getLong(1) >> CHUNK_BITS) + 1;
        }
    }

    static long firstChunk(long connection) {
        return connection << CHUNK_BITS;
    }

    @Override
    public void put(Run run, Layout[] layouts) throws SQLException {
        long ordinal = run.connection().ordinal();
        if (ordinal == 0) {
            return;
        }
        Followed of = followed.get(ordinal);
        if (of == null) {
            of = follow(ordinal, run.connection().beforeCapture());
        }
        for (int i = 0; i < run.events().size(); i++) {
            of.accept(layouts[i], run.events().get(i));
        }
        if (!of.queued) {
            of.queued = true;
            changed.add(of);
        }
    }

    private Followed follow(long ordinal, boolean before) throws SQLException {
        boolean known = ordinal < nextConnection;
        nextConnection = Math.max(nextConnection, ordinal + 1);
        long first = firstChunk(ordinal);
        long streamChunk = known ? next(lastStreams, ordinal) : first;
        long bytesChunk = known ? next(lastBytes, ordinal) : first;
        Followed of = new Followed(streamChunk, bytesChunk, bytesChunk > first, !before, streamChunk > first);
        followed.put(ordinal, of);
        return of;
    }

    private static long next(PreparedStatement last, long ordinal) throws SQLException {
        last.setLong(1, firstChunk(ordinal));
        last.setLong(2, firstChunk(ordinal + 1) - 1);
        try (ResultSet result = last.executeQuery()) {
            result.next();
            long id = result.getLong(1);
            return result.wasNull() ? firstChunk(ordinal) : id + 1;
        }
    }

    /** Of the request as far as the events that were put tell; empty where its transport is not known. */
    Optional<byte[]> verdict(Request request) {
        return verdict(request.connection().ordinal(), request.req(), request.atNanos(), request.endedNanos(),
                request.finished());
    }

    Optional<byte[]> verdict(RequestRow row) {
        return verdict(row.connection(), row.req(), row.atNanos(), row.endedNanos(), row.finished());
    }

    private Optional<byte[]> verdict(long ordinal, long req, long atNanos, long endedNanos, boolean finished) {
        Followed of = followed.get(ordinal);
        Optional<Verdict> verdict = of == null ? Optional.empty() : of.tracker.verdict(req, atNanos, endedNanos, finished);
        return verdict.map(told -> VerdictPacker.pack(told, atNanos));
    }

    void lost(Loss loss) {
        for (Followed of : followed.values()) {
            of.tracker.lost(loss.fromNanos());
        }
    }

    @Override
    public void flush() throws SQLException {
        for (Followed of : changed) {
            of.write(fresh, grown, bytes);
            of.queued = false;
        }
        changed.clear();
        forget();
        fresh.executeBatch();
        grown.executeBatch();
        bytes.executeBatch();
    }

    private void forget() throws SQLException {
        int streams = 0;
        for (Followed of : followed.values()) {
            streams += of.tracker.held();
        }
        var eldest = followed.values().iterator();
        while (followed.size() > FOLLOWED || streams > MOST_STREAMS) {
            Followed of = eldest.next();
            streams -= of.tracker.held();
            of.leave(bytes);
            eldest.remove();
        }
    }
}

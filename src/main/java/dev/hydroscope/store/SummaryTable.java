package dev.hydroscope.store;

import dev.hydroscope.quic.ConnectionSummary;
import dev.hydroscope.quic.Kind;
import dev.hydroscope.quic.Layout;
import dev.hydroscope.quic.Room;
import dev.hydroscope.quic.SummaryTracker;
import dev.hydroscope.trace.Changes.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row for each QUIC connection, written again with each batch that changed it. Some thousand are held open; one that
 * comes back later goes on from its row.
 */
final class SummaryTable implements QuicTable {
    private static final int OPEN = 4096;
    private static final int BATCH = 1000;
    /** Packets in flight, over all connections: 16 bytes each. */
    private static final long ROOM = 1 << 20;

    private final Room room = new Room(ROOM);
    private final PreparedStatement insert;
    private final PreparedStatement merge;
    private final PreparedStatement select;
    private final Map<Long, Open> open = new LinkedHashMap<>(64, 0.75f, true);
    private final List<Open> changed = new ArrayList<>();
    private long next;

    private static final class Open {
        final long connection;
        final SummaryTracker tracker;
        boolean stored;
        boolean queued;

        Open(long connection, ConnectionSummary before, boolean stored, Room room) {
            this.connection = connection;
            this.tracker = new SummaryTracker(before, room);
            this.stored = stored;
        }
    }

    SummaryTable(Connection connection) throws SQLException {
        this.insert = connection.prepareStatement("INSERT " + QuicRows.VALUES);
        this.merge = connection.prepareStatement("MERGE " + QuicRows.VALUES);
        this.select = connection.prepareStatement(QuicRows.SELECT + "WHERE id = ?");
        try (PreparedStatement last = connection.prepareStatement("SELECT COALESCE(MAX(id), -1) FROM quic");
                ResultSet result = last.executeQuery()) {
            result.next();
            next = result.getLong(1) + 1;
        }
    }

    @Override
    public void put(Run run, Layout[] layouts) throws SQLException {
        long connection = run.connection().ordinal();
        Open of = open.get(connection);
        if (of == null) {
            if (connection == 0 || !begins(run, layouts)) {
                return;
            }
            of = open(connection);
        }
        for (int i = 0; i < run.events().size(); i++) {
            of.tracker.accept(layouts[i], run.events().get(i));
        }
        if (!of.queued) {
            of.queued = true;
            changed.add(of);
        }
    }

    /** What is of H2O alone tells nothing to sum up. */
    private static boolean begins(Run run, Layout[] layouts) {
        for (int i = 0; i < run.events().size(); i++) {
            if (layouts[i].kind().ordinal() < Kind.H3S_ACCEPT.ordinal()) {
                return true;
            }
        }
        return false;
    }

    private Open open(long connection) throws SQLException {
        if (changed.size() >= BATCH) {
            flush();
        }
        select.setLong(1, connection);
        List<QuicRow> before = connection < next ? QuicRows.rows(select) : List.of();
        next = Math.max(next, connection + 1);
        Open of = before.isEmpty() ? new Open(connection, new ConnectionSummary(), false, room)
                : new Open(connection, before.get(0).summary(), true, room);
        open.put(connection, of);
        return of;
    }

    @Override
    public void flush() throws SQLException {
        for (Open of : changed) {
            QuicRows.bind(of.stored ? merge : insert, of.connection, of.tracker.summary());
            (of.stored ? merge : insert).addBatch();
            of.queued = false;
            of.stored = true;
        }
        insert.executeBatch();
        merge.executeBatch();
        changed.clear();
        var eldest = open.entrySet().iterator();
        for (int over = open.size() - OPEN; over > 0; over--) {
            eldest.next().getValue().tracker.leave();
            eldest.remove();
        }
    }
}

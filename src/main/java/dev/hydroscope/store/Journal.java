package dev.hydroscope.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Notes in the order of writing which rows of events were written to, so that events are found by time and by probe whatever
 * their connection. Each stored event is in one note exactly.
 */
final class Journal {
    private static final int EVENTS = 4096;
    private static final int NOTES = 1024;

    private final PreparedStatement merge;
    private final List<Row> rows = new ArrayList<>();
    private Row row;

    /** Events of one row of events that stand side by side in it. */
    record Note(long chunk, int from, int count, long probes) {
    }

    private static final class Row {
        final long id;
        final long[] chunks = new long[NOTES];
        final int[] froms = new int[NOTES];
        final int[] counts = new int[NOTES];
        final long[] probes = new long[NOTES];
        long firstAt = Long.MAX_VALUE;
        long lastAt = Long.MIN_VALUE;
        long all;
        int events;
        int notes;
        boolean changed;

        Row(long id) {
            this.id = id;
        }

        boolean full() {
            return events >= EVENTS || notes == NOTES;
        }
    }

    Journal(Connection connection) throws SQLException {
        this.merge = connection.prepareStatement(
                "MERGE INTO journal (id, first_at, last_at, probes, events, data) VALUES (?, ?, ?, ?, ?, ?)");
        try (PreparedStatement last = connection.prepareStatement("SELECT COALESCE(MAX(id), -1) FROM journal");
                ResultSet result = last.executeQuery()) {
            result.next();
            row = new Row(result.getLong(1) + 1);
        }
    }

    static long bit(int code) {
        return 1L << (code & 63);
    }

    /** An event that was put at a place of a row of events. */
    void add(long chunk, int at, int code, long atNanos) {
        int last = row.notes - 1;
        if (last < 0 || row.chunks[last] != chunk || row.froms[last] + row.counts[last] != at) {
            last = begin(chunk, at);
        }
        row.counts[last]++;
        row.probes[last] |= bit(code);
        row.all |= bit(code);
        row.events++;
        row.firstAt = Math.min(row.firstAt, atNanos);
        row.lastAt = Math.max(row.lastAt, atNanos);
        row.changed = true;
    }

    private int begin(long chunk, int at) {
        if (row.full()) {
            rows.add(row);
            row = new Row(row.id + 1);
        }
        int note = row.notes++;
        row.chunks[note] = chunk;
        row.froms[note] = at;
        return note;
    }

    void flush() throws SQLException {
        if (row.changed) {
            rows.add(row);
        }
        for (Row each : rows) {
            merge.setLong(1, each.id);
            merge.setLong(2, each.firstAt);
            merge.setLong(3, each.lastAt);
            merge.setLong(4, each.all);
            merge.setInt(5, each.events);
            merge.setBytes(6, pack(each));
            merge.addBatch();
            each.changed = false;
        }
        if (!rows.isEmpty()) {
            merge.executeBatch();
            rows.clear();
        }
    }

    private static byte[] pack(Row row) {
        Packer packer = new Packer(row.notes * 8);
        long before = 0;
        for (int i = 0; i < row.notes; i++) {
            packer.signed(row.chunks[i] - before);
            packer.number(row.froms[i]);
            packer.number(row.counts[i]);
            packer.number(row.probes[i]);
            before = row.chunks[i];
        }
        return packer.take();
    }

    static void unpack(byte[] data, Consumer<Note> notes) {
        Unpacker unpacker = new Unpacker(data);
        for (long chunk = 0; unpacker.more();) {
            chunk += unpacker.signed();
            notes.accept(new Note(chunk, (int) unpacker.number(), (int) unpacker.number(), unpacker.number()));
        }
    }
}

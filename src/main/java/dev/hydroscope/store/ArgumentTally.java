package dev.hydroscope.store;

import dev.hydroscope.trace.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Adds up the arguments of every stored event, probe by probe: written every two seconds, less often where it is much, and at
 * the end.
 */
final class ArgumentTally {
    /** Of more probes than this the events themselves are asked. */
    private static final int MOST_PROBES = 256;
    /** Beside the arguments, of which there are never so many. */
    static final int TID = 254;
    static final int PID = 255;
    private static final long EVERY_NANOS = 2_000_000_000L;
    /** A second for each 200 kB: what is written again and again is not to outweigh the events. */
    private static final long NANOS_A_BYTE = 5000;

    private final PreparedStatement select;
    private final PreparedStatement merge;
    private ArgumentSummary[][] summaries = new ArgumentSummary[16][];
    private final BitSet changed = new BitSet();
    private long dueAt = System.nanoTime();

    ArgumentTally(Connection connection) throws SQLException {
        this.select = connection.prepareStatement("SELECT id, data FROM probe_argument WHERE id BETWEEN ? AND ?");
        this.merge = connection.prepareStatement("MERGE INTO probe_argument (id, data) VALUES (?, ?)");
    }

    static long id(int code, int argument) {
        return (long) code << 8 | argument;
    }

    /** Where a summary stands: behind the arguments come the thread and the process. */
    private static long id(int code, int place, int all) {
        return id(code, place < all - 2 ? place : place == all - 2 ? TID : PID);
    }

    void add(Probes.Entry entry, Event event) throws SQLException {
        if (entry.code() >= MOST_PROBES) {
            return;
        }
        ArgumentSummary[] of = of(entry);
        int arguments = of.length - 2;
        for (int i = 0; i < arguments; i++) {
            of[i].add(event, i);
        }
        of[arguments].add(event.tid());
        of[arguments + 1].add(event.pid());
        changed.set(entry.code());
    }

    private ArgumentSummary[] of(Probes.Entry entry) throws SQLException {
        if (entry.code() >= summaries.length) {
            summaries = Arrays.copyOf(summaries, 2 * entry.code());
        }
        if (summaries[entry.code()] == null) {
            summaries[entry.code()] = load(entry);
        }
        return summaries[entry.code()];
    }

    /** What was written before, where this goes on with a file. */
    private ArgumentSummary[] load(Probes.Entry entry) throws SQLException {
        int arguments = entry.numbers().length;
        ArgumentSummary[] of = new ArgumentSummary[arguments + 2];
        Arrays.setAll(of, i -> new ArgumentSummary(i < arguments && !entry.numbers()[i]));
        select.setLong(1, id(entry.code(), 0));
        select.setLong(2, id(entry.code(), 255));
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                int at = (int) (result.getLong(1) & 255);
                of[at < TID ? at : arguments + at - TID] = ArgumentSummary.unpack(result.getBytes(2));
            }
        }
        return of;
    }

    static List<ArgumentSummary> read(Connection connection, int code, int argument) throws SQLException {
        List<ArgumentSummary> found = new ArrayList<>();
        try (PreparedStatement one = connection.prepareStatement("SELECT data FROM probe_argument WHERE id = ?")) {
            one.setLong(1, id(code, argument));
            try (ResultSet result = one.executeQuery()) {
                while (result.next()) {
                    found.add(ArgumentSummary.unpack(result.getBytes(1)));
                }
            }
        }
        return found;
    }

    void flush(boolean all) throws SQLException {
        long now = System.nanoTime();
        if (changed.isEmpty() || !all && now - dueAt < 0) {
            return;
        }
        long bytes = 0;
        for (int code : changed.stream().toArray()) {
            for (int i = 0; i < summaries[code].length; i++) {
                merge.setLong(1, id(code, i, summaries[code].length));
                byte[] packed = summaries[code][i].pack();
                bytes += packed.length;
                merge.setBytes(2, packed);
                merge.addBatch();
            }
        }
        merge.executeBatch();
        dueAt = now + EVERY_NANOS + bytes * NANOS_A_BYTE;
        changed.clear();
    }
}

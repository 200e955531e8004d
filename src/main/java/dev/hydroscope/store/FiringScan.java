package dev.hydroscope.store;

import dev.hydroscope.probe.Probe;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at events by time and probe, with one connection to the file: the journal tells which rows to read. */
final class FiringScan implements AutoCloseable {
    private static final int SAMPLED_EVENTS = 400_000;

    private final Connection connection;
    private final Probes probes;
    private final Lens lens;
    private final Shown shown;
    private final Firings.Wish wish;
    private final long from;
    private final long to;
    private final long bits;
    private final Set<Probe> asked;
    private final PreparedStatement notes;
    private final PreparedStatement chunks;
    private final Map<Long, Optional<ConnectionRow>> connections = new HashMap<>();
    private long scanned;
    private long taken;

    /** A row of the journal. */
    private record Head(long id, long lastAt, int events) {
    }

    FiringScan(Connection connection, Names names, Probes probes, Lens lens, Firings.Wish wish) throws SQLException {
        this.connection = connection;
        this.probes = probes;
        this.lens = lens;
        this.shown = new Shown(connection, names, lens);
        this.wish = wish;
        this.from = lens.begin(wish.fromNanos());
        this.to = lens.to(wish.toNanos()) == 0 ? Long.MAX_VALUE : lens.to(wish.toNanos());
        List<Probes.Entry> entries = probes.all().stream()
                .filter(entry -> wish.probe().isEmpty() || entry.probe().key().equals(wish.probe())).toList();
        this.bits = entries.stream().mapToLong(entry -> Journal.bit(entry.code())).reduce(0, (a, b) -> a | b);
        this.asked = Collections.newSetFromMap(new IdentityHashMap<>());
        entries.forEach(entry -> asked.add(entry.probe()));
        this.notes = connection.prepareStatement("SELECT data FROM journal WHERE id = ?");
        this.chunks = connection.prepareStatement("SELECT id, data FROM event WHERE id BETWEEN ? AND ?");
    }

    /** The latest first. */
    private List<Head> heads(long until) throws SQLException {
        List<Head> heads = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT id, last_at, events FROM journal"
                + " WHERE BITAND(probes, CAST(? AS BIGINT)) <> 0 AND last_at >= ? AND first_at <= ?")) {
            select.setLong(1, bits);
            select.setLong(2, from);
            select.setLong(3, until);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    heads.add(new Head(result.getLong(1), result.getLong(2), result.getInt(3)));
                }
            }
        }
        heads.sort(Comparator.comparingLong(Head::lastAt).reversed());
        return heads;
    }

    Page<EventRow> newest(EventReader.Key before, int limit, long budgetNanos) throws SQLException {
        long began = System.nanoTime();
        List<EventRow> page = new ArrayList<>();
        PriorityQueue<EventRow> waiting = new PriorityQueue<>(EventReader.ORDER.reversed());
        long until = before == null ? to : Math.min(to, before.atNanos());
        for (Head head : heads(until)) {
            take(waiting, head.lastAt(), page, limit + 1);
            if (page.size() > limit) {
                break;
            }
            // each page comes further than the one before, else nobody would get to the end
            if (head.lastAt() < until && System.nanoTime() - began > budgetNanos) {
                return new Page<>(page, new EventReader.Key(head.lastAt(), Integer.MAX_VALUE, -1).text(),
                        lens.whole() ? scanned : taken, false);
            }
            read(head, row -> {
                if (before == null || EventReader.key(row).compareTo(before) < 0) {
                    waiting.add(row);
                }
            });
        }
        take(waiting, Long.MIN_VALUE, page, limit + 1);
        boolean more = page.size() > limit;
        List<EventRow> rows = more ? page.subList(0, limit) : page;
        return new Page<>(rows, more ? EventReader.key(rows.get(limit - 1)).text() : "",
                lens.whole() ? scanned : taken, true);
    }

    /** Those that nothing can come before any more. */
    private static void take(PriorityQueue<EventRow> waiting, long horizon, List<EventRow> page, int limit) {
        while (page.size() < limit && !waiting.isEmpty() && waiting.peek().event().atNanos() > horizon) {
            page.add(waiting.poll());
        }
    }

    Firings.Looked each(boolean sampled, long budgetNanos, Consumer<EventRow> taker) throws SQLException {
        long began = System.nanoTime();
        List<Head> heads = heads(to);
        long all = heads.stream().mapToLong(Head::events).sum();
        int step = sampled ? (int) Math.max(1, Math.min(heads.size() / 32, all / SAMPLED_EVENTS)) : 1;
        for (int i = 0; i < heads.size(); i += step) {
            if (System.nanoTime() - began > budgetNanos) {
                return looked(all, false);
            }
            read(heads.get(i), taker);
        }
        return looked(all, step == 1);
    }

    /** How many there are beside those that are shown is nobody's concern who is shown a part. */
    private Firings.Looked looked(long all, boolean complete) {
        return lens.whole() ? new Firings.Looked(scanned, all, complete) : new Firings.Looked(taken, taken, complete);
    }

    private void read(Head head, Consumer<EventRow> taker) throws SQLException {
        List<Journal.Note> wanted = new ArrayList<>();
        notes.setLong(1, head.id());
        try (ResultSet result = notes.executeQuery()) {
            if (result.next()) {
                Journal.unpack(result.getBytes(1), note -> {
                    if ((note.probes() & bits) != 0) {
                        wanted.add(note);
                    }
                });
            }
        }
        for (int i = 0; i < wanted.size();) {
            int end = i + 1;
            while (end < wanted.size() && wanted.get(end).chunk() == wanted.get(end - 1).chunk() + 1) {
                end++;
            }
            read(wanted.subList(i, end), taker);
            i = end;
        }
    }

    /** Rows that stand side by side. */
    private void read(List<Journal.Note> side, Consumer<EventRow> taker) throws SQLException {
        chunks.setLong(1, side.get(0).chunk());
        chunks.setLong(2, side.get(side.size() - 1).chunk());
        try (ResultSet result = chunks.executeQuery()) {
            while (result.next()) {
                Journal.Note note = side.get((int) (result.getLong(1) - side.get(0).chunk()));
                read(note, result.getBytes(2), taker);
            }
        }
    }

    private void read(Journal.Note note, byte[] data, Consumer<EventRow> taker) throws SQLException {
        scanned += note.count();
        List<EventRow> rows = new ArrayList<>();
        ChunkReader.each(probes, data, note.from(), note.count(), asked::contains, row -> {
            if (row.event().atNanos() >= from && row.event().atNanos() <= to) {
                rows.add(row);
            }
        });
        for (EventRow row : lens.clear() ? rows : shown(EventTable.connection(note.chunk()), rows)) {
            if (wish.wanted().test(row)) {
                taken++;
                taker.accept(row);
            }
        }
    }

    private List<EventRow> shown(long ordinal, List<EventRow> rows) throws SQLException {
        Optional<ConnectionRow> of = connections.get(ordinal);
        if (of == null) {
            try (PreparedStatement select = connection.prepareStatement(ConnectionTable.SELECT + "WHERE id = ?")) {
                select.setLong(1, ordinal);
                List<ConnectionRow> found = ConnectionTable.rows(select);
                of = found.isEmpty() ? Optional.empty() : shown.connection(found.get(0));
            }
            connections.put(ordinal, of);
        }
        return of.isEmpty() ? List.of() : shown.events(of.get(), rows);
    }

    @Override
    public void close() throws SQLException {
        shown.close();
        notes.close();
        chunks.close();
    }
}

package dev.hydroscope.store;

import dev.hydroscope.quic.Layout;
import dev.hydroscope.quic.Layouts;
import dev.hydroscope.trace.Changes.Run;
import dev.hydroscope.trace.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of series and marks. A connection has them from its so many thousandth event on, when what came before is read from
 * its events again; those of a shorter one are worked out whenever they are asked for.
 */
final class SeriesTable implements QuicTable {
    /** A connection with fewer events has no rows. */
    static final int FEW_EVENTS = 8192;
    private static final int MOST_LOGS = 768;
    private static final int MOST_COUNTED = 16_384;
    /** Of a connection that comes back, so many rows of events are read again to know what is in flight. */
    private static final int REMEMBERED_ROWS = 128;
    private static final int BATCH = 500;

    /** What is known of a connection: how many events it has, and its log from when they are many. */
    private static final class Entry {
        private long events;
        private SeriesLog log;
        private boolean queued;
    }

    private final int mostLogs;
    private final int mostCounted;
    private final Probes probes;
    private final Connection connection;
    private final Layouts layoutOf = new Layouts();
    private final SeriesStatements statements;
    private final Map<Long, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private final List<Entry> grown = new ArrayList<>();
    private final List<Long> many = new ArrayList<>();
    private int logs;
    private long nextConnection;

    SeriesTable(Connection connection, Probes probes) throws SQLException {
        this(connection, probes, MOST_LOGS, MOST_COUNTED);
    }

    /** With so many logs at hand, and so many connections of which anything is known. */
    SeriesTable(Connection connection, Probes probes, int mostLogs, int mostCounted) throws SQLException {
        this.mostLogs = mostLogs;
        this.mostCounted = mostCounted;
        this.connection = connection;
        this.probes = probes;
        this.statements = new SeriesStatements(connection);
        try (PreparedStatement last = connection.prepareStatement("SELECT id FROM event ORDER BY id DESC LIMIT 1");
                ResultSet result = last.executeQuery()) {
            nextConnection = result.next() ? (result.getLong(1) >> EventTable.CHUNK_BITS) + 1 : 0;
        }
    }

    @Override
    public void put(Run run, Layout[] layouts) throws SQLException {
        long ordinal = run.connection().ordinal();
        if (ordinal == 0) {
            return;
        }
        Entry entry = entries.get(ordinal);
        if (entry == null) {
            entry = enter(ordinal, run.events().get(0));
        }
        if (entry.log != null) {
            put(entry, run.events(), layouts);
        } else {
            long before = entry.events;
            entry.events += run.events().size();
            if (entry.events >= FEW_EVENTS && before < FEW_EVENTS) {
                many.add(ordinal);
            }
        }
    }

    @Override
    public boolean looksBack() {
        return true;
    }

    private void put(Entry entry, List<Event> events, Layout[] layouts) throws SQLException {
        for (int i = 0; i < events.size(); i++) {
            entry.log.metrics.accept(layouts[i], events.get(i));
        }
        queue(entry);
        if (statements.waiting() > BATCH) {
            statements.flush();
        }
    }

    private void queue(Entry entry) {
        if (!entry.queued) {
            entry.queued = true;
            grown.add(entry);
        }
    }

    private Entry enter(long ordinal, Event first) throws SQLException {
        Entry entry = new Entry();
        entries.put(ordinal, entry);
        if (ordinal >= nextConnection) {
            nextConnection = ordinal + 1;
            return entry;
        }
        try (SeriesRows rows = new SeriesRows(connection, ordinal)) {
            if (rows.last(SeriesRow.SAMPLES) == null) {
                entry.events = new StoredEvents(connection, probes, ordinal).count();
                if (entry.events >= FEW_EVENTS) {
                    many.add(ordinal);
                }
            } else {
                restore(entry, ordinal, rows, first);
            }
        }
        return entry;
    }

    /** Goes on with a log that was written before: by an earlier connection to the file, or before it was put away. */
    private void restore(Entry entry, long ordinal, SeriesRows rows, Event first) throws SQLException {
        entry.log = log(ordinal);
        entry.log.restore(rows, statements.lastMark(ordinal));
        new StoredEvents(connection, probes, ordinal).eachOfLast(REMEMBERED_ROWS, event -> {
            boolean before = event.seq() != first.seq() || event.tid() != first.tid() || event.atNanos() != first.atNanos();
            if (before) {
                entry.log.metrics.accept(layoutOf.of(event.probe()), event);
            }
            return before;
        });
        entry.log.metrics.goOn();
        queue(entry);
    }

    private SeriesLog log(long ordinal) {
        logs++;
        return new SeriesLog(ordinal, statements.rows(), new MarkLog(ordinal, statements.marks()));
    }

    @Override
    public void flush() throws SQLException {
        for (long ordinal : many) {
            Entry entry = entries.get(ordinal);
            entry.log = log(ordinal);
            new StoredEvents(connection, probes, ordinal).each(event -> {
                entry.log.metrics.accept(layoutOf.of(event.probe()), event);
                return true;
            });
            queue(entry);
        }
        many.clear();
        for (Entry entry : grown) {
            entry.log.flush(statements.rows());
            entry.log.marks().flush(statements.marks());
            entry.queued = false;
        }
        grown.clear();
        statements.flush();
        putAway();
    }

    /** Those that were silent for longest, where there are too many. */
    private void putAway() {
        var eldest = entries.values().iterator();
        while (entries.size() > mostCounted || logs > mostLogs) {
            Entry entry = eldest.next();
            if (entry.log != null || entries.size() > mostCounted) {
                logs -= entry.log != null ? 1 : 0;
                eldest.remove();
            }
        }
    }
}

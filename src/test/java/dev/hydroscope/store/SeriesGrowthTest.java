package dev.hydroscope.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hydroscope.quic.Column;
import dev.hydroscope.quic.Download;
import dev.hydroscope.quic.Grid;
import dev.hydroscope.quic.Layout;
import dev.hydroscope.quic.Layouts;
import dev.hydroscope.quic.Metric;
import dev.hydroscope.trace.Changes;
import dev.hydroscope.trace.Changes.Run;
import dev.hydroscope.trace.Connection;
import dev.hydroscope.trace.Connection.Identity;
import dev.hydroscope.trace.Event;
import dev.hydroscope.trace.Made;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series and marks while their connections grow, and of many connections at a time. */
class SeriesGrowthTest {
    private static final long START = 1_750_000_000_000_000_000L;

    @TempDir
    private Path folder;

    private static List<Event> write(Writer writer, Connection connection, Download download) {
        List<Event> events = download.take();
        writer.write(new Changes(List.of(connection), List.of(), List.of(new Run(connection, events)), events.size()));
        assertEquals("", writer.problem());
        return events;
    }

    private static long sent(List<Event> events, String probe) {
        return events.stream().filter(event -> event.probe().name().equals(probe)).count();
    }

    private static long packets(SessionFile file, ConnectionRow of, int width) {
        Grid grid = file.reader().series(of, START, START + (1L << 36), width).grid();
        Column column = grid.column(Metric.SENT);
        return column == null ? 0 : LongStream.range(0, grid.buckets()).map(i -> column.count((int) i)).sum();
    }

    @Test
    void aReaderSeesWholeCommitsWhileItGrows() throws Exception {
        try (SessionFile file = SessionFile.create(folder.resolve("session.mv.db"))) {
            Writer writer = file.writer();
            Connection connection = Made.connection(1, 5, START);
            Download download = new Download(1, START, 400_000, 0.01);
            AtomicLong written = new AtomicLong(sent(write(writer, connection, download.round()), "packet_sent"));
            ConnectionRow of = file.reader().connection(5).orElseThrow();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                for (int commit = 0; commit < 150; commit++) {
                    for (int i = 0; i < 25; i++) {
                        download.round();
                    }
                    written.addAndGet(sent(write(writer, connection, download), "packet_sent"));
                }
            });
            long seen = 0;
            for (int turn = 0; !writing.isDone(); turn++) {
                long least = written.get();
                long found = packets(file, of, 1 << turn % 12);
                assertTrue(found >= least && found >= seen, found + " of " + least + ", seen " + seen);
                seen = found;
            }
            writing.get();
            for (int width = 1; width < 4096; width *= 2) {
                assertEquals(written.get(), packets(file, of, width));
            }
        }
    }

    @Test
    void everyMarkOfALongConnectionIsListedOrCounted() {
        try (SessionFile file = SessionFile.create(folder.resolve("session.mv.db"))) {
            Writer writer = file.writer();
            Connection connection = Made.connection(1, 5, START);
            Download download = new Download(2, START, 100_000, 0.05);
            List<Event> all = new ArrayList<>();
            for (int commit = 0; commit < 20; commit++) {
                for (int i = 0; i < 100; i++) {
                    download.round();
                }
                all.addAll(write(writer, connection, download));
            }
            ConnectionRow of = file.reader().connection(5).orElseThrow();
            long lost = sent(all, "packet_lost");
            assertTrue(lost > 2 * MarkLog.MARKS, lost + " losses");
            for (int limit : new int[] {20, 100, 100_000}) {
                List<MarkRow> marks = file.reader().marks(of, 0, 0, limit);
                assertTrue(marks.size() <= limit);
                assertEquals(lost, marks.stream().filter(row -> row.mark().kind().equals("loss")).mapToLong(MarkRow::count).sum());
                assertEquals(sent(all, "pto"),
                        marks.stream().filter(row -> row.mark().kind().equals("pto")).mapToLong(MarkRow::count).sum());
            }
            long middle = all.get(all.size() / 2).atNanos();
            assertEquals(sent(all.stream().filter(event -> event.atNanos() >= middle).toList(), "packet_lost"),
                    file.reader().marks(of, middle, 0, 100_000).stream().filter(row -> row.mark().kind().equals("loss")).count());
        }
    }

    /** Of three large connections one is at hand at a time; the small ones between them push the counts out. */
    @Test
    void aConnectionThatWasPutAwayGoesOn() throws SQLException {
        try (SessionFile file = SessionFile.create(folder.resolve("session.mv.db"))) {
            List<Download> large = List.of(new Download(3, START, 100_000, 0.02), new Download(4, START, 900_000, 0.02),
                    new Download(5, START, 10_000, 0.02));
            long[] packets = new long[large.size() + 1];
            try (java.sql.Connection connection = file.database().connect()) {
                connection.setAutoCommit(false);
                Probes probes = new Probes();
                Layouts layouts = new Layouts();
                EventTable events = new EventTable(connection, probes);
                SeriesTable series = new SeriesTable(connection, probes, 1, 3);
                for (int turn = 0; turn < 60; turn++) {
                    int ordinal = 1 + turn % large.size();
                    for (int i = 0; i < 60; i++) {
                        large.get(ordinal - 1).round();
                    }
                    List<Event> taken = large.get(ordinal - 1).take();
                    packets[ordinal] += sent(taken, "packet_sent");
                    put(events, series, layouts, new Run(Made.connection(ordinal, ordinal, START), taken));
                    put(events, series, layouts, small(100 + turn));
                    events.flush();
                    series.flush();
                    connection.commit();
                }
            }
            for (int ordinal = 1; ordinal <= large.size(); ordinal++) {
                for (int width : new int[] {1, 30, 1000, 4000}) {
                    assertEquals(packets[ordinal], packets(file, row(ordinal), width), ordinal + " at " + width);
                }
            }
        }
    }

    private static Run small(long ordinal) {
        return new Run(Made.connection(ordinal, ordinal, START), new Download(ordinal, START, 1000, 0).round().take());
    }

    private static void put(EventTable events, SeriesTable series, Layouts layouts, Run run) throws SQLException {
        events.put(run);
        series.put(run, run.events().stream().map(event -> layouts.of(event.probe())).toArray(Layout[]::new));
    }

    private static ConnectionRow row(long ordinal) {
        return new ConnectionRow(ordinal, ordinal, 100, 1, START, 0, 0, 0, 0x300, false, Identity.EXACT, "", "", "", "");
    }
}
